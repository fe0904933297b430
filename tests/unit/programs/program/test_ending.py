"""Suspending, resuming and ending a program."""

from datetime import date
from typing import Any, get_args

import pytest

from services.programs.program.model.ending import end, resume, suspend
from services.programs.program.model.life import Activity, ProgramEnd, Suspension, reason_of
from services.programs.program.model.program import COHORT_DAY, Program
from services.programs.program.model.refusals import (
    BasisNotLost,
    CancellationUnexplained,
    DayTooEarly,
    DayTooLate,
    NothingHeld,
    ProgramIsSuspended,
)
from services.programs.program.model.states import ENDINGS, LIVE, ProgramState
from shared.values.cooperation import ProgramOutcome
from shared.values.refusals import DayInTheFuture, WrongState
from tests.unit.programs.examples import authorisation, open_program, planned_program

TODAY = date(2026, 6, 30)
RAN = Activity(sessions=12, cohorts=1, last_day=date(2026, 5, 20))


def running() -> Program:
    program = open_program()
    program.start_cohort(date(2026, 3, 5), TODAY)
    return program


def suspended(first: date = date(2026, 6, 1)) -> Program:
    program = running()
    suspend(program, Suspension(0, first, "disease", "facility"), TODAY, RAN)
    return program


def ended(program: Program, outcome: ProgramOutcome, day: date = TODAY, activity: Activity = RAN) -> Program:
    end(program, ProgramEnd(outcome, day, "facility"), TODAY, activity)
    return program


def test_nothing_takes_place_on_the_days_of_a_suspension() -> None:
    program = suspended()
    assert (program.state, program.suspensions[0].version) == ("suspended", program.version)
    program.require_not_suspended(date(2026, 5, 31))
    for day in (date(2026, 6, 1), TODAY):
        with pytest.raises(ProgramIsSuspended):
            program.require_not_suspended(day)
        with pytest.raises(ProgramIsSuspended):
            program.admit(COHORT_DAY, day, TODAY)
    resume(program, date(2026, 6, 15), TODAY, RAN)
    assert program.state == "running"
    program.require_not_suspended(date(2026, 6, 15))
    with pytest.raises(ProgramIsSuspended):
        program.require_not_suspended(date(2026, 6, 14))


def test_a_program_without_activity_is_open_again() -> None:
    program = open_program()
    suspend(program, Suspension(0, date(2026, 6, 1), "season", "facility"), TODAY, Activity())
    resume(program, TODAY, TODAY, Activity())
    assert program.state == "open"


