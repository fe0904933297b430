from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.agreements.agreement.model.states import (
    MOVES,
    DocumentState,
    DraftIncomplete,
    MoveName,
    SignaturesOutstanding,
    state_on,
)
from shared.values.refusals import WrongState
from tests.unit.agreements.examples import TERM, a_signed_agreement, an_agreement

DAY = timedelta(days=1)


def test_every_move_has_a_label_in_both_languages_and_known_states() -> None:
    states = set(get_args(DocumentState))
    assert set(MOVES) == set(get_args(MoveName))
    for move in MOVES.values():
        assert {*move.origins, move.to} - {None} <= states
        assert move.label.id
        assert move.label.en


def test_every_state_can_be_reached() -> None:
    assert {move.to for move in MOVES.values()} - {None} == set(get_args(DocumentState))


@given(st.sampled_from(sorted(MOVES)), st.sampled_from(get_args(DocumentState)))
def test_a_move_starts_from_its_origins_only(name: MoveName, state: DocumentState) -> None:
    agreement = an_agreement(document_state=state)
    if state in MOVES[name].origins:
        return
    with pytest.raises(WrongState) as refused:
        agreement.move(name)
    assert MOVES[name].label.id in refused.value.sentence.id
    assert agreement.document_state == state
    assert agreement.history == []


def test_a_draft_without_term_or_scope_is_not_submitted() -> None:
    with pytest.raises(DraftIncomplete, match="term and scope"):
        an_agreement(term=None, scope_items=()).move("submit")


def test_an_agreement_is_not_signed_while_signatures_are_outstanding() -> None:
    with pytest.raises(SignaturesOutstanding):
        an_agreement(document_state="validated").move("sign")


def test_a_signed_agreement_cannot_be_withdrawn() -> None:
    with pytest.raises(WrongState):
        a_signed_agreement().move("withdraw")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (TERM.effective_from - DAY, "signed"),
        (TERM.effective_from, "active"),
        (TERM.effective_until, "active"),
        (TERM.effective_until + DAY, "expired"),
    ],
)
def test_a_signed_agreement_is_active_within_its_term(day: date, state: str) -> None:
    assert state_on(day, "signed", TERM) == state


def test_only_a_signed_agreement_becomes_active_by_the_calendar() -> None:
    for state in set(get_args(DocumentState)) - {"signed"}:
        assert state_on(TERM.effective_from, state, TERM) == state
