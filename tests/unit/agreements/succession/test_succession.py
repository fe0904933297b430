from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.agreements.agreement.model.agreement import BeginsBeforePredecessor
from services.agreements.agreement.model.scope import AdditionsUntraced
from services.agreements.succession.model import (
    MeetingBasis,
    MeetingOfAnotherKind,
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
from shared.values.cooperation import MeetingKind
from shared.values.ids import new_id
from shared.values.reported_days import reported_day
from shared.values.terms import Term
from shared.values.texts import Text
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


def a_basis(edtf: str | None, *kinds: MeetingKind, recorded_on: date = TODAY) -> MeetingBasis:
    held = reported_day(edtf, None, recorded_on, Text("Tanggal rapat", "The day of the meeting"))
    return MeetingBasis(kinds or ("evaluation",), held, recorded_on)


def test_additions_need_a_meeting_of_the_last_six_months_or_a_reason() -> None:
    assert require_trace(a_basis("2025-07-27"), None, TODAY) == ()
    assert require_trace(a_basis("2020-01-01"), "Disepakati lewat surat.", TODAY) == ()
    assert require_trace(None, "Disepakati lewat surat.", TODAY) == ()
    with pytest.raises(MeetingTooOld):
        require_trace(a_basis("2025-07-26"), None, TODAY)
    with pytest.raises(AdditionsUntraced):
        require_trace(None, None, TODAY)


@pytest.mark.parametrize("edtf", ["2025", "2025-07", "XXXX-11-28", None])
def test_a_meeting_on_an_uncertain_day_that_may_be_too_old_is_a_caution(edtf: str | None) -> None:
    [caution] = require_trace(a_basis(edtf), None, TODAY)
    assert caution.code == "meeting_day_uncertain"


@pytest.mark.parametrize("basis", [a_basis("2025-06"), a_basis(None, recorded_on=date(2025, 7, 26))])
def test_an_uncertain_day_that_is_too_old_in_any_case_is_refused(basis: MeetingBasis) -> None:
    with pytest.raises(MeetingTooOld):
        require_trace(basis, None, TODAY)


def test_an_uncertain_day_that_is_recent_in_any_case_is_no_caution() -> None:
    assert require_trace(a_basis("2026-01"), None, TODAY) == ()


def test_only_some_kinds_of_meetings_agree_to_additions() -> None:
    assert require_trace(a_basis("2026-01-20", "coordination", "draft_discussion"), None, TODAY) == ()
    with pytest.raises(MeetingOfAnotherKind, match="coordination"):
        require_trace(a_basis("2026-01-20", "coordination", "audience"), None, TODAY)


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
