"""Signed scope becomes programs: they are planned, attached, or handed over when an extension begins."""

import asyncio
from datetime import date, timedelta

from tests.behaviour.programs.place import Json, Place


async def test_each_field_that_is_signed_becomes_a_program_of_that_year(place: Place, this_year: date) -> None:
    agreement = await place.sign(["health", "environment", "package_a"], starts_on=this_year)
    programs = await place.planned(3)
    templates = {program["template"]["code"] for program in programs}
    assert templates == {"healthy_living", "waste_bank_and_greening", "package_a_learning"}
    assert {(program["state"], program["fiscal_year"]) for program in programs} == {("planned", this_year.year)}
    assert programs[0]["facility"]["id"] == place.facility["id"]
    assert len(await place.programs(f"&agreement={agreement['id']}")) == 3


async def test_a_second_agreement_over_the_same_practice_is_joined_by_the_facility(
    place: Place, this_year: date
) -> None:
    first = await place.sign(["religion"], starts_on=this_year)
    (one,) = await place.planned(1)
    second = await place.sign(["religion"], starts_on=this_year)
    (two,) = await place.planned(1, f"&agreement={second['id']}")
    shown = await place.show(f"/programs/{one['id']}")
    assert [(each["id"], each["kept_apart"]) for each in shown["similar"]] == [(two["id"], False)]
    answer = await place.join(two["id"], one["id"])
    assert (answer.status_code, answer.json()["state"], answer.json()["joined_into"]) == (200, "joined", one["id"])
    shown = await place.show(f"/programs/{one['id']}")
    assert {each["agreement_id"] for each in shown["authorisations"]} == {first["id"], second["id"]}
    assert (shown["version"], shown["similar"]) == (2, [])
    again = await place.join(two["id"], one["id"])
    assert (again.status_code, again.json()["type"]) == (409, "/problems/wrong-state")


async def test_two_programs_are_joined_once_whoever_asks_and_however_often(place: Place, this_year: date) -> None:
    for _ in range(2):
        await place.sign(["religion"], starts_on=this_year)
    two, one = await place.planned(2)
    path, into = f"/programs/{one['id']}/joinings", {"into": two["id"]}
    for etag, account, status, slug in (
        (None, None, 428, "version-missing"),
        ('"7"', None, 412, "version-stale"),
        ('"1"', place.foreign_officer, 403, "out-of-scope"),
        ('"1"', place.office.contact, 403, "not-permitted"),
    ):
        answer = await place.post(path, into, account, if_match=etag)
        assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")
    itself = await place.post(path, {"into": one["id"]}, if_match='"1"')
    assert (itself.status_code, itself.json()["type"]) == (422, "/problems/programs-differ")
    answers = await asyncio.gather(*(place.join(each["id"], other["id"]) for each, other in ((one, two), (two, one))))
    assert sorted(answer.status_code for answer in answers) in ([200, 409], [200, 412])
    states = sorted([(await place.show(f"/programs/{each['id']}"))["state"] for each in (one, two)])
    assert states == ["joined", "planned"]


async def test_programs_of_one_practice_are_kept_apart(place: Place, this_year: date) -> None:
    for _ in range(2):
        await place.sign(["religion"], starts_on=this_year)
    two, one = await place.planned(2)
    answer = await place.post(f"/programs/{one['id']}/separations", {"other": two["id"]})
    assert (answer.status_code, answer.json()) == (200, {"id": one["id"], "other": two["id"]})
    for each, other in ((one, two), (two, one)):
        shown = await place.show(f"/programs/{each['id']}")
        assert [(similar["id"], similar["kept_apart"]) for similar in shown["similar"]] == [(other["id"], True)]


async def test_a_program_has_the_name_of_its_scope_item_until_it_opens_under_its_own(
    place: Place, this_year: date
) -> None:
    await place.sign(["religion"], starts_on=this_year)
    (program,) = await place.planned(1)
    assert program["name"] == "Kegiatan bersama"
    opening = {"opened_on": place.office.day(0), "capacity": 3, "name": "Pesantren blok timur"}
    path = f"/programs/{program['id']}/openings"
    for template, slug in (("horticulture", "template-of-another-field"), ("star_gazing", "template-unknown")):
        other = await place.post(path, opening | {"template": template}, if_match='"1"')
        assert (other.status_code, other.json()["type"]) == (422, f"/problems/{slug}")
    answer = await place.post(f"/programs/{program['id']}/openings", opening, if_match='"1"')
    assert answer.status_code == 201, answer.text
    assert (await place.show(f"/programs/{program['id']}"))["name"] == "Pesantren blok timur"


