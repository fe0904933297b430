"""Commands in any order and twice: no impossible state is reached, and the history gives the present state."""

from datetime import date
from itertools import pairwise
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from services.programs.program.model.parts import Transition
from services.programs.program.model.states import (
    ENDINGS,
    FIRST_COHORT,
    FIRST_SESSION,
    JOINING,
    OPENING,
    RESUMPTION_TO_OPEN,
    RESUMPTION_TO_RUNNING,
    SUSPENSION,
    ProgramState,
)
from shared.values.cooperation import ProgramOutcome
from tests.unit.programs.examples import planned_program
from tests.unit.programs.program.commands import COMMANDS, ProgramCommand, ProgramLife, applied, opened_on

MOVES = (
    OPENING,
    FIRST_COHORT,
    FIRST_SESSION,
    JOINING,
    SUSPENSION,
    RESUMPTION_TO_OPEN,
    RESUMPTION_TO_RUNNING,
    *ENDINGS.values(),
)
OUTCOMES = get_args(ProgramOutcome)
# Random commands alone seldom get as far as a session: a life begins with some of the usual steps.
USUAL_STEPS = (0, 1, 2, 3, 3, 4, 4, 5)
DRAWN = st.tuples(
    st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    st.sampled_from(USUAL_STEPS),
    st.lists(COMMANDS, min_size=3, max_size=20),
)
Drawn = tuple[date, int, list[ProgramCommand]]


def life_of(drawn: Drawn) -> list[ProgramLife]:
    """The program at its beginning and after each command; every command is sent twice."""
    day, steps, commands = drawn
    lived = [ProgramLife(planned_program(since=date(2025, 3, 1)))]
    for command in opened_on(day)[:steps]:
        lived.append(applied(lived[-1], command))
    for command in commands:
        for _ in range(2):
            lived.append(applied(lived[-1], command))
    return lived


def check_days(life: ProgramLife) -> None:
    """What took place lies after the opening, outside of suspensions, and before the end."""
    program, took_place = life.program, (*life.sessions, *life.cohorts)
    assert (program.opening is not None) or not (took_place or program.suspensions)
    if program.opening is not None:
        assert all(program.opening.opened_on <= day for day in took_place)
    assert all(day.year == program.fiscal_year for day in took_place)
    assert not any(each.includes(day) for each in program.suspensions for day in took_place)
    if program.ending is not None:
        assert all(day <= program.ending.ended_on for day in took_place)


def check_states(life: ProgramLife) -> None:
    program = life.program
    assert (program.state == "suspended") <= any(each.resumed_on is None for each in program.suspensions)
    assert (program.state in ("open", "running")) <= all(each.resumed_on is not None for each in program.suspensions)
    assert all(
        before.resumed_on and before.resumed_on <= after.suspended_on for before, after in pairwise(program.suspensions)
    )
    assert (program.state in OUTCOMES) <= (program.ending is not None)
    assert (program.joined_into is not None) == (program.state == "joined")
    if program.state == "running":
        assert life.sessions or life.cohorts
    if program.state in ("planned", "open"):
        assert not life.cohorts
    if program.state == "completed":
        assert life.sessions


@given(DRAWN)
def test_no_commands_in_any_order_and_twice_reach_an_impossible_state(drawn: Drawn) -> None:
    lived = life_of(drawn)
    for each in lived:
        check_days(each)
        check_states(each)
    for before, after in pairwise(lived):
        if before.program.state in ("completed", "wound_down", "joined"):
            assert after.program.state == before.program.state
            assert after.program.ending == before.program.ending
        assert after.program.version >= before.program.version


Facts = tuple[ProgramState, date | None, list[tuple[date, date | None]], date | None]


def replayed(history: list[Transition]) -> Facts:
    """State, opening day, days of the suspensions, and the day of the ending, from the history alone."""
    opened = next((each.reached_on for each in history if each.state == "open"), None)
    suspended = [
        (each.reached_on, after.reached_on if after and after.state in ("open", "running") else None)
        for each, after in zip(history, [*history[1:], None], strict=True)
        if each.state == "suspended"
    ]
    ended = next((each.reached_on for each in history if each.state in OUTCOMES), None)
    return history[-1].state, opened, suspended, ended


@given(DRAWN)
def test_the_history_alone_tells_the_present_state(drawn: Drawn) -> None:
    for life in life_of(drawn):
        each = life.program
        suspended = [(one.suspended_on, one.resumed_on) for one in each.suspensions]
        opened, ended = each.opening and each.opening.opened_on, each.ending and each.ending.ended_on
        assert replayed(each.history) == (each.state, opened, suspended, ended)


@given(DRAWN)
def test_every_entry_of_the_history_follows_from_the_one_before_it(drawn: Drawn) -> None:
    history = life_of(drawn)[-1].program.history
    assert history[0].state == "planned"
    for before, entry in pairwise(history):
        assert before.version < entry.version
        assert any(entry.state == move.after and before.state in move.before for move in MOVES)
