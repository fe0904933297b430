"""A ceremony opens its programs, immediately or once they are planned, and notifies its keeper."""

from typing import Any
from uuid import UUID, uuid4

from shared.contracts.ceremonies import AgreementAtCeremony, CeremonyHeld, ProgramToOpen
from shared.contracts.parts import FacilityRef
from tests.behaviour.across.inboxes import inbox
from tests.behaviour.agreements.at_ceremony import HEAD, AtCeremony, listed_of, plan_of
from tests.behaviour.programs.place import Place
from tests.behaviour.saying import say
from tests.unit.programs import events as an


async def openings(place: Place, ceremony_id: str) -> list[dict[str, Any]]:
    answer = await place.sinergi.programs.get(f"/ceremony-openings?ceremony_id={ceremony_id}", place.officer)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def test_programs_open_on_the_day_of_their_ceremony_and_the_keeper_is_told(place: Place) -> None:
    office, today = place.office, place.office.day(0)
    this_year = {"kind": "fixed", "starts_on": today, "ends_on": office.day(400)}
    listed = await listed_of(office, 2, term=this_year)
    items = [(await office.show(each.id))["scope_items"][0]["id"] for each in listed]
    opens = [
        {"agreement_id": each.id, "scope_item_id": item, "capacity": 25}
        for each, item in zip(listed, items, strict=True)
    ]
    body = plan_of(office, listed, opens=opens)
    answer = await office.agreements.post("/ceremonies", body, office.officer)
    ceremony = AtCeremony(office, answer.json()["id"], listed)
    await ceremony.perform("openings", None)
    await ceremony.perform("keeper-signatures", HEAD, office.head)
    assert (await ceremony.sign(1)).is_success
    assert (await ceremony.mark(2, "absent")).is_success
    await ceremony.perform("closings", {"papers_counted": 1})

    async def opened() -> dict[str, Any]:
        (found,) = await openings(place, ceremony.id)
        assert found["state"] == "opened"
        return found

    found = await place.sinergi.eventually(opened)
    assert (found["scope_item_id"], found["opened_on"], found["capacity"]) == (items[0], today, 25)
    (program,) = await place.programs("&state=open")
    assert found["programs"] == [program["id"]]

    async def told() -> None:
        for account in (office.head, office.reviewer):
            notices = [each for each in await inbox(place.sinergi, account) if each["rule"] == "ceremony_held"]
            alone = [each["body"]["id"] for each in notices if body["title"] in each["body"]["id"]]
            # A second ceremony of the region on this day stands in the same notice of the region, which counts them.
            assert alone or any(each["matters"] > 1 for each in notices)
            assert all("Direncanakan 2 perjanjian: 1 ditandatangani" in each for each in alone)

    await place.sinergi.eventually(told)


async def test_a_wish_that_arrives_before_the_plan_waits_for_it_and_a_refused_one_says_why(place: Place) -> None:
    office, facility, today = place.office, FacilityRef.model_validate(place.facility), place.sinergi.today()
    term = {"kind": "fixed", "starts_on": office.day(0), "ends_on": office.day(400)}
    (one,) = await listed_of(office, 1, term=term)
    item = (await office.show(one.id))["scope_items"][0]["id"]
    held = CeremonyHeld(
        ceremony_id=uuid4(),
        version=9,
        keeper=an.unit_of(facility),
        guests=(),
        title="Penandatanganan",
        zone=facility.zone,
        held_on=today,
        planned=1,
        signed=1,
        late=0,
        absent=0,
        withdrawn=0,
        agreements=(AgreementAtCeremony(agreement_id=UUID(one.id), keeper_id=facility.id, outcome="signed"),),
        opens=(ProgramToOpen(agreement_id=UUID(one.id), scope_item_id=UUID(item), capacity=30),),
    )

    async def state_of(event: CeremonyHeld) -> str:
        (found,) = await openings(place, str(event.ceremony_id))
        return str(found["state"])

    async def waits() -> None:
        assert await state_of(held) == "waiting"

    async def opened() -> None:
        assert await state_of(held) == "opened"

    await say(place.sinergi, "agreements", held)
    await place.sinergi.eventually(waits)
    await office.sign(one.id, signed_on=office.day(0))
    await place.sinergi.eventually(opened)

    (program,) = await place.programs("&state=open")
    path = f"/programs/{program['id']}"
    tag = (await place.sinergi.programs.get(path, place.officer)).headers["ETag"]
    ending = {"ended_on": office.day(0), "outcome": "cancelled", "reason": "no_participants"}
    ended = await place.post(f"{path}/endings", ending, office.head, tag)
    assert ended.is_success, ended.text
    again = held.model_copy(update={"ceremony_id": uuid4()})

    async def refused() -> None:
        (found,) = await openings(place, str(again.ceremony_id))
        assert (found["state"], found["programs"]) == ("refused", [])
        assert found["refusals"][0]["id"]

    await say(place.sinergi, "agreements", again)
    await place.sinergi.eventually(refused)