@pytest.mark.parametrize(
    ("first", "refusal"),
    [
        (date(2026, 7, 1), DayInTheFuture),
        (date(2026, 5, 20), DayTooEarly),
        (date(2026, 3, 1), DayTooEarly),
    ],
)
def test_a_suspension_begins_after_the_last_activity(first: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        suspended(first)


def test_suspensions_follow_each_other() -> None:
    program = suspended()
    resume(program, date(2026, 6, 15), TODAY, RAN)
    with pytest.raises(DayTooEarly):
        suspend(program, Suspension(0, date(2026, 6, 14), "security", "facility"), TODAY, RAN)
    suspend(program, Suspension(0, date(2026, 6, 15), "security", "facility"), TODAY, RAN)
    with pytest.raises(DayTooEarly):
        resume(program, date(2026, 6, 14), TODAY, RAN)


@pytest.mark.parametrize("outcome", get_args(ProgramOutcome))
def test_only_a_live_program_ends(outcome: ProgramOutcome) -> None:
    assert set(ENDINGS[outcome].before) <= set(LIVE)
    program = ended(running(), outcome)
    assert (program.state, program.history[-1].state, program.history[-1].reached_on) == (outcome, outcome, TODAY)
    for again in get_args(ProgramOutcome):
        with pytest.raises(WrongState):
            ended(program, again)


def test_what_took_place_before_the_end_may_still_be_recorded() -> None:
    program = ended(running(), "completed", date(2026, 6, 1))
    program.require_not_ended_before(date(2026, 6, 1))
    with pytest.raises(DayTooLate):
        program.require_not_ended_before(date(2026, 6, 2))
    with pytest.raises(WrongState):
        program.admit(COHORT_DAY, date(2026, 5, 1), TODAY)


def test_a_program_without_a_session_is_not_completed() -> None:
    with pytest.raises(NothingHeld):
        ended(running(), "completed", activity=Activity(cohorts=1, last_day=date(2026, 3, 5)))
    with pytest.raises(WrongState):
        ended(open_program(), "completed")


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 7, 1), DayInTheFuture),
        (date(2026, 5, 19), DayTooEarly),
        (date(2026, 3, 1), DayTooEarly),
    ],
)
def test_a_program_ends_after_its_last_activity(day: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        ended(running(), "completed", day)


def test_a_program_ends_after_the_last_participant_left_and_within_its_year() -> None:
    with pytest.raises(DayTooEarly):
        ended(running(), "completed", date(2026, 6, 1), Activity(3, 1, date(2026, 5, 1), date(2026, 6, 2)))
    with pytest.raises(DayTooLate):
        end(running(), ProgramEnd("completed", date(2027, 1, 1), "facility"), date(2027, 1, 5), RAN)


def test_a_suspended_program_ends_on_a_day_of_its_suspension_or_later() -> None:
    with pytest.raises(DayTooEarly):
        ended(suspended(), "cancelled", date(2026, 5, 31))
    assert ended(suspended(), "cancelled", date(2026, 6, 1)).state == "cancelled"


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ({"ended_on": date(2026, 5, 31), "end_reason": "agreement_terminated"}, "agreement_terminated"),
        ({"ended_on": date(2026, 6, 30), "end_reason": "item_not_kept"}, "item_not_kept"),
        ({"until": date(2026, 6, 30)}, "agreement_expired"),
    ],
)
def test_a_program_is_wound_down_for_the_reason_of_its_last_agreement(last: Any, reason: str) -> None:
    earlier = authorisation(32, ended_on=date(2026, 4, 1), end_reason="item_not_kept")
    assert reason_of("wound_down", None, TODAY, [authorisation(**last), earlier]) == reason


@pytest.mark.parametrize(
    "carried",
    [
        [],
        [authorisation()],
        [authorisation(ended_on=date(2026, 7, 1), end_reason="agreement_terminated")],
        [authorisation(ended_on=date(2026, 5, 31), end_reason="continued")],
        [authorisation(until=date(2026, 5, 1)), authorisation(32, since=date(2026, 9, 1))],
    ],
)
def test_a_program_that_has_not_lost_its_basis_is_not_wound_down(carried: Any) -> None:
    with pytest.raises(BasisNotLost):
        reason_of("wound_down", None, TODAY, carried)


def test_only_a_cancelled_program_has_a_reason_in_the_request() -> None:
    assert reason_of("cancelled", "no_funding", TODAY, []) == "no_funding"
    assert reason_of("completed", None, TODAY, []) is None
    for outcome, given in (("cancelled", None), ("completed", "security"), ("wound_down", "security")):
        with pytest.raises(CancellationUnexplained):
            reason_of(outcome, given, TODAY, [])  # type: ignore[arg-type]


def test_a_cancelled_program_is_joined_into_a_live_one_only() -> None:
    cancelled, other = ended(running(), "cancelled"), running()
    assert cancelled.join(other, TODAY) == ()
    assert cancelled.state == "joined"
    completed = ended(running(), "completed")
    with pytest.raises(WrongState):
        planned_program().join(completed, TODAY)


def test_every_state_is_live_or_over() -> None:
    over = {*(move.after for move in ENDINGS.values()), "joined"}
    assert set(LIVE) | over == set(get_args(ProgramState))
    assert not set(LIVE) & over
