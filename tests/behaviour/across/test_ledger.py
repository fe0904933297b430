"""Sessions deliver for obligations: programs know the promises, and the ledger shows their fulfilment."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.behaviour.agreements.published import INTERNAL, announced
from tests.behaviour.client import Sinergi
from tests.behaviour.office import Body, Office, open_office, problem
from tests.behaviour.programs.place import Json, Place


@dataclass(frozen=True)
class Teaching:
    """A cohort of a program that one agreement carries, and the obligation of its partner."""

    place: Place
    agreement: Json
    program: str
    cohort: str

    @property
    def office(self) -> Office:
        return self.place.office

    async def promise(self, **changes: object) -> str:
        """Record that the partner has promised sessions in the agreement's item; the id of the obligation."""
        values = {"unit_id": self.office.partner_id, "description": "Pengajar", "clause": "Pasal 5", "quantity": 2}
        values |= {"measure": "sessions", "schedule": "monthly", "scope_item_id": self.item} | changes
        path = f"/agreements/{self.agreement['id']}/obligations"
        answer = await self.office.agreements.post(path, values, self.office.officer)
        assert answer.status_code == 201, answer.text
        id_: str = answer.json()["id"]

        async def known() -> None:
            answer = await self.place.sinergi.programs.get(f"{self.program}/obligations", self.place.officer)
            assert id_ in [each["id"] for each in answer.json()]

        await self.place.sinergi.eventually(known)
        return id_

    @property
    def item(self) -> str:
        return str(self.agreement["scope_items"][0]["id"])

    async def hold(self, topic: str, status: int = 201, **changes: object) -> Body:
        session = self.place.session({"participant_ref": self.place.refs[0], "mark": "active"}, topic=topic)
        held = await self.place.post(
            f"{self.cohort}/sessions", session | {"instructors": [self.place.partner]} | changes
        )
        assert held.status_code == status, held.text
        return dict(held.json())

    async def ledger(self, as_: str | None = None) -> Body:
        path = f"/agreements/{self.agreement['id']}/ledger"
        answer = await self.office.agreements.get(path, as_ or self.office.officer)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def unowed(self) -> list[Body]:
        """The totals, once a session was counted for which nothing was due."""
        totals = (await self.ledger())["totals"]
        assert totals[0]["unowed"] == 1
        return list(totals)

    async def until(self, delivered: int, state: str, **more: object) -> Body:
        """The only row of the ledger, once so much was delivered."""

        async def counted() -> Body:
            (row,) = (await self.ledger())["rows"]
            assert (row["delivered"], row["state"]) == (delivered, state)
            assert {name: row[name] for name in more} == more
            return dict(row)

        return await self.place.sinergi.eventually(counted)


@pytest.fixture
async def teaching(place: Place, this_year: date) -> Teaching:
    agreement = await place.sign(["environment"], starts_on=this_year)
    (program,) = await place.planned(1)
    path = f"/programs/{program['id']}"
    opening = {"opened_on": place.office.day(0), "capacity": 10}
    assert (await place.post(f"{path}/openings", opening, if_match='"1"')).status_code == 201
    return Teaching(place, agreement, path, await place.started(path, place.refs[0]))


async def test_sessions_of_the_instructor_deliver_and_a_correction_takes_back(teaching: Teaching) -> None:
    obligation = await teaching.promise()
    first = await teaching.hold("Kompos")
    assert first["obligations"] == [obligation]
    await teaching.until(1, "waiting", by_sessions=1, open=1)
    second = await teaching.hold("Panen")
    row = await teaching.until(2, "fulfilled", due=2, missed=0, waived=0, open=0, late=False)
    event = (await announced(teaching.office, teaching.agreement["id"], "obligation.delivered", INTERNAL))["data"]
    assert (event["due_id"], event["delivered"]) == (row["due_id"], 2)
    shown = await teaching.place.show(f"/sessions/{first['id']}")
    assert [(each["obligation_id"], each["quantity"]) for each in shown["obligations"]] == [(obligation, 1)]
    own = teaching.place.session({"participant_ref": teaching.place.refs[0], "mark": "active"}, topic="Kompos")
    correction = own | {"delivered_for": [], "reason": "Pengajarnya petugas sendiri."}
    path = f"/sessions/{first['id']}"
    corrected = await teaching.place.sinergi.programs.put(path, correction, teaching.office.officer, if_match='"1"')
    assert corrected.status_code == 200, corrected.text
    assert corrected.json()["obligations"] == []
    await teaching.until(1, "waiting")
    reason = {"reason": "Tercatat dua kali."}
    await teaching.place.post(f"/sessions/{second['id']}/retractions", reason, if_match='"1"')
    await teaching.until(0, "waiting", by_sessions=0, open=2)
    (total,) = (await teaching.ledger(teaching.office.contact))["totals"]
    assert [total[name] for name in ("due", "delivered", "open", "dues", "fulfilled")] == [2, 0, 2, 1, 0]
    path = f"/partners/{teaching.office.partner_id}/ledger"
    of_partner = (await teaching.office.agreements.get(path, teaching.office.officer)).json()
    assert [each["obligation_id"] for each in of_partner["rows"]] == [obligation]


