"""Commands to a program as property tests draw them: each is one change that the use cases make."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from services.programs.program.model.ending import end, resume, suspend
from services.programs.program.model.life import Activity, ProgramEnd, Suspension, reason_of
from services.programs.program.model.parts import EndReason, Opening
from services.programs.program.model.program import Program
from shared.values.cooperation import CancellationReason, ProgramOutcome
from shared.values.refusals import Refusal
from tests.unit.programs.examples import authorisation, planned_program

LAST = date(2027, 1, 10)
# Few days, so that commands meet on the same one and on neighbours.
IN_YEAR = [date(2026, month, day) for month in range(1, 13) for day in (1, 2)]
DAYS = st.sampled_from([*IN_YEAR, date(2025, 12, 31), date(2026, 12, 31), date(2027, 1, 1)])
TODAYS = st.sampled_from([LAST, LAST, LAST, date(2026, 6, 1)])


@dataclass(frozen=True)
class ProgramLife:
    """A program with what took place in it: days of sessions, and first days of cohorts."""

    program: Program
    sessions: tuple[date, ...] = ()
    cohorts: tuple[date, ...] = ()

    @property
    def activity(self) -> Activity:
        last_day = max((*self.sessions, *self.cohorts), default=None)
        return Activity(len(self.sessions), len(self.cohorts), last_day)


@dataclass(frozen=True)
class ProgramCommand:
    """A change of a program, with a name for the report of a failed example."""

    name: str
    change: Callable[[ProgramLife], ProgramLife] = field(repr=False)
    values: tuple[Any, ...] = ()


def _opening(day: date, today: date) -> ProgramCommand:
    def change(life: ProgramLife) -> ProgramLife:
        life.program.open(Opening(opened_on=day, capacity=30), today)
        return life

    return ProgramCommand("open", change, (day, today))


def _cohort(day: date, today: date) -> ProgramCommand:
    def change(life: ProgramLife) -> ProgramLife:
        life.program.start_cohort(day, today)
        return replace(life, cohorts=(*life.cohorts, day))

    return ProgramCommand("start_cohort", change, (day, today))


def _session(day: date) -> ProgramCommand:
    def change(life: ProgramLife) -> ProgramLife:
        life.program.require_not_ended_before(day)
        life.program.require_not_suspended(day)
        life.program.hold_open_session(day)
        return replace(life, sessions=(*life.sessions, day))

    return ProgramCommand("hold_session", change, (day,))


def _suspension(day: date, today: date) -> ProgramCommand:
    def change(life: ProgramLife) -> ProgramLife:
        suspend(life.program, Suspension(life.program.version, day, "disease", "facility"), today, life.activity)
        return life

    return ProgramCommand("suspend", change, (day, today))


def _resumption(day: date, today: date) -> ProgramCommand:
    def change(life: ProgramLife) -> ProgramLife:
        resume(life.program, day, today, life.activity)
        return life

    return ProgramCommand("resume", change, (day, today))


def _ending(outcome: ProgramOutcome, day: date, today: date) -> ProgramCommand:
    def change(life: ProgramLife) -> ProgramLife:
        given: CancellationReason | None = "no_funding" if outcome == "cancelled" else None
        reason = reason_of(outcome, given, day, life.program.authorisations)
        end(life.program, ProgramEnd(outcome, day, "facility", reason), today, life.activity)
        return life

    return ProgramCommand("end", change, (outcome, day, today))


def _joining(day: date) -> ProgramCommand:
    def change(life: ProgramLife) -> ProgramLife:
        life.program.join(planned_program(item=32), day)
        return life

    return ProgramCommand("join", change, (day,))


def _lost_basis(day: date, reason: EndReason) -> ProgramCommand:
    def change(life: ProgramLife) -> ProgramLife:
        life.program.authorise(*(each.end(day, reason) for each in life.program.authorisations))
        return life

    return ProgramCommand("lose_basis", change, (day, reason))


def _new_basis(item: int, since: date) -> ProgramCommand:
    def change(life: ProgramLife) -> ProgramLife:
        life.program.authorise(authorisation(item, since=since))
        return life

    return ProgramCommand("authorise", change, (item, since))


def opened_on(day: date) -> list[ProgramCommand]:
    """The usual steps: from the plan to a program that was suspended and continues."""
    sessions, suspended, resumed = (day + timedelta(days=n) for n in (7, 14, 30))
    return [
        _opening(day, LAST),
        _cohort(day, LAST),
        _session(sessions),
        _suspension(suspended, LAST),
        _resumption(resumed, LAST),
    ]


COMMANDS: st.SearchStrategy[ProgramCommand] = st.one_of(
    st.builds(_opening, DAYS, TODAYS),
    st.builds(_cohort, DAYS, TODAYS),
    st.builds(_session, DAYS),
    st.builds(_suspension, DAYS, TODAYS),
    st.builds(_resumption, DAYS, TODAYS),
    st.builds(_ending, st.sampled_from(get_args(ProgramOutcome)), DAYS, TODAYS),
    # Seldom: most commands after them are refused.
    st.one_of(
        st.builds(_joining, DAYS),
        st.builds(_lost_basis, DAYS, st.sampled_from(["agreement_terminated", "continued"])),
        st.builds(_new_basis, st.integers(31, 32), DAYS),
    ),
)


def applied(life: ProgramLife, command: ProgramCommand) -> ProgramLife:
    """The life after a command, or as it was before a command that is refused, as a transaction leaves it."""
    program = copy(life.program)
    program.history = list(program.history)
    try:
        return command.change(replace(life, program=program))
    except Refusal:
        return life
