"""Programs are suspended and end: what then waits, counts, is announced, and may still be recorded. In PostgreSQL."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from services.programs.cohorts.commands.starting import StartCohort, start_cohort
from services.programs.cohorts.model.admission import Admission
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.endings.commands.ending import EndProgram, end_program
from services.programs.endings.commands.suspending import ResumeProgram, SuspendProgram, resume_program, suspend_program
from services.programs.program.commands.opening import OpenProgram, open_program
from services.programs.program.model.parts import Opening
from services.programs.program.model.refusals import BasisNotLost, DayTooLate, ProgramIsSuspended
from services.programs.program.queries.coverage import ShowCoverage, show_coverage
from services.programs.program.queries.showing import ProgramDetails
from services.programs.sessions.commands.recording import RecordSession, record_session
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.session import SessionFacts
from shared.contracts.program_details import EnrolmentEnded
from shared.contracts.programs import (
    AuthorisationEnded,
    ProgramCancelled,
    ProgramCompleted,
    ProgramResumed,
    ProgramSuspended,
    ProgramWoundDown,
)
from tests.core.programs_under_test import NATION, NOW, Emitted, Programs, officer
from tests.unit.programs import events as an

DESK = officer(an.NORTH.id)
REF = "P-7F3A91"
JULY = date(2026, 7, 1)
LAST = date(2026, 7, 8)
NEXT_YEAR = datetime(2027, 1, 4, 3, 0, tzinfo=UTC)


async def the_program(programs: Programs) -> ProgramDetails:
    (program,) = await programs.shown(fiscal_year=2026)
    return program


async def running(programs: Programs) -> UUID:
    """A program with one participant and a session on its first day; the cohort."""
    await programs.apply(an.signed(scope_items=(an.item(31),)))
    program = await the_program(programs)
    opening = Opening(opened_on=JULY, capacity=30)
    await open_program(programs.work(NOW, DESK), OpenProgram(program.id, program.version, opening))
    admission = Admission(participant_ref=REF, kind="detainee", basis="voluntary")
    started = await start_cohort(programs.work(NOW, DESK), StartCohort(program.id, "Angkatan I", JULY, (admission,)))
    await hold(programs, started.cohort.id, JULY)
    return started.cohort.id


async def hold(programs: Programs, cohort: UUID, day: date) -> None:
    present = Attendance(participant_ref=REF, mark="active")
    facts = SessionFacts(day, None, 90, "class", f"Pemilahan {day}", (), (present,))
    await record_session(programs.work(NOW, DESK), RecordSession(cohort, facts, None))


async def end(programs: Programs, outcome: Any, day: date = LAST, reason: Any = None, **at: Any) -> Emitted:
    program = await the_program(programs)
    work = programs.work(at.get("now", NOW), at.get("by", DESK))
    await end_program(work, EndProgram(program.id, program.version, outcome, day, reason))
    return work.recorded


async def test_the_enrolments_of_a_completed_program_are_completed(programs: Programs) -> None:
    cohort = await running(programs)
    emitted = await end(programs, "completed")
    (completed,) = emitted.of(ProgramCompleted)
    assert (completed.completed_on, completed.decided_by) == (LAST, "facility")
    assert [agency.id for agency in completed.agencies] == [an.AGENCY.id]
    (ended,) = emitted.of(EnrolmentEnded)
    assert (ended.ended_on, ended.enrolled, ended.version) == (LAST, 0, 2)
    assert REF not in ended.model_dump_json()
    shown = await show_cohort(programs.work(NOW, DESK), ShowCohort(cohort))
    assert [(each.ended_on, each.end_reason) for each in shown.roster or ()] == [(LAST, "completed")]
    program = await the_program(programs)
    assert program.ending is not None
    assert (program.state, program.ending.outcome, program.ending.reason) == ("completed", "completed", None)
    assert await programs.waiting() == set()
    await hold(programs, cohort, date(2026, 7, 3))
    with pytest.raises(DayTooLate):
        await hold(programs, cohort, date(2026, 7, 9))


async def test_a_program_is_wound_down_when_its_agreement_has_ended(programs: Programs) -> None:
    await running(programs)
    with pytest.raises(BasisNotLost):
        await end(programs, "wound_down")
    await programs.apply(an.terminated(date(2026, 7, 5)))
    assert "without_agreement" in await programs.waiting()
    emitted = await end(programs, "wound_down", by=NATION)
    (wound_down,) = emitted.of(ProgramWoundDown)
    assert (wound_down.reason, wound_down.wound_down_on, wound_down.decided_by) == (
        "agreement_terminated",
        LAST,
        "nation",
    )
    assert await programs.waiting() == set()


async def test_the_end_of_an_agreement_is_no_news_of_a_program_that_has_ended(programs: Programs) -> None:
    await running(programs)
    (cancelled,) = (await end(programs, "cancelled", reason="no_instructor")).of(ProgramCancelled)
    assert (cancelled.reason, cancelled.cancelled_on) == ("no_instructor", LAST)
    emitted = await programs.apply(an.terminated(date(2026, 7, 9)))
    assert emitted.of(AuthorisationEnded) == []
    (authorisation,) = (await the_program(programs)).authorisations
    assert authorisation.ended_on == date(2026, 7, 9)


async def test_a_suspended_program_waits_to_go_on_and_its_cohorts_do_not(programs: Programs) -> None:
    cohort = await running(programs)
    program = await the_program(programs)
    work = programs.work(NOW, DESK)
    await suspend_program(work, SuspendProgram(program.id, program.version, date(2026, 7, 6), "disease"))
    (suspended,) = work.recorded.of(ProgramSuspended)
    assert (suspended.suspended_on, suspended.reason) == (date(2026, 7, 6), "disease")
    assert await programs.waiting(datetime(2026, 9, 10, 3, 0, tzinfo=UTC)) == {"suspended"}
    await hold(programs, cohort, date(2026, 7, 5))
    with pytest.raises(ProgramIsSuspended):
        await hold(programs, cohort, date(2026, 7, 6))
    work = programs.work(NOW, DESK)
    await resume_program(work, ResumeProgram(program.id, program.version + 1, date(2026, 7, 9)))
    assert [event.resumed_on for event in work.recorded.of(ProgramResumed)] == [date(2026, 7, 9)]
    await hold(programs, cohort, date(2026, 7, 9))
    program = await the_program(programs)
    (entry,) = program.suspensions
    assert (program.state, entry.resumed_on, entry.decided_by) == ("running", date(2026, 7, 9), "facility")


async def test_a_program_waits_to_be_ended_when_its_year_is_over(programs: Programs) -> None:
    await running(programs)
    assert "to_be_ended" not in await programs.waiting()
    assert "to_be_ended" in await programs.waiting(NEXT_YEAR)
    await end(programs, "completed", date(2026, 12, 31), now=NEXT_YEAR)
    assert "to_be_ended" not in await programs.waiting(NEXT_YEAR)


async def test_what_was_cancelled_counts_by_its_state_only(programs: Programs) -> None:
    await programs.apply(an.signed(scope_items=(an.item(31),)))
    await end(programs, "cancelled", reason="no_funding")
    counts = await show_coverage(programs.work(NOW, NATION), ShowCoverage(2026, None, None))
    assert (counts.programs, counts.uncovered_programs) == (0, 0)
    assert [(each.state, each.programs) for each in counts.states] == [("cancelled", 1)]


async def test_another_item_of_the_line_has_a_program_of_its_own_once_the_first_has_ended(programs: Programs) -> None:
    await running(programs)
    await end(programs, "completed")
    await programs.apply(an.scope_extended(an.item(34)))
    assert sorted(each.state for each in await programs.shown(fiscal_year=2026)) == ["completed", "planned"]
