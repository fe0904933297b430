"""Commands in any order and twice: no impossible state is reached, and the history gives the present state."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from services.agreements.agreement.model.agreement import Agreement, Transition
from services.agreements.agreement.model.states import MOVES, DocumentState, MoveName
from services.agreements.agreement.model.terms import TermClause
from tests.unit.agreements.agreement.commands import COMMANDS, DAYS, TERMS, Command, applied, begun, plain, plan, sign

NEVER_SIGNED = {"exploration", "drafting", "review", "validated", "awaiting_signature"}
WHOLE = {"signed", "superseded", "terminated"}
FINAL = {"lapsed", "declined", "withdrawn", "cancelled"}
Life = tuple[MoveName, TermClause, int, date, list[Command]]
# Random commands alone seldom come as far as a signature: a life begins with some of the usual steps.
USUAL_STEPS = (6, 6, 5, 4, 3, 3, 2, 0)
LIVES: st.SearchStrategy[Life] = st.tuples(
    st.sampled_from(["draft", "draft", "draft", "explore"]),
    TERMS,
    st.sampled_from(USUAL_STEPS),
    DAYS,
    st.lists(COMMANDS, min_size=3, max_size=25),
)


def usual_steps(day: date) -> list[Command]:
    """From a draft to the last signature: the second party has two signers."""
    return [plain("submit"), plain("validate"), plan(day), *(sign(turn, day) for turn in (0, 1, 1))]


def life_of(drawn: Life) -> list[Agreement]:
    """The agreement at its beginning and after each command; every command is sent twice."""
    name, term, steps, day, commands = drawn
    lived = [begun(name, term)]
    for command in usual_steps(day)[:steps]:
        lived.append(applied(lived[-1], command))
    for command in commands:
        for _ in range(2):
            lived.append(applied(lived[-1], command))
    return lived


def given_by_principals(agreement: Agreement) -> int:
    return sum(len(agreement.signatures_of(party)) for party in agreement.principals)


def replayed(history: Sequence[Transition]) -> tuple[DocumentState, int, bool]:
    """The state, the number of valid signatures of principals, and whether a notice runs, from the history alone."""
    moves = Counter(entry.move for entry in history)
    signed = moves["sign_in_part"] + moves["sign"] - moves["void_signature"]
    notices = [entry.move for entry in history if entry.move in ("give_notice", "withdraw_notice", "terminate")]
    state = history[-1].to_state
    return state, signed, state == "signed" and notices[-1:] == ["give_notice"]


def check_signatures(each: Agreement) -> None:
    state, signatures = each.document_state, given_by_principals(each)
    assert state in get_args(DocumentState)
    if state in NEVER_SIGNED:
        assert signatures == 0
    if state == "partially_signed":
        assert signatures > 0
        assert each.outstanding > 0
    assert all(len(each.signatures_of(party)) <= party.signers for party in each.parties)


def check_days(each: Agreement) -> None:
    """Only what all have signed has days in force, and what was terminated has a last day and a ground."""
    assert (each.in_force is not None) == (each.signed_on is not None)
    if each.document_state in WHOLE:
        assert each.signed_on is not None
        assert each.days_in_force.in_force_from >= each.signed_on
    elif each.document_state != "withdrawn":
        assert each.in_force is None
    if each.document_state == "terminated":
        assert each.ended_on is not None
        assert each.termination_ground is not None


def check_plan(each: Agreement) -> None:
    """A day of signing is planned exactly while it is awaited."""
    if each.document_state in ("validated", "awaiting_signature"):
        assert (each.document_state == "awaiting_signature") == (each.signing_planned_on is not None)
    if each.document_state in ("exploration", "drafting", "review"):
        assert each.signing_planned_on is None


@given(LIVES)
def test_no_commands_in_any_order_and_twice_reach_an_impossible_state(drawn: Life) -> None:
    lived = life_of(drawn)
    for each in lived:
        check_signatures(each)
        check_days(each)
        check_plan(each)
    for before, after in pairwise(lived):
        if before.document_state in FINAL:
            assert after is before
        if before.document_state == "terminated":
            assert after.document_state == "terminated"
            assert after.in_force == before.in_force


@given(LIVES)
def test_the_history_alone_tells_the_present_state(drawn: Life) -> None:
    for each in life_of(drawn):
        assert replayed(each.history) == (each.document_state, given_by_principals(each), each.under_notice)


@given(LIVES)
def test_every_entry_of_the_history_begins_where_the_one_before_it_ends(
    drawn: Life,
) -> None:
    history = life_of(drawn)[-1].history
    assert history[0].from_state is None
    for before, entry in pairwise(history):
        move = MOVES[entry.move]
        assert entry.from_state == before.to_state
        assert entry.from_state in move.origins
        # A plan that is given up and a voided signature lead back to one of the states before.
        if entry.move not in ("plan_signing", "void_signature"):
            assert entry.to_state == (move.to or entry.from_state)
        else:
            assert entry.to_state in ("validated", "awaiting_signature", "partially_signed")


@given(LIVES, DAYS)
def test_an_agreement_is_active_exactly_on_its_days_in_force(drawn: Life, day: date) -> None:
    each = life_of(drawn)[-1]
    holds = each.document_state == "signed" and each.in_force is not None and each.in_force.holds_on(day)
    assert (each.state_on(day) == "active") == holds
