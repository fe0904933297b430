"""Obligations: who can promise, which dues the calendar opens, and when one is fulfilled."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from services.agreements.agreement.model.parties import AgencyOfNoParty
from services.agreements.obligations.model.dues import Due, DueFulfilled, DueWaived
from services.agreements.obligations.model.obligations import DueTwice, DueUnknown, NotOnRequest, Obligation, dues_until
from services.agreements.obligations.model.promises import (
    ClauseMissing,
    NewObligation,
    ObligationItemUnknown,
    require_obligation_fit,
    require_recordable,
)
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from tests.unit.agreements.examples import a_partner, a_signed_agreement, an_agreement

RECORDED = date(2026, 2, 10)


def a_promise(**changes: Any) -> NewObligation:
    values: dict[str, Any] = {"unit_id": new_id(), "description": "Konseling", "measure": "sessions", "quantity": 20}
    return NewObligation(**values | {"schedule": "monthly", "clause": "Pasal 5"} | changes)


def an_obligation(**changes: Any) -> Obligation:
    values = {"id": new_id(), "agreement_id": new_id(), "ordinal": 1, "unit": a_partner(), "description": "Konseling"}
    values |= {"measure": "sessions", "quantity": 20, "schedule": "monthly", "recorded_on": RECORDED}
    return Obligation(**values | changes)


def a_due(**changes: Any) -> Due:
    values = {"id": new_id(), "period": date(2026, 3, 1), "due_on": date(2026, 3, 31), "quantity": 20}
    return Due(**values | {"opened_on": date(2026, 3, 1)} | changes)


@pytest.mark.parametrize(("schedule", "due_on"), [("once", None), ("monthly", date(2026, 3, 1))])
def test_only_what_is_due_once_has_a_day(schedule: str, due_on: date | None) -> None:
    with pytest.raises(ValidationError):
        a_promise(schedule=schedule, due_on=due_on)


def test_a_party_or_an_agency_under_one_promises_something_in_the_scope() -> None:
    agreement = an_agreement()
    partner = agreement.partners[0]
    items = {item.id for item in agreement.scope_items}
    require_obligation_fit(agreement, a_partner(partner), a_promise(), items)
    require_obligation_fit(agreement, agreement.keeper, a_promise(scope_item_id=agreement.scope_items[0].id), items)
    with pytest.raises(AgencyOfNoParty):
        require_obligation_fit(agreement, a_partner(), a_promise(), items)
    with pytest.raises(ObligationItemUnknown):
        require_obligation_fit(agreement, partner, a_promise(scope_item_id=new_id()), items)


def test_an_obligation_of_a_signed_text_names_its_clause() -> None:
    require_recordable(an_agreement(), a_promise(clause=None))
    require_recordable(a_signed_agreement(), a_promise())
    with pytest.raises(ClauseMissing):
        require_recordable(a_signed_agreement(), a_promise(clause=None))
    with pytest.raises(WrongState):
        require_recordable(an_agreement(document_state="review"), a_promise())


def test_each_month_in_force_has_a_due_from_the_record_on() -> None:
    first = date(2025, 7, 1)
    assert dues_until(an_obligation(), first, date(2026, 4, 2), None) == [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 30)),
    ]
    # Neither after the end of the agreement nor after that of the obligation, nor before the agreement.
    assert len(dues_until(an_obligation(), first, date(2026, 9, 1), date(2026, 3, 31))) == 2
    assert len(dues_until(an_obligation(ended_on=date(2026, 2, 20)), first, date(2026, 9, 1), None)) == 1
    assert dues_until(an_obligation(), date(2026, 10, 1), date(2026, 9, 1), None) == []


@pytest.mark.parametrize(("due_on", "dues"), [(date(2026, 5, 20), 1), (date(2026, 2, 9), 0)])
def test_what_is_due_once_is_due_on_its_day_unless_that_is_past(due_on: date, dues: int) -> None:
    once = an_obligation(schedule="once", due_on=due_on)
    assert len(dues_until(once, date(2026, 1, 1), date(2026, 3, 1), None)) == dues


def test_a_due_is_fulfilled_by_its_deliveries() -> None:
    due = a_due()
    assert due.state_on(date(2026, 3, 31)) == "waiting"
    assert not due.deliver(12)
    assert due.state_on(date(2026, 4, 1)) == "overdue"
    assert due.deliver(8)
    # More than was promised is counted, and announced once.
    assert not due.deliver(5)
    assert (due.delivered, due.state_on(date(2026, 4, 1))) == (25, "fulfilled")
    with pytest.raises(DueFulfilled):
        due.waive("Banjir.", date(2026, 4, 2))


def test_a_waived_due_is_asked_for_no_more() -> None:
    due = a_due(delivered=3)
    due.waive("Banjir.", date(2026, 4, 2))
    assert due.state_on(date(2026, 5, 1)) == "waived"
    with pytest.raises(DueWaived):
        due.deliver(1)
    with pytest.raises(DueWaived):
        due.waive("Banjir.", date(2026, 4, 3))


def test_only_what_was_promised_on_request_is_asked_for_by_hand() -> None:
    with pytest.raises(NotOnRequest):
        an_obligation().require_requestable(date(2026, 5, 1))
    asked = an_obligation(schedule="on_request", dues=(a_due(period=date(2026, 5, 1), due_on=date(2026, 5, 1)),))
    asked.require_requestable(date(2026, 5, 2))
    with pytest.raises(DueTwice):
        asked.require_requestable(date(2026, 5, 1))
    with pytest.raises(DueUnknown):
        asked.due(new_id())


def test_an_obligation_ends_once() -> None:
    obligation = an_obligation()
    obligation.end(date(2026, 3, 31), "Salah dicatat.")
    with pytest.raises(WrongState):
        obligation.end(date(2026, 4, 30), "Lagi.")
    with pytest.raises(WrongState):
        obligation.require_requestable(date(2026, 5, 1))
