"""A facility is founded by command, and joins the register, programs and notices."""

from uuid import uuid4

import pytest

from tests.behaviour.agreements.published import events_of, name
from tests.behaviour.office import Body, Office, problem


def founding(office: Office, **changes: object) -> Body:
    mark = uuid4().hex[:10]
    about = {"name": f"Lapas Kelas IIB Contoh {mark}", "facility_kind": "lapas", "facility_class": "IIB"}
    place = {"town": "Contoh", "region": office.facility["region"], "zone": office.facility["zone"]}
    code = {"official_code": f"99.{mark}", "located_in": "Contoh", "letter": "CONTOH-1/2026"}
    return about | place | code | {"valid_from": office.day(0)} | changes


async def test_a_founded_facility_joins_and_begins_its_agreements(office: Office, directorate: str) -> None:
    body = founding(office)
    problem(await office.agreements.post("/units", body, office.head), 403, "not-permitted")
    made = await office.agreements.post("/units", body, directorate)
    assert made.status_code == 201, made.text
    id_ = made.json()["id"]
    shown = (await office.agreements.get(f"/units/{id_}", office.officer)).json()
    assert [(each["kind"], each["value"]) for each in shown["facts"]] == [
        ("official_code", body["official_code"]),
        ("province", "Contoh"),
    ]
    assert [each["valid_from"] for each in shown["periods"]] == [office.day(0)]
    officer = f"officer-{uuid4().hex[:10]}"
    await office.sinergi.assign(officer, "officer", "facility", id_)
    parties = [{"unit_id": id_}, {"unit_id": office.partner_id}]
    drafted = await office.agreements.post("/agreements", office.draft_body(parties=parties), officer)
    assert drafted.status_code == 201, drafted.text

    async def published() -> None:
        events = [each for each in await events_of(office, id_) if name(each) == "unit.changed"]
        assert [(each["data"]["name"], each["data"]["version"]) for each in events] == [(body["name"], 1)]

    await office.sinergi.eventually(published)

    async def known_to_programs() -> None:
        plan = {"facility_id": id_, "template": "waste_bank_and_greening", "name": "Kebun"}
        plan |= {"fiscal_year": office.sinergi.today().year}
        answer = await office.sinergi.programs.post("/programs", plan, officer)
        assert answer.status_code == 201, answer.text

    await office.sinergi.eventually(known_to_programs)


@pytest.mark.parametrize(
    ("changes", "status", "slug"),
    [
        ({"region": "NIHIL"}, 422, "region-unknown"),
        ({"official_code": "dua kata"}, 422, "invalid-request"),
        ({"located_in": "12"}, 422, "fact-unreadable"),
        ({"zone": "Asia/Tokyo"}, 422, "invalid-request"),
    ],
)
async def test_what_does_not_fit_is_refused(
    office: Office, directorate: str, changes: Body, status: int, slug: str
) -> None:
    problem(await office.agreements.post("/units", founding(office, **changes), directorate), status, slug)


async def test_a_name_or_a_code_of_another_facility_is_refused(office: Office, directorate: str) -> None:
    first = founding(office)
    assert (await office.agreements.post("/units", first, directorate)).status_code == 201
    taken = founding(office, name=first["name"].upper())
    problem(await office.agreements.post("/units", taken, directorate), 409, "facility-taken")
    coded = founding(office, official_code=first["official_code"])
    problem(await office.agreements.post("/units", coded, directorate), 409, "official-code-taken")
    early = founding(office, valid_from=office.day(1))
    problem(await office.agreements.post("/units", early, directorate), 422, "day-in-the-future")
