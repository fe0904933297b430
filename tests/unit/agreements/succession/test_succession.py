from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.agreements.agreement.model.agreement import BeginsBeforePredecessor
from services.agreements.agreement.model.scope import AdditionsUntraced
from services.agreements.succession.model import (
    MeetingTooOld,
    PredecessorNotSigned,
    SuccessorExists,
    cautions,
    gap_days,
    months_before,
    require_extendable,
    require_trace,
    took_over_on,
)
from shared.values.ids import new_id
from shared.values.terms import Term
from tests.unit.agreements.examples import SIGNED_ON, TERM, a_signed_agreement, an_agreement

NEXT = Term(effective_from=date(2026, 1, 27), effective_until=date(2031, 1, 26))
TODAY = date(2026, 1, 27)


def test_a_signed_agreement_without_successor_can_be_extended() -> None:
    require_extendable(a_signed_agreement(), None)
    with pytest.raises(PredecessorNotSigned, match="being drafted"):
        require_extendable(an_agreement(), None)
    with pytest.raises(SuccessorExists):
        require_extendable(a_signed_agreement(), new_id())


def test_an_extension_begins_after_its_predecessor_has() -> None:
    before = a_signed_agreement()
    an_agreement(term=NEXT).require_after(before)
    an_agreement(term=None).require_after(before)
    with pytest.raises(BeginsBeforePredecessor):
        an_agreement(term=TERM).require_after(before)


def test_additions_need_a_meeting_of_the_last_six_months_or_a_reason() -> None:
    require_trace(date(2025, 7, 27), None, TODAY)
    require_trace(date(2020, 1, 1), "Disepakati lewat surat.", TODAY)
    require_trace(None, "Disepakati lewat surat.", TODAY)
    with pytest.raises(MeetingTooOld):
        require_trace(date(2025, 7, 26), None, TODAY)
    with pytest.raises(AdditionsUntraced):
        require_trace(None, None, TODAY)


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2026, 1, 27), date(2025, 7, 27)),
        (date(2024, 8, 29), date(2024, 2, 29)),
        (date(2026, 6, 30), date(2025, 12, 30)),
    ],
)
def test_six_months_are_counted_by_the_calendar(day: date, earlier: date) -> None:
    assert months_before(day, 6) == earlier


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_months_before_is_that_many_months_earlier(day: date, months: int) -> None:
    earlier = months_before(day, months)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    assert earlier.day <= day.day


def test_a_successor_takes_over_at_its_start_or_at_a_later_signature() -> None:
    assert took_over_on(a_signed_agreement(term=NEXT)) == NEXT.effective_from
    before_signing = Term(effective_from=SIGNED_ON - timedelta(days=5), effective_until=date(2031, 1, 26))
    assert took_over_on(a_signed_agreement(term=before_signing)) == SIGNED_ON


@pytest.mark.parametrize(
    ("begins", "days"), [(date(2026, 1, 20), 0), (date(2026, 1, 27), 0), (date(2026, 1, 28), 1), (date(2026, 2, 6), 10)]
)
def test_the_gap_is_the_days_that_neither_term_covers(begins: date, days: int) -> None:
    assert gap_days(TERM, begins) == days
    assert bool(cautions(TERM, begins)) == (days > 0)
