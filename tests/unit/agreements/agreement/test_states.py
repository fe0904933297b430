"""The table of moves, and the state on a day."""

from datetime import date, timedelta
from typing import get_args

import pytest

from services.agreements.agreement.model.states import (
    MOVES,
    DocumentState,
    DraftIncomplete,
    MoveName,
    SignaturesOutstanding,
    StateToday,
    state_on,
)
from services.agreements.agreement.model.terms import InForce
from shared.values.labels import labels
from shared.values.refusals import WrongState
from tests.unit.agreements.examples import DAYS, TERM, a_signed_agreement, an_agreement

DAY = timedelta(days=1)

# Written by hand, as it is decided: from each state the moves that are possible and the states to which they lead.
TABLE: dict[DocumentState, dict[MoveName, DocumentState]] = {
    "exploration": {
        "begin_drafting": "drafting",
        "change": "exploration",
        "withdraw": "withdrawn",
        "decline": "declined",
    },
    "drafting": {"change": "drafting", "submit": "review", "withdraw": "withdrawn", "decline": "declined"},
    "review": {"return": "drafting", "validate": "validated", "withdraw": "withdrawn", "decline": "declined"},
    "validated": {
        "reopen": "drafting",
        "plan_signing": "awaiting_signature",
        "sign_in_part": "partially_signed",
        "sign": "signed",
        "acknowledge": "validated",
        "withdraw": "withdrawn",
        "decline": "declined",
        "lapse": "lapsed",
    },
    "awaiting_signature": {
        "reopen": "drafting",
        "plan_signing": "awaiting_signature",
        "sign_in_part": "partially_signed",
        "sign": "signed",
        "acknowledge": "awaiting_signature",
        "withdraw": "withdrawn",
        "decline": "declined",
        "lapse": "lapsed",
    },
    "partially_signed": {
        "move_plan": "partially_signed",
        "sign_in_part": "partially_signed",
        "sign": "signed",
        "acknowledge": "partially_signed",
        "void_signature": "partially_signed",
        "decline": "declined",
        "lapse": "lapsed",
        "cancel": "cancelled",
    },
    "signed": {
        "acknowledge": "signed",
        "amend_term": "signed",
        "amend": "signed",
        "withdraw_notice": "signed",
        "correct": "signed",
        "supersede": "superseded",
        "give_notice": "signed",
        "terminate": "terminated",
        "retract": "withdrawn",
    },
    "superseded": {"restore": "signed", "correct": "superseded"},
    "terminated": {"correct": "terminated"},
    "lapsed": {},
    "declined": {},
    "withdrawn": {},
    "cancelled": {},
}


def test_the_table_has_every_state_and_move() -> None:
    assert set(TABLE) == set(get_args(DocumentState))
    beginnings = {"explore", "draft", "register"}
    assert {move for moves in TABLE.values() for move in moves} | beginnings == set(MOVES) == set(get_args(MoveName))
    assert all(not MOVES[name].origins for name in ("explore", "draft", "register"))


@pytest.mark.parametrize("state", get_args(DocumentState))
def test_every_possible_move_from_a_state_leads_where_the_table_says(state: DocumentState) -> None:
    for name, to in TABLE[state].items():
        # With every signature, so that no guard hides an entry of the table.
        agreement = a_signed_agreement()
        agreement.document_state = state
        agreement.move(name, "Alasan.", DAYS.in_force_from)
        [entry] = agreement.history
        assert (entry.from_state, entry.to_state, entry.reason) == (state, to, "Alasan.")
        assert agreement.document_state == to


@pytest.mark.parametrize("state", get_args(DocumentState))
def test_every_other_move_from_a_state_is_refused(state: DocumentState) -> None:
    agreement = a_signed_agreement()
    agreement.document_state = state
    for name in MOVES.keys() - TABLE[state].keys():
        with pytest.raises(WrongState) as refused:
            agreement.move(name)
        assert MOVES[name].label.id in refused.value.sentence.id
        assert (agreement.document_state, agreement.history) == (state, [])


def test_every_state_has_a_way_out_or_is_an_end() -> None:
    # A record is corrected after its end as well, and stays ended.
    ends = {state for state, moves in TABLE.items() if set(moves.values()) <= {state}}
    assert ends == {"terminated", "lapsed", "declined", "withdrawn", "cancelled"}
    assert all(any(to != state for to in moves.values()) for state, moves in TABLE.items() if state not in ends)


def test_every_move_has_a_label_in_both_languages() -> None:
    for move in MOVES.values():
        assert move.label.id
        assert move.label.en


def test_every_state_has_a_name() -> None:
    assert set(get_args(StateToday)) - labels()["document_state"].keys() == set()


def test_a_draft_without_term_or_scope_is_not_submitted() -> None:
    with pytest.raises(DraftIncomplete, match="term and scope"):
        an_agreement(term=None, scope_items=()).move("submit")


def test_an_agreement_is_not_signed_while_signatures_are_outstanding() -> None:
    with pytest.raises(SignaturesOutstanding):
        an_agreement(document_state="validated").move("sign")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (TERM.starts_on - DAY, "signed"),
        (TERM.starts_on, "active"),
        (TERM.ends_on, "active"),
        (TERM.ends_on + DAY, "expired"),
    ],
)
def test_a_signed_agreement_is_active_on_its_days_in_force(day: date, state: str) -> None:
    assert state_on(day, "signed", DAYS) == state


def test_without_a_last_day_it_stays_active() -> None:
    open_ended = InForce(in_force_from=TERM.starts_on, in_force_until=None)
    assert state_on(date(2999, 12, 31), "signed", open_ended) == "active"


def test_only_a_signed_agreement_becomes_active_by_the_calendar() -> None:
    for state in set(get_args(DocumentState)) - {"signed"}:
        assert state_on(TERM.starts_on, state, DAYS) == state