async def test_with_several_obligations_one_must_choose(teaching: Teaching) -> None:
    sessions = await teaching.promise()
    minutes = await teaching.promise(measure="minutes", quantity=180, description="Jam belajar")
    goods = {"measure": "goods", "quantity": 3, "unit_id": teaching.office.partner_id}
    path = f"/agreements/{teaching.agreement['id']}/obligations"
    body = goods | {"description": "Buku", "clause": "Pasal 6", "schedule": "on_request"}
    assert (await teaching.office.agreements.post(path, body, teaching.office.officer)).status_code == 201
    refused = await teaching.hold("Kompos", 422)
    assert {each["obligation_id"] for each in refused["choices"]} == {sessions, minutes}
    assert refused["type"].endswith("obligation-ambiguous")
    only_item = await teaching.hold("Kompos", delivered_for=[teaching.item])
    assert (only_item["delivered_for"], only_item["obligations"]) == ([teaching.item], [])
    unknown = await teaching.hold("Panen", 422, delivered_for=[str(teaching.office.facility["id"])])
    assert unknown["type"].endswith("delivery-not-covered")
    without = await teaching.hold("Panen", 422, delivered_for=[minutes], minutes=None)
    assert without["type"].endswith("minutes-missing")
    both = await teaching.hold("Panen", delivered_for=[minutes, sessions], minutes=90)
    assert (both["delivered_for"], sorted(both["obligations"])) == ([teaching.item], sorted([minutes, sessions]))

    async def counted() -> None:
        totals = {each["measure"]: each["delivered"] for each in (await teaching.ledger())["totals"]}
        assert totals == {"sessions": 1, "minutes": 90, "goods": 0}

    await teaching.place.sinergi.eventually(counted)


async def test_what_is_owed_for_each_cohort_is_owed_when_one_begins(teaching: Teaching) -> None:
    await teaching.promise(schedule="per_cohort", quantity=2)
    await teaching.hold("Kompos")
    (total,) = await teaching.place.sinergi.eventually(teaching.unowed)
    # The cohort of before the record owes nothing; the next one does.
    assert (total["dues"], total["unowed"]) == (0, 1)
    place = teaching.place
    second = await place.post(f"{teaching.program}/cohorts", place.cohort(place.refs[1], name="Angkatan II"))
    assert second.status_code == 201, second.text
    await teaching.until(0, "waiting", open=2, due_on=f"{place.sinergi.today().year}-12-31")
    session = place.session({"participant_ref": place.refs[1], "mark": "active"}, topic="Panen")
    body = session | {"instructors": [place.partner]}
    held = await place.post(f"/cohorts/{second.json()['id']}/sessions", body)
    assert held.status_code == 201, held.text
    await teaching.until(1, "waiting", by_sessions=1)


async def test_only_readers_of_the_agreement_read_its_ledger(teaching: Teaching, sinergi: Sinergi) -> None:
    await teaching.promise()
    elsewhere = await open_office(sinergi, next(sinergi.facilities))
    path = f"/agreements/{teaching.agreement['id']}/ledger"
    problem(await sinergi.agreements.get(path, elsewhere.officer), 403, "out-of-scope")
    path = f"/partners/{teaching.office.partner_id}/ledger"
    assert (await sinergi.agreements.get(path, elsewhere.officer)).json() == {"totals": [], "rows": []}
    problem(await sinergi.agreements.get(path, elsewhere.contact), 403, "out-of-scope")
    assert len((await sinergi.agreements.get(path, teaching.office.contact)).json()["rows"]) == 1
