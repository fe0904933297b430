"""The deliveries of sessions: the due of each, and that no order of events reaches an impossible ledger."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.agreements.obligations.model.obligations import Obligation
from shared.values.ids import new_id
from tests.unit.agreements.obligations.test_obligations import a_due, an_obligation

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def two_months(**changes: Any) -> Obligation:
    second = a_due(period=APRIL, due_on=date(2026, 4, 30), quantity=2)
    return an_obligation(quantity=2, dues=(a_due(quantity=2), second), **changes)


def test_a_session_counts_for_its_month() -> None:
    obligation = two_months()
    counted = obligation.count(date(2026, 4, 7), 1, None, 0)
    assert counted.due is obligation.dues[1]
    assert [due.delivered for due in obligation.dues] == [0, 1]
    assert obligation.count(date(2026, 6, 7), 1, None, 0).due is None
    # The second session fulfils the month, a third one is more than was promised.
    assert obligation.count(date(2026, 4, 8), 1, None, 0).fulfilled == [obligation.dues[1]]
    assert obligation.count(date(2026, 4, 9), 1, None, 0).fulfilled == []


def test_a_correction_moves_a_session_to_its_month_and_a_retraction_takes_it_back() -> None:
    obligation = two_months()
    march, april = obligation.dues
    obligation.count(date(2026, 3, 7), 1, None, 0)
    counted = obligation.count(date(2026, 4, 7), 1, march.id, 1)
    assert (counted.due, march.delivered, april.delivered) == (april, 0, 1)
    assert obligation.count(date(2026, 4, 7), 0, april.id, 1).changed == [april]
    assert april.delivered == 0


@pytest.mark.parametrize("schedule", ["on_request", "per_cohort"])
def test_without_a_calendar_it_counts_for_the_earliest_that_is_owed(schedule: str) -> None:
    obligation = two_months(schedule=schedule)
    first, second = obligation.dues
    assert [obligation.count(date(2026, 4, 7), 1, None, 0).due for _ in range(5)] == [
        first,
        first,
        second,
        second,
        None,
    ]
    # A corrected session stays where it is.
    assert obligation.count(date(2026, 4, 8), 2, second.id, 1).due is second
    first.waived_on, first.waive_reason, first.delivered, second.delivered = APRIL, "Banjir.", 0, 0
    assert obligation.count(date(2026, 4, 8), 1, None, 0).due is second


def test_what_is_due_once_takes_also_what_is_more() -> None:
    obligation = an_obligation(schedule="once", due_on=APRIL, dues=(a_due(quantity=1),))
    (due,) = obligation.dues
    assert [obligation.count(MARCH, 1, None, 0).due for _ in range(2)] == [due, due]
    assert due.delivered == 2


def test_a_missed_month_that_was_mended_can_be_missed_again() -> None:
    due = a_due(quantity=2, delivered=1, missed_announced_at="2026-04-01T00:00:00Z")
    assert due.replace(0, 1)
    assert due.missed_announced_at is not None, "it stays on record"
    assert not due.replace(1, 0)
    assert due.missed_announced_at is None


def test_a_waived_due_counts_and_nothing_follows() -> None:
    due = a_due(quantity=1, waived_on=APRIL, waive_reason="Banjir.")
    assert not due.replace(0, 1)
    assert (due.delivered, due.state_on(APRIL)) == (1, "waived")


sessions = st.tuples(st.integers(0, 3), st.integers(0, 75), st.integers(0, 3))
"""Which session, how many days after the first of March, and how much it delivers; 0: it is retracted."""


@given(st.lists(sessions, max_size=30), st.sampled_from(["monthly", "on_request", "once"]), st.integers(0, 80))
def test_no_order_of_sessions_reaches_an_impossible_ledger(
    events: list[tuple[int, int, int]], schedule: str, days: int
) -> None:
    obligation = two_months(schedule=schedule)
    known: dict[int, tuple[UUID | None, int]] = {}
    for session, after, quantity in events:
        former_id, former = known.pop(session, (None, 0))
        counted = obligation.count(MARCH + timedelta(days=after), quantity, former_id, former)
        if quantity:
            known[session] = (counted.due.id if counted.due else None, quantity)
        # Twice is the same as once.
        again = known.get(session, (None, 0))
        repeated = obligation.count(MARCH + timedelta(days=after), quantity, *again)
        assert not repeated.fulfilled
        known |= {session: (repeated.due.id if repeated.due else None, quantity)} if quantity else {}
    today = MARCH + timedelta(days=days)
    for due in obligation.dues:
        assert due.delivered == sum(quantity for due_id, quantity in known.values() if due_id == due.id)
        balance = due.balance_on(today)
        kept = min(balance.delivered, balance.due)
        assert balance.due == kept + balance.missed + balance.waived + balance.open
        assert [balance.missed, balance.waived, balance.open].count(0) >= 2


def test_another_quantity_is_owed_for_periods_that_begin_with_the_change() -> None:
    obligation = two_months()
    march, april = obligation.dues
    assert obligation.change(5, date(2026, 3, 15)) == [april]
    assert (march.quantity, april.quantity, obligation.quantity) == (2, 5, 5)
    asked = two_months(schedule="on_request")
    assert asked.change(5, MARCH) == []
    assert [due.quantity for due in asked.dues] == [2, 2]


def test_the_balance_of_a_due_follows_its_state() -> None:
    due = a_due(delivered=12)
    before, after = due.balance_on(date(2026, 3, 31)), due.balance_on(APRIL)
    assert (before.missed, before.open) == (0, 8)
    assert (after.missed, after.open) == (8, 0)
    due.waive("Banjir.", APRIL)
    assert due.balance_on(date(2026, 5, 1)).waived == 8
    assert a_due(id=new_id(), delivered=25).balance_on(APRIL).delivered == 25


def test_what_is_owed_for_one_cohort_is_not_delivered_by_the_sessions_of_another() -> None:
    first, second, third = new_id(), new_id(), new_id()
    dues = (a_due(quantity=1, cohort_id=first), a_due(quantity=1, cohort_id=second), a_due(quantity=1))
    obligation = an_obligation(schedule="per_cohort", dues=dues)
    assert obligation.count(MARCH, 1, None, 0, second).due is dues[1]
    # A cohort without a due of its own counts for a due that was requested by hand.
    assert obligation.count(MARCH, 1, None, 0, third).due is dues[2]
    assert obligation.count(MARCH, 1, None, 0, third).due is None
    assert [due.delivered for due in dues] == [0, 1, 1]
