"""What a session counts for: only the agreement that it fulfils is running; the others merely cover the program."""

import asyncio
from datetime import date

import httpx2

from tests.behaviour.office import ENVIRONMENT, Office, open_office, problem, register_partner
from tests.behaviour.programs.place import Place


async def sign(office: Office, **item: object) -> str:
    """An agreement of this office about the environment, signed; its id."""
    year = office.sinergi.today().year
    term = {"kind": "fixed", "starts_on": f"{year}-01-01", "ends_on": f"{year + 2}-12-31"}
    return await office.signed(await office.draft(term=term, scope_items=[{**ENVIRONMENT, **item}]))


async def started(place: Place, *agreements: str) -> str:
    """A cohort of one program that all these agreements carry, after the facility has joined theirs; its path."""
    program, *others = await place.planned(len(agreements))
    for other in others:
        assert (await place.join(other["id"], program["id"])).status_code == 200
    path = f"/programs/{program['id']}"
    shown = await place.show(path)
    assert {each["agreement_id"] for each in shown["authorisations"]} == set(agreements)
    etag = f'"{(await place.show(path))["version"]}"'
    opening = {"opened_on": place.office.day(0), "capacity": 10}
    assert (await place.post(f"{path}/openings", opening, if_match=etag)).status_code == 201
    return await place.started(path, place.refs[0])


async def hold(place: Place, cohort: str, **changed: object) -> httpx2.Response:
    session = place.session({"participant_ref": place.refs[0], "mark": "active"}, **changed)
    return await place.post(f"{cohort}/sessions", session)


async def implementation(place: Place, agreement: str) -> str:
    answer = await place.sinergi.agreements.get(f"/agreements/{agreement}/activity", place.officer)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["implementation"])


async def item_of(place: Place, agreement: str) -> str:
    return str((await place.office.show(agreement))["scope_items"][0]["id"])


async def until_running(place: Place, agreement: str) -> None:
    async def running() -> bool:
        return await implementation(place, agreement) == "running"

    await place.sinergi.eventually(running)


async def test_one_session_of_a_partner_does_not_make_the_agreements_of_others_run(place: Place) -> None:
    offices = [place.office, *[await open_office(place.sinergi, place.facility) for _ in range(2)]]
    first, second, third = await asyncio.gather(*(sign(office) for office in offices))
    cohort = await started(place, first, second, third)
    held = await hold(place, cohort, instructors=[place.partner])
    assert held.json()["delivered_for"] == [await item_of(place, first)]
    await until_running(place, first)
    assert {await implementation(place, each) for each in (second, third)} == {"not_started"}
    session = await place.show(f"/sessions/{held.json()['id']}")
    assert [each["agreement_id"] for each in session["delivered_for"]] == [first]


async def test_a_session_without_a_partner_is_an_activity_of_the_facility(place: Place, this_year: date) -> None:
    agreement = (await place.sign(["environment"], starts_on=this_year))["id"]
    cohort = await started(place, agreement)
    assert (await hold(place, cohort)).json()["delivered_for"] == []
    foundation = {"name": f"Yayasan {place.office.suffix}", "category": "foundation_ngo"}
    stranger = {"id": await register_partner(place.sinergi, foundation), "name": "Yayasan"}
    held = await hold(place, cohort, topic="Kompos", instructors=[stranger])
    assert (held.status_code, held.json()["delivered_for"]) == (201, [])
    named = await hold(place, cohort, topic="Panen", delivered_for=[await item_of(place, agreement)])
    assert named.json()["delivered_for"] == [await item_of(place, agreement)]
    await until_running(place, agreement)
    report = (await place.sinergi.agreements.get(f"/agreements/{agreement}/activity", place.officer)).json()
    assert report["scope_items"][0]["sessions"] == 1


