"""Several programs of one practice: the facility is asked to join them or to keep both. In PostgreSQL."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from deploy.local.stack import Stack
from services.programs.authorisations.commands.joining import JoinProgram, KeepApart, join_program, keep_apart
from services.programs.authorisations.jobs import plan_years
from services.programs.catalogue.model.refusals import FacilityUnknown, TemplateUnknown
from services.programs.cohorts.commands.starting import StartCohort, start_cohort
from services.programs.cohorts.model.admission import Admission
from services.programs.program.commands.opening import OpenProgram, open_program
from services.programs.program.commands.planning import PlanProgram, plan_program
from services.programs.program.model.parts import Opening
from services.programs.program.model.program import Program
from services.programs.program.model.refusals import ProgramsDiffer, ProgramUnknown
from services.programs.program.model.years import FiscalYearOutOfReach
from services.programs.program.queries.coverage import ShowCoverage, show_coverage
from services.programs.program.queries.showing import ProgramDetails, ShowProgram, show_program
from shared.access.actor import OutOfScope
from shared.contracts.programs import AuthorisationAttached, ProgramJoined, ProgramPlanned
from shared.postgres.connections import connect
from shared.values.refusals import WrongState
from tests.core.programs_under_test import NATION, NOW, Programs, authorised, install_programs, officer
from tests.unit.programs import events as an

NOVEMBER = datetime(2026, 11, 20, 3, tzinfo=UTC)
DESK = officer(an.NORTH.id)
OTHER: dict[str, Any] = {"agreement_id": an.OTHER, "line_id": an.OTHER}


def also_signed(*items: int) -> Any:
    return an.signed(**OTHER, scope_items=tuple(an.item(item) for item in items))


async def join(programs: Programs, one: UUID, into: UUID, now: datetime = NOW, version: int = 1) -> Any:
    work = programs.work(now, DESK)
    await join_program(work, JoinProgram(one, version, into))
    return work.recorded


async def live(programs: Programs) -> list[ProgramDetails]:
    return [each for each in await programs.shown() if each.state != "joined"]


async def open_with_participant(programs: Programs, program: ProgramDetails) -> None:
    opening = Opening(opened_on=date(2026, 7, 1), capacity=30)
    await open_program(programs.work(NOW, DESK), OpenProgram(program.id, program.version, opening))
    admission = Admission(participant_ref="P-7F3A91", kind="detainee", basis="voluntary")
    await start_cohort(programs.work(NOW, DESK), StartCohort(program.id, "Angkatan I", date(2026, 7, 1), (admission,)))


async def by_hand(programs: Programs, now: datetime = NOW, **changed: Any) -> Program:
    values = {"facility_id": an.NORTH.id, "template": "waste_bank_and_greening", "name": "Bank sampah mandiri"}
    return await plan_program(programs.work(now, DESK), PlanProgram(**{**values, "fiscal_year": 2026, **changed}))


async def test_items_of_one_practice_in_one_line_carry_one_program(programs: Programs) -> None:
    emitted = await programs.apply(an.signed(scope_items=(an.item(31), an.item(32))))
    (program,) = await programs.shown()
    assert program.name == "Kegiatan 31"
    assert [each[2] for each in authorised(program)] == [an.some_id(31), an.some_id(32)]
    assert [type(event) for event, _ in emitted] == [ProgramPlanned, AuthorisationAttached]
    assert await programs.waiting() == {"to_be_opened"}


async def test_another_agreement_over_the_same_practice_has_a_program_of_its_own(programs: Programs) -> None:
    await programs.apply(an.signed(), also_signed(51))
    first, second = await programs.shown()
    assert (first.name, second.name) == ("Kegiatan 31", "Kegiatan 51")
    assert [each.id for each in first.similar] == [second.id]
    assert await programs.waiting() == {"to_be_opened", "similar"}


async def test_a_line_with_two_programs_of_a_practice_gets_a_third_one(programs: Programs) -> None:
    await programs.apply(an.signed())
    await programs.apply(an.scope_extended(an.item(35)))
    assert len(await programs.shown()) == 1
    await programs.apply(also_signed(51))
    await programs.apply(an.scope_extended(an.item(36)))
    assert len(await programs.shown()) == 2, "the program of the other line does not count"


async def test_a_program_is_joined_and_its_items_carry_the_other_one(programs: Programs) -> None:
    await programs.apply(an.signed(), also_signed(51))
    first, second = await programs.shown()
    emitted = await join(programs, second.id, first.id)
    assert [type(event) for event, _ in emitted] == [ProgramJoined, AuthorisationAttached]
    (joined,) = emitted.of(ProgramJoined)
    assert (joined.program_id, joined.into, joined.joined_on, joined.covered_by) == (
        second.id,
        first.id,
        date(2026, 7, 10),
        (),
    )
    (left,) = await live(programs)
    assert (left.id, [each[2] for each in authorised(left)]) == (first.id, [an.some_id(31), an.some_id(51)])
    gone = await show_program(programs.work(NOW, DESK), ShowProgram(second.id))
    assert (gone.state, gone.joined_into, [each.end_reason for each in gone.authorisations]) == (
        "joined",
        first.id,
        ["joined"],
    )
    assert await programs.waiting() == {"to_be_opened"}


async def test_what_was_joined_stays_joined_whatever_its_agreement_brings(programs: Programs) -> None:
    signed = also_signed(51)
    await programs.apply(an.signed(), signed)
    first, second = await programs.shown()
    await join(programs, second.id, first.id)
    into = {"successor_id": an.THIRD, "successor_line_id": an.OTHER}
    await programs.apply(signed, an.superseded(an.handover(51, 71), **OTHER, **into))
    await plan_years(programs.work(NOVEMBER))
    found = [(each.fiscal_year, [item[2] for item in authorised(each)]) for each in await live(programs)]
    assert found == [
        (2026, [an.some_id(31), an.some_id(51), an.some_id(71)]),
        (2027, [an.some_id(31), an.some_id(71)]),
    ]


async def test_programs_of_the_next_year_are_joined_as_well(programs: Programs) -> None:
    await programs.apply(an.signed(), also_signed(51), now=NOVEMBER)
    first, second = [each for each in await programs.shown() if each.fiscal_year == 2026]
    await join(programs, second.id, first.id, NOVEMBER)
    both = [an.some_id(31), an.some_id(51)]
    assert [[item[2] for item in authorised(each)] for each in await live(programs)] == [both, both]


async def test_programs_of_the_next_year_alone_can_be_joined(programs: Programs) -> None:
    await programs.apply(an.signed(), also_signed(51), now=NOVEMBER)
    first, second = [each for each in await programs.shown() if each.fiscal_year == 2027]
    await join(programs, second.id, first.id, NOVEMBER)
    await plan_years(programs.work(datetime(2027, 11, 1, 3, tzinfo=UTC)))
    assert [each.fiscal_year for each in await live(programs)] == [2026, 2026, 2027, 2028]


async def test_programs_that_are_kept_apart_are_not_asked_about_again(programs: Programs) -> None:
    await programs.apply(an.signed(), also_signed(51))
    first, second = await programs.shown()
    for one, other in ((first, second), (second, first)):
        await keep_apart(programs.work(NOW, DESK), KeepApart(one.id, other.id))
    await plan_years(programs.work(NOVEMBER))
    for each in await programs.shown():
        (similar,) = each.similar
        assert similar.kept_apart
    assert await programs.waiting(NOVEMBER) == {"to_be_opened"}


async def test_a_program_with_participants_is_not_joined_into_another_one(programs: Programs) -> None:
    await programs.apply(an.signed(), also_signed(51))
    first, second = await programs.shown()
    await open_with_participant(programs, first)
    with pytest.raises(WrongState):
        await join(programs, first.id, second.id, version=3)
    await join(programs, second.id, first.id)
    with pytest.raises(WrongState):
        await open_program(
            programs.work(NOW, DESK), OpenProgram(second.id, 2, Opening(opened_on=date(2026, 7, 1), capacity=3))
        )


async def test_two_programs_that_run_are_not_asked_about(programs: Programs) -> None:
    await programs.apply(an.signed(), also_signed(51))
    for each in await programs.shown():
        await open_with_participant(programs, each)
    assert "similar" not in await programs.waiting()


async def test_only_programs_of_one_kind_are_joined_or_kept_apart(programs: Programs) -> None:
    care = an.item(33, function="care", pillar=None)
    await programs.apply(an.signed(runs_at=(an.NORTH, an.EAST), scope_items=(an.item(31), an.item(32, "health"), care)))
    found = await programs.shown()
    at_home = [each for each in found if each.facility.id == an.NORTH.id]
    one = at_home[0]
    for other in (*at_home[1:], *(each for each in found if each.facility.id == an.EAST.id), one):
        with pytest.raises(ProgramsDiffer):
            await join(programs, one.id, other.id)
        with pytest.raises(ProgramsDiffer):
            await keep_apart(programs.work(NOW, DESK), KeepApart(one.id, other.id))
    with pytest.raises(ProgramUnknown):
        await join(programs, one.id, an.some_id(99))


async def test_another_facility_neither_plans_nor_joins(programs: Programs) -> None:
    await programs.apply(an.signed(runs_at=(an.NORTH, an.EAST)), also_signed(51))
    first, second = [each for each in await programs.shown() if each.facility.id == an.NORTH.id]
    stranger = officer(an.EAST.id)
    with pytest.raises(OutOfScope):
        await join_program(programs.work(NOW, stranger), JoinProgram(second.id, 1, first.id))
    with pytest.raises(OutOfScope):
        await keep_apart(programs.work(NOW, stranger), KeepApart(second.id, first.id))
    command = PlanProgram(an.NORTH.id, "horticulture", "Kebun", 2026)
    with pytest.raises(OutOfScope):
        await plan_program(programs.work(NOW, stranger), command)


async def test_a_program_planned_by_hand_runs_and_is_reported_as_uncovered(programs: Programs) -> None:
    await programs.apply(an.unit_changed(an.NORTH, 1), an.signed(scope_items=(an.item(31, "health"),)))
    program = await by_hand(programs)
    assert await programs.waiting() == {"to_be_opened", "without_agreement"}
    found = {covered: [each.id for each in await programs.listed(NATION, covered=covered)] for covered in (True, False)}
    assert (found[False], len(found[True])) == ([program.id], 1)
    shown = await show_program(programs.work(NOW, DESK), ShowProgram(program.id))
    await open_with_participant(programs, shown)
    counted = await show_coverage(programs.work(NOW, DESK), ShowCoverage(2026, None, None))
    assert (counted.programs, counted.uncovered_programs) == (2, 1)
    elsewhere = await show_coverage(programs.work(NOW, officer(an.EAST.id)), ShowCoverage(2026, None, None))
    assert elsewhere.programs == 0


async def test_an_agreement_joins_a_program_planned_by_hand(programs: Programs) -> None:
    await programs.apply(an.unit_changed(an.NORTH, 1))
    own = await by_hand(programs, pillar="personality")
    await programs.apply(an.signed())
    (signed,) = [each for each in await programs.shown() if each.id != own.id]
    await join(programs, signed.id, own.id)
    assert [each.id for each in await programs.listed(NATION, covered=True)] == [own.id]
    await plan_years(programs.work(NOVEMBER))
    assert [(each.fiscal_year, each.name) for each in await live(programs)] == [
        (2026, "Bank sampah mandiri"),
        (2027, "Bank sampah mandiri"),
    ]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"template": "star_gazing"}, TemplateUnknown),
        ({"fiscal_year": 2024}, FiscalYearOutOfReach),
        ({"fiscal_year": 2028}, FiscalYearOutOfReach),
    ],
)
async def test_a_plan_that_cannot_be_is_refused(
    programs: Programs, changed: dict[str, Any], refusal: type[Exception]
) -> None:
    await programs.apply(an.unit_changed(an.NORTH, 1))
    with pytest.raises(refusal):
        await by_hand(programs, **changed)


async def test_of_two_programs_planned_at_the_same_time_the_later_one_waits(stack: Stack, tmp_path: Path) -> None:
    # In a database of its own, because it commits.
    settings = install_programs(stack.environment(), tmp_path)
    one, two = [await connect(settings, "programs", "app", "test") for _ in range(2)]
    await Programs(one).apply(an.unit_changed(an.NORTH, 1))
    async with asyncio.timeout(30):
        first, second = one.transaction(), two.transaction()
        await first.start()
        await second.start()
        for connection in (one, two):
            await by_hand(Programs(connection))
        await one.execute("SET CONSTRAINTS ALL IMMEDIATE")
        commits = asyncio.create_task(second.commit())
        await asyncio.wait({commits}, timeout=0.2)
        assert not commits.done()
        await first.commit()
        await commits
    kinds = [row["kind"] for row in await one.fetch("SELECT kind FROM waiting_case ORDER BY kind")]
    assert kinds == ["similar", "without_agreement", "without_agreement"]
    await one.close()
    await two.close()


async def test_a_facility_plans_as_soon_as_an_account_has_a_position_there(programs: Programs) -> None:
    with pytest.raises(FacilityUnknown):
        await by_hand(programs)
    await programs.apply(an.position_assigned(an.NORTH))
    assert (await by_hand(programs)).facility.region == "JATENG"
    await programs.apply(an.unit_changed(an.NORTH, 1, region="KALTIM"), an.position_assigned(an.NORTH))
    assert (await by_hand(programs)).facility.region == "KALTIM"
