"""Term clauses and the days in force."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.agreements.agreement.model.terms import (
    FixedTerm,
    InForce,
    OpenTerm,
    RunningTerm,
    TermClause,
    in_force_days,
    last_day,
)
from shared.values.terms import months_after

FIRST, LAST = date(2026, 3, 1), date(2031, 2, 28)
FIXED = FixedTerm(starts_on=FIRST, ends_on=LAST)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("signed_on", "begins"), [(date(2026, 2, 20), FIRST), (FIRST, FIRST), (date(2026, 3, 20), date(2026, 3, 20))]
)
def test_a_fixed_term_is_in_force_from_the_later_of_its_start_and_the_last_signature(
    signed_on: date, begins: date
) -> None:
    assert in_force_days(FIXED, signed_on) == InForce(in_force_from=begins, in_force_until=LAST)


def test_three_years_from_signing_end_on_the_day_before_the_third_anniversary() -> None:
    days = in_force_days(RunningTerm(months=36), date(2026, 3, 2))
    assert (days.in_force_from, days.in_force_until) == (date(2026, 3, 2), date(2029, 3, 1))


def test_months_from_a_named_day_end_on_the_same_day_however_late_it_is_signed() -> None:
    clause = RunningTerm(months=12, starts_on=date(2026, 1, 1))
    days = in_force_days(clause, date(2026, 1, 28))
    assert (days.in_force_from, days.in_force_until) == (date(2026, 1, 28), date(2026, 12, 31))


@pytest.mark.parametrize(("starts_on", "begins"), [(None, date(2026, 1, 28)), (FIRST, FIRST)])
def test_an_open_term_has_no_last_day(starts_on: date | None, begins: date) -> None:
    days = in_force_days(OpenTerm(starts_on=starts_on, notice_months=3), date(2026, 1, 28))
    assert (days.in_force_from, days.in_force_until) == (begins, None)
    assert days.holds_on(date(2999, 12, 31))
    assert not days.holds_on(begins - DAY)


def test_signed_after_its_end_it_is_never_in_force() -> None:
    days = in_force_days(FIXED, LAST + DAY)
    assert not any(days.holds_on(day) for day in (FIRST, LAST, LAST + DAY))


def test_both_limits_belong_to_the_days_in_force() -> None:
    days = in_force_days(FIXED, FIRST)
    assert [days.holds_on(day) for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)] == [False, True, True, False]


@pytest.mark.parametrize(
    "clause",
    [
        {"kind": "fixed", "starts_on": "2026-02-01", "ends_on": "2026-01-01"},
        {"kind": "fixed", "starts_on": "2026-02-30", "ends_on": "2027-01-01"},
        {"kind": "fixed", "starts_on": "2026-01-01"},
        {"kind": "fixed", "starts_on": 0, "ends_on": "2027-01-01"},
        {"kind": "fixed", "starts_on": "2026-01-01", "ends_on": "9999-12-31"},
        {"kind": "running", "months": 0},
        {"kind": "running", "months": 601},
        {"kind": "open", "notice_months": -1},
        {"kind": "open", "months": 12},
        {"starts_on": "2026-01-01", "ends_on": "2027-01-01"},
    ],
)
def test_an_impossible_clause_is_refused(clause: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[TermClause](TermClause).validate_python(clause)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2026, 1, 27), -6, date(2025, 7, 27)),
        (date(2024, 8, 29), -6, date(2024, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-24, 24))
def test_a_day_some_months_later_is_in_that_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 600))
def test_a_running_term_is_followed_by_the_next_without_a_gap(first: date, months: int) -> None:
    last = last_day(RunningTerm(months=months), first)
    assert last is not None
    assert last + DAY == months_after(first, months)
