"""Commands to a ceremony in any order and twice: no impossible state is reached."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.agreements.ceremonies.model.reconciling import Reconciliation
from shared.values.cooperation import CeremonyMark
from tests.unit.agreements.ceremonies.commands import (
    COMMANDS,
    MARKS,
    CeremonyCommand,
    CeremonyLife,
    a_ceremony,
    applied,
    usual_steps,
)

Drawn = tuple[list[CeremonyMark | None], int, list[CeremonyCommand]]
# Random commands alone seldom get as far as the closing: a life begins with some of the usual steps.
DRAWN: st.SearchStrategy[Drawn] = st.tuples(
    st.lists(MARKS, min_size=5, max_size=5),
    st.sampled_from([0, 1, 2, 2, 2, 3, 5, 8, 9, 9]),
    st.lists(COMMANDS, min_size=3, max_size=20),
)


def life_of(drawn: Drawn) -> list[CeremonyLife]:
    """The ceremony at its beginning and after each command; every command is sent twice."""
    marks, steps, commands = drawn
    lived = [a_ceremony()]
    for command in usual_steps(marks)[:steps]:
        lived.append(applied(lived[-1], command))
    for command in commands:
        for _ in range(2):
            lived.append(applied(lived[-1], command))
    return lived


def check_list(life: CeremonyLife) -> None:
    """Each agreement is listed once, in an order without a gap, and by one of the units of the ceremony."""
    ceremony = life.ceremony
    ids = [each.agreement_id for each in ceremony.entries]
    assert len(set(ids)) == len(ids)
    assert [each.ordinal for each in ceremony.entries] == list(range(1, len(ids) + 1))
    assert {each.keeper_id for each in ceremony.entries} <= {each.id for each in ceremony.units}
    assert {each.agreement_id for each in ceremony.opens} <= set(ids)


def check_state(life: CeremonyLife) -> None:
    """What belongs to a state is there in this state only."""
    ceremony, state = life.ceremony, life.ceremony.state
    assert (ceremony.held_on is not None) == (state in ("open", "held"))
    assert (ceremony.reason is not None) == (state == "called_off")
    assert (ceremony.reconciliation is not None) == (state == "held")
    assert bool(ceremony.entries) or state not in ("open", "held")
    assert all((each.outcome is not None) == (state == "held") for each in ceremony.entries)
    if state in ("preparing", "called_off"):
        assert not life.signed
        assert all(each.mark is None for each in ceremony.entries)


@given(DRAWN)
def test_no_commands_in_any_order_and_twice_reach_an_impossible_state(drawn: Drawn) -> None:
    lived = life_of(drawn)
    for each in lived:
        check_list(each)
        check_state(each)
    for before, after in pairwise(lived):
        if before.ceremony.state in ("held", "called_off"):
            assert after == before
        if before.ceremony.state == "open":
            assert after.ceremony.state in ("open", "held")
            listed = [[each.agreement_id for each in life.ceremony.entries] for life in (before, after)]
            assert listed[0] == listed[1]


@given(DRAWN)
def test_the_outcomes_alone_tell_the_counts_of_a_ceremony(drawn: Drawn) -> None:
    life = life_of(drawn)[-1]
    found = life.ceremony.reconciliation
    if found is None:
        return
    outcomes = [each.outcome for each in life.ceremony.entries]
    assert found == Reconciliation.of(outcomes, found.papers_counted, found.papers_note)
    assert found.planned == len(outcomes) == found.signed + found.late + found.absent + found.withdrawn
    signed = {each.agreement_id for each in life.ceremony.entries if each.outcome == "signed"}
    assert signed == set(life.signed)
    assert {each.agreement_id for each in life.ceremony.opening_now} <= signed
    assert found.papers_note or found.papers_counted == found.signed
