"""Signed scope becomes programs: they are planned, attached, or handed over when an extension begins."""

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


async def test_a_second_agreement_over_the_same_practice_carries_the_same_program(
    place: Place, this_year: date
) -> None:
    first = await place.sign(["religion"], starts_on=this_year)
    await place.planned(1)
    second = await place.sign(["religion"], starts_on=this_year)
    (program,) = await place.planned(1, f"&agreement={second['id']}")
    shown = await place.show(f"/programs/{program['id']}")
    assert {each["agreement_id"] for each in shown["authorisations"]} == {first["id"], second["id"]}
    assert shown["version"] == 2


async def test_another_year_is_another_program(place: Place, this_year: date) -> None:
    await place.sign(["sport"], starts_on=this_year)
    await place.sign(["sport"], starts_on=date(this_year.year + 1, 1, 1))
    programs = await place.planned(2)
    assert {program["fiscal_year"] for program in programs} == {this_year.year, this_year.year + 1}


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
    address: str | None = f"/programs?limit=2&facility={place.facility['id']}"
    while address:
        page = await place.show(address)
        listed += [program["id"] for program in page["items"]]
        cursor = page["next"]
        address = f"/programs?limit=2&facility={place.facility['id']}&cursor={cursor}" if cursor else None
    assert len(listed) == len(set(listed)) == 5
    assert listed == sorted(listed, reverse=True)
