"""The days of a series."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.programs.schedule.model.series import (
    MOST_SESSIONS,
    WEEKDAYS,
    SeriesEmpty,
    SeriesTooLong,
    days_of_series,
)

MONDAY = date(2026, 3, 9)


def test_one_day_is_a_series() -> None:
    assert days_of_series(MONDAY, MONDAY, ()) == [MONDAY]


def test_without_weekdays_every_week_on_the_first_day() -> None:
    assert days_of_series(MONDAY, date(2026, 3, 24), ()) == [MONDAY, date(2026, 3, 16), date(2026, 3, 23)]


def test_the_chosen_weekdays_in_their_order() -> None:
    days = days_of_series(MONDAY, date(2026, 3, 17), ("thursday", "monday"))
    assert days == [MONDAY, date(2026, 3, 12), date(2026, 3, 16)]


@given(st.integers(0, 365), st.sets(st.sampled_from(WEEKDAYS), min_size=1))
def test_each_day_is_chosen_and_none_is_left_out(length: int, weekdays: set) -> None:  # type: ignore[type-arg]
    until = MONDAY + timedelta(days=length)
    wanted = [day for n in range(length + 1) if WEEKDAYS[(day := MONDAY + timedelta(days=n)).weekday()] in weekdays]
    if not wanted:
        with pytest.raises(SeriesEmpty):
            days_of_series(MONDAY, until, weekdays)
    elif len(wanted) > MOST_SESSIONS:
        with pytest.raises(SeriesTooLong):
            days_of_series(MONDAY, until, weekdays)
    else:
        assert days_of_series(MONDAY, until, weekdays) == wanted


def test_a_series_ends_within_a_year_and_not_before_it_begins() -> None:
    with pytest.raises(SeriesTooLong):
        days_of_series(MONDAY, MONDAY + timedelta(days=366), ())
    with pytest.raises(SeriesEmpty):
        days_of_series(MONDAY, MONDAY - timedelta(days=1), ())