async def test_a_program_is_planned_by_hand_and_reported_as_uncovered(place: Place, this_year: date) -> None:
    """The facility has no agreement yet, and has had none."""
    own = {"facility_id": place.facility["id"], "template": "horticulture", "name": "Kebun dapur"}
    answer = await place.post("/programs", own | {"fiscal_year": this_year.year})
    assert (answer.status_code, answer.json()["state"]) == (201, "planned")
    path = answer.headers["location"]
    await place.sign(["sport"], starts_on=this_year)
    (covered,) = [each for each in await place.planned(2) if each["name"] != "Kebun dapur"]
    assert [each["id"] for each in await place.programs("&covered=true")] == [covered["id"]]
    assert [f"/programs/{each['id']}" for each in await place.programs("&covered=false")] == [path]
    counts = await place.show(f"/programs/coverage?facility={place.facility['id']}&fiscal_year={this_year.year}")
    assert (counts["programs"], counts["uncovered_programs"]) == (2, 1)
    opening = {"opened_on": place.office.day(0), "capacity": 3}
    assert (await place.post(f"{path}/openings", opening, if_match='"1"')).status_code == 201
    await place.started(path, place.refs[0])
    audience = [{"participants": "convict", "number": 12}]
    talk = {"held_on": place.office.day(0), "topic": "Panen", "audience": audience}
    assert (await place.post(f"{path}/sessions", talk)).status_code == 201
    counts = await place.show(f"/programs/coverage?facility={place.facility['id']}&fiscal_year={this_year.year}")
    assert (counts["sessions"], counts["uncovered_sessions"]) == (1, 1)


async def test_a_program_by_hand_that_cannot_be_is_refused(place: Place, this_year: date) -> None:
    own = {"facility_id": place.facility["id"], "template": "horticulture", "name": "Kebun dapur"}
    for changed, status, slug in (
        ({"template": "star_gazing"}, 422, "template-unknown"),
        ({"fiscal_year": str(this_year.year)}, 422, "invalid-request"),
        ({"fiscal_year": this_year.year - 2}, 422, "fiscal-year-out-of-reach"),
        ({"name": "\u200b"}, 422, "invalid-request"),
    ):
        answer = await place.post("/programs", own | {"fiscal_year": this_year.year} | changed)
        assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")
    answer = await place.post("/programs", own | {"fiscal_year": this_year.year}, place.foreign_officer)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/out-of-scope")


async def test_scope_that_begins_next_year_is_planned_for_that_year(place: Place, this_year: date) -> None:
    next_year = this_year.year + 1
    await place.sign(["sport"], starts_on=date(next_year, 1, 1))
    (program,) = await place.planned(1, year=next_year)
    assert (program["state"], await place.programs()) == ("planned", [])


async def test_an_extension_plans_what_it_adds_and_takes_over_what_it_keeps(place: Place, this_year: date) -> None:
    today = place.sinergi.today(place.facility["zone"])
    yesterday = today - timedelta(days=1)
    old = await place.sign(["health", "culture"], starts_on=this_year - timedelta(days=400), signed_on=yesterday)
    await place.planned(2)
    new = await place.extend(old, kept=["health"], added=["environment"], starts_on=today)
    programs = {program["template"]["code"]: program["id"] for program in await place.planned(3)}
    new_item = {item["field"]: item["id"] for item in new["scope_items"]}

    async def handed_over() -> tuple[Json, Json]:
        kept = (await place.show(f"/programs/{programs['healthy_living']}"))["authorisations"]
        assert len(kept) == 2
        return kept[0], kept[1]

    before, after = await place.sinergi.eventually(handed_over)
    assert (before["agreement_id"], before["ended_on"]) == (old["id"], yesterday.isoformat())
    assert (after["agreement_id"], after["scope_item_id"]) == (new["id"], new_item["health"])
    assert (after["since"], after["ended_on"], after["line_id"]) == (today.isoformat(), None, old["id"])
    (dropped,) = (await place.show(f"/programs/{programs['traditional_arts']}"))["authorisations"]
    assert (dropped["ended_on"], dropped["end_reason"]) == (yesterday.isoformat(), "item_not_kept")
    (added,) = (await place.show(f"/programs/{programs['waste_bank_and_greening']}"))["authorisations"]
    assert (added["agreement_id"], added["scope_item_id"]) == (new["id"], new_item["environment"])


async def test_programs_are_read_within_facility_region_and_nation(place: Place, this_year: date) -> None:
    await place.sign(["health"], starts_on=this_year)
    (program,) = await place.planned(1)
    for account in (place.office.reviewer, place.office.directorate):
        assert [each["id"] for each in await place.programs(as_=account)] == [program["id"]]
        assert (await place.show(f"/programs/{program['id']}", account))["state"] == "planned"
    assert await place.programs(as_=place.foreign_officer) == []
    refused = await place.sinergi.programs.get(f"/programs/{program['id']}", place.foreign_officer)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/out-of-scope")


async def test_pages_show_every_program_once(place: Place, this_year: date) -> None:
    await place.sign(["health", "sport", "culture", "religion", "fisheries"], starts_on=this_year)
    await place.planned(5)
    listed: list[str] = []
    first = f"/programs?limit=2&facility={place.facility['id']}&fiscal_year={this_year.year}"
    address: str | None = first
    while address:
        page = await place.show(address)
        listed += [program["id"] for program in page["items"]]
        cursor = page["next"]
        address = f"{first}&cursor={cursor}" if cursor else None
    assert len(listed) == len(set(listed)) == 5
    assert listed == sorted(listed, reverse=True)