async def test_an_agency_with_two_agreements_must_choose(place: Place) -> None:
    office = place.office
    agency = {"id": office.agency_id, "name": "Dinas Kesehatan"}
    local, other = await sign(office, agencies=[office.agency_id]), await sign(office, agencies=[office.agency_id])
    cohort = await started(place, local, other)
    refused = problem(await hold(place, cohort, instructors=[agency]), 422, "delivery-ambiguous")
    choices = {each["agreement_id"]: each["scope_item_id"] for each in refused["choices"]}
    assert set(choices) == {local, other}
    held = await hold(place, cohort, instructors=[agency], delivered_for=[choices[other]])
    assert held.status_code == 201, held.text
    await until_running(place, other)
    assert await implementation(place, local) == "not_started"


async def test_a_health_centre_fulfils_the_item_of_the_office_above_it(place: Place) -> None:
    office = place.office
    body = {"name": f"Puskesmas {office.suffix}", "category": "local_government", "parent_id": office.agency_id}
    centre = {"id": await register_partner(place.sinergi, body), "name": "Puskesmas"}
    of_the_regency, of_the_office = await sign(office), await sign(office, agencies=[office.agency_id])
    cohort = await started(place, of_the_regency, of_the_office)

    async def known() -> None:
        held = await hold(place, cohort, instructors=[centre], topic="Penyuluhan")
        assert held.json()["delivered_for"] == [await item_of(place, of_the_office)]

    await place.sinergi.eventually(known)
    await until_running(place, of_the_office)
    assert await implementation(place, of_the_regency) == "not_started"


async def test_an_item_that_does_not_cover_the_program_cannot_be_named(place: Place, this_year: date) -> None:
    agreement = await place.sign(["environment"], starts_on=this_year)
    other = await place.sign(["sport"], starts_on=this_year)
    (program,) = await place.planned(1, f"&agreement={agreement['id']}")
    opening = {"opened_on": place.office.day(0), "capacity": 10}
    await place.post(f"/programs/{program['id']}/openings", opening, if_match='"1"')
    cohort = await place.started(f"/programs/{program['id']}", place.refs[0])
    named = await hold(place, cohort, delivered_for=[other["scope_items"][0]["id"]])
    problem(named, 422, "delivery-not-covered")


async def accepted(place: Place, agreement: str) -> None:
    """The facility accepts everything that a national agreement offers to it."""
    programs = place.sinergi.programs

    async def offered() -> str:
        page = await programs.get(f"/offers?agreement={agreement}", place.officer)
        return str(page.json()["items"][0]["id"])

    path = f"/offers/{await place.sinergi.eventually(offered)}"
    offer = await programs.get(path, place.officer)
    answers = [{"scope_item_id": each["scope_item_id"], "answer": "accepted"} for each in offer.json()["items"]]
    answer = await place.post(f"{path}/answers", {"answers": answers}, if_match=offer.headers["etag"])
    assert answer.status_code == 201, answer.text


async def test_a_session_of_an_agency_counts_for_its_local_agreement_and_not_for_the_national_one(
    place: Place,
) -> None:
    """Both carry the joined program: the agency has signed here, the body above it with the directorate general."""
    office, agreements = place.office, place.sinergi.agreements
    found = await agreements.get("/units?kind=directorate_general", office.directorate)
    parties = [{"unit_id": found.json()["items"][0]["id"]}, {"unit_id": office.partner_id}]
    where = {"level": "national", "parties": parties, "runs_at": [place.facility["id"]]}
    term = {"kind": "fixed", "starts_on": f"{office.sinergi.today().year}-01-01", "ends_on": "2035-12-31"}
    national = await office.signed(await office.draft(term=term, scope_items=[ENVIRONMENT], **where))
    ours = [{"unit_id": place.facility["id"]}, {"unit_id": office.agency_id}]
    local = await office.signed(await office.draft(term=term, scope_items=[ENVIRONMENT], parties=ours))
    await accepted(place, national)
    cohort = await started(place, national, local)
    agency = {"id": office.agency_id, "name": "Dinas Kesehatan"}

    async def known() -> None:
        held = await hold(place, cohort, instructors=[agency])
        assert held.json()["delivered_for"] == [await item_of(place, local)]

    await place.sinergi.eventually(known)
    await until_running(place, local)
    assert await implementation(place, national) == "not_started"
    held = await hold(place, cohort, topic="Kompos", instructors=[place.partner])
    assert held.json()["delivered_for"] == [await item_of(place, national)]
    await until_running(place, national)
