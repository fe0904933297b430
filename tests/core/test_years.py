"""Each scope item in force has a program of this year and, from 1 November, of the next one: in PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.programs.authorisations.jobs import plan_years
from services.programs.catalogue import store as catalogue_store
from services.programs.catalogue.model.catalogue import Catalogue
from services.programs.catalogue.shipped import shipped_catalogue
from services.programs.program.commands.opening import OpenProgram, open_program
from services.programs.program.model.parts import Opening
from services.programs.program.model.refusals import DayTooEarly, DayTooLate
from shared.contracts.programs import AuthorisationAttached, AuthorisationHandedOver, ProgramPlanned
from shared.values.refusals import DayInTheFuture
from tests.core.programs_under_test import Programs, authorised, officer
from tests.unit.programs import events as an

OCTOBER, NOVEMBER = datetime(2026, 10, 31, 3, tzinfo=UTC), datetime(2026, 11, 1, 3, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 3, tzinfo=UTC)


async def years(programs: Programs) -> list[int]:
    return [each.fiscal_year for each in await programs.shown()]


async def job(programs: Programs, now: datetime) -> list[ProgramPlanned]:
    work = programs.work(now)
    await plan_years(work)
    return work.recorded.of(ProgramPlanned)


async def test_the_next_year_is_planned_from_november_on(programs: Programs) -> None:
    await programs.apply(an.signed())
    assert await job(programs, OCTOBER) == []
    (planned,) = await job(programs, NOVEMBER)
    assert (planned.fiscal_year, planned.opens_from) == (2027, date(2027, 1, 1))
    assert [each.scope_item_id for each in planned.covered_by] == [an.some_id(31)]
    assert (await job(programs, NOVEMBER), await job(programs, NEW_YEAR)) == ([], [])
    assert await years(programs) == [2026, 2027]


async def test_what_is_signed_in_november_has_programs_of_both_years(programs: Programs) -> None:
    emitted = await programs.apply(an.signed(), now=NOVEMBER)
    assert [(event.fiscal_year, event.opens_from) for event in emitted.of(ProgramPlanned)] == [
        (2026, None),
        (2027, date(2027, 1, 1)),
    ]
    before, after = await programs.shown()
    assert (before.name, before.template, before.pillar) == (after.name, after.template, after.pillar)


async def test_a_new_year_is_planned_even_if_november_was_missed(programs: Programs) -> None:
    await programs.apply(an.signed())
    assert [each.fiscal_year for each in await job(programs, NEW_YEAR)] == [2027]


async def test_november_begins_at_each_facility(programs: Programs) -> None:
    """On 31 October, 22:30 in Jakarta, it is 1 November in Jayapura."""
    await programs.apply(an.signed(runs_at=(an.NORTH, an.EAST)))
    (planned,) = await job(programs, datetime(2026, 10, 31, 15, 30, tzinfo=UTC))
    assert planned.facility.id == an.EAST.id


@pytest.mark.parametrize(
    "over",
    [
        {"in_force": an.in_force(date(2026, 3, 1), date(2026, 12, 31))},
        {"scope_items": (an.item(31, delivery="service"),)},
    ],
)
async def test_an_item_that_ends_with_the_year_has_no_program_of_the_next(
    programs: Programs, over: dict[str, Any]
) -> None:
    await programs.apply(an.signed(**over))
    assert await job(programs, NOVEMBER) == []


async def test_an_item_that_has_ended_has_no_program_of_the_next_year(programs: Programs) -> None:
    await programs.apply(an.signed(), an.terminated(date(2026, 7, 1)))
    assert await job(programs, NOVEMBER) == []


async def test_what_is_signed_or_registered_late_plans_nothing_for_years_that_are_over(programs: Programs) -> None:
    since = an.in_force(date(2022, 3, 1), date(2027, 2, 28))
    await programs.apply(an.signed(in_force=since))
    other = {"agreement_id": an.OTHER, "line_id": an.OTHER, "scope_items": (an.item(51, "health"),)}
    await programs.apply(an.registered(in_force=since, **other))
    assert await years(programs) == [2026, 2026]
    await programs.apply(
        an.signed(agreement_id=an.THIRD, line_id=an.THIRD, in_force=an.in_force(date(2022, 3, 1), date(2025, 2, 28)))
    )
    assert await years(programs) == [2026, 2026]


async def test_the_first_program_is_planned_as_soon_as_it_is_signed(programs: Programs) -> None:
    """However far its first year is away, the facility can prepare."""
    emitted = await programs.apply(an.signed(in_force=an.in_force(date(2028, 2, 1))))
    (planned,) = emitted.of(ProgramPlanned)
    assert (planned.fiscal_year, planned.opens_from) == (2028, date(2028, 1, 1))
    await programs.apply(
        an.registered(
            agreement_id=an.OTHER,
            line_id=an.OTHER,
            in_force=an.in_force(date(2027, 2, 1)),
            scope_items=(an.item(51),),
        )
    )
    assert await years(programs) == [2027, 2028]
    assert await job(programs, NOVEMBER) == []


async def test_kept_items_are_handed_over_in_this_and_later_years(programs: Programs) -> None:
    await programs.apply(an.signed(in_force=an.in_force(date(2025, 3, 1))), now=datetime(2025, 3, 1, 3, tzinfo=UTC))
    await job(programs, datetime(2026, 1, 1, 3, tzinfo=UTC))
    await job(programs, NOVEMBER)
    days = an.in_force(date(2026, 11, 15), date(2031, 11, 14))
    superseded = an.superseded(an.handover(31, 41), successor_in_force=days)
    emitted = await programs.apply(superseded, now=datetime(2026, 11, 15, 3, tzinfo=UTC))
    assert [event.fiscal_year for event in emitted.of(AuthorisationHandedOver)] == [2026, 2027]
    found = [(each.fiscal_year, [item[2] for item in authorised(each)]) for each in await programs.shown()]
    both = [an.some_id(31), an.some_id(41)]
    assert found == [(2025, both[:1]), (2026, both), (2027, both)]


async def test_an_item_added_in_november_carries_both_programs_of_its_line(programs: Programs) -> None:
    await programs.apply(an.signed(), now=NOVEMBER)
    emitted = await programs.apply(
        an.scope_extended(an.item(35), in_force=an.in_force(date(2026, 11, 10))), now=NOVEMBER
    )
    assert [event.fiscal_year for event in emitted.of(AuthorisationAttached)] == [2026, 2027]
    assert await years(programs) == [2026, 2027]


async def test_an_item_that_begins_next_year_carries_next_year_only(programs: Programs) -> None:
    await programs.apply(an.signed(), now=NOVEMBER)
    await programs.apply(an.scope_extended(an.item(35), in_force=an.in_force(date(2027, 2, 1))), now=NOVEMBER)
    before, after = await programs.shown()
    assert [each[2] for each in authorised(before)] == [an.some_id(31)]
    assert [each[2] for each in authorised(after)] == [an.some_id(31), an.some_id(35)]


async def test_a_program_goes_on_when_the_catalogue_has_lost_its_template(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    await programs.apply(an.signed())
    rest = tuple(each for each in shipped_catalogue().templates if each.code == "horticulture")
    monkeypatch.setattr(catalogue_store, "shipped_catalogue", lambda: Catalogue(templates=rest))
    (planned,) = await job(programs, NOVEMBER)
    assert planned.template == "waste_bank_and_greening"


async def test_each_program_opens_in_its_own_year_only(programs: Programs) -> None:
    await programs.apply(an.signed(), now=NOVEMBER)
    before, after = await programs.shown()
    desk = officer(an.NORTH.id)

    async def opened(program_id: Any, day: date, now: datetime) -> None:
        command = OpenProgram(program_id, 1, Opening(opened_on=day, capacity=30))
        await open_program(programs.work(now, desk), command)

    with pytest.raises(DayTooEarly):
        await opened(after.id, date(2026, 11, 1), NOVEMBER)
    with pytest.raises(DayInTheFuture):
        await opened(after.id, date(2027, 1, 1), NOVEMBER)
    with pytest.raises(DayTooLate):
        await opened(before.id, date(2027, 1, 1), NEW_YEAR)
    await opened(after.id, date(2027, 1, 1), NEW_YEAR)
    await opened(before.id, date(2026, 12, 31), NEW_YEAR + timedelta(days=3))


async def test_a_program_opens_by_another_practice_of_its_field_and_goes_on_with_it(programs: Programs) -> None:
    await programs.apply(an.signed(scope_items=(an.item(31, "rehabilitation"),)))
    (planned,) = await programs.shown()
    assert planned.template.code == "therapeutic_community"
    opening = Opening(opened_on=date(2026, 7, 1), capacity=30, template="medical_rehabilitation")
    work = programs.work(datetime(2026, 7, 10, 3, tzinfo=UTC), officer(an.NORTH.id))
    await open_program(work, OpenProgram(planned.id, planned.version, opening))
    await job(programs, NOVEMBER)
    assert [(each.fiscal_year, each.template.code) for each in await programs.shown()] == [
        (2026, "medical_rehabilitation"),
        (2027, "medical_rehabilitation"),
    ]
