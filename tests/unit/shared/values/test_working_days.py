"""Working days leave out weekends, national holidays and collective leave."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.values.texts import Text
from shared.values.working_days import Calendar, Holiday, holiday_of, office_calendar, working_zones

FIRST_OF_2026 = date(2026, 1, 1)
EVERY_DAY = [FIRST_OF_2026 + timedelta(days=days) for days in range(365)]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 1, 1), False),  # New Year's Day, a Thursday
        (date(2026, 1, 2), True),
        (date(2026, 1, 3), False),  # Saturday
        (date(2026, 1, 4), False),  # Sunday
        (date(2026, 1, 5), True),
        (date(2026, 2, 16), False),  # collective leave, a Monday
        (date(2026, 2, 17), False),
        (date(2026, 3, 17), True),
        (date(2026, 3, 25), True),
        (date(2026, 12, 24), False),
    ],
)
def test_a_working_day_is_no_weekend_and_no_holiday(day: date, working: bool) -> None:
    assert office_calendar().is_working(day) is working


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 1, 2), date(2026, 1, 5)),  # over a weekend
        (date(2026, 3, 17), date(2026, 3, 25)),  # Nyepi, Idulfitri and the leave around them
        (date(2026, 3, 21), date(2026, 3, 25)),
        (date(2026, 5, 26), date(2026, 5, 29)),
        (date(2026, 12, 23), date(2026, 12, 28)),
    ],
)
def test_the_next_working_day_comes_after_all_free_days(day: date, following: date) -> None:
    assert office_calendar().next_after(day) == following


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 1, 2), date(2026, 1, 2)),  # a working day is its own
        (date(2026, 1, 4), date(2026, 1, 2)),
        (date(2026, 3, 24), date(2026, 3, 17)),
        (date(2026, 6, 1), date(2026, 5, 29)),
    ],
)
def test_the_last_working_day_until_a_day(day: date, last: date) -> None:
    assert office_calendar().last_until(day) == last


@pytest.mark.parametrize(
    ("day", "working_days", "reached"),
    [
        (date(2026, 1, 5), 0, date(2026, 1, 5)),
        (date(2026, 1, 5), 3, date(2026, 1, 8)),
        (date(2026, 1, 8), 3, date(2026, 1, 13)),
        (date(2026, 3, 16), 3, date(2026, 3, 26)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: date, working_days: int, reached: date) -> None:
    assert office_calendar().after(day, working_days) == reached


def test_the_year_2026_has_all_days_of_the_decree() -> None:
    found = [holiday for day in EVERY_DAY if (holiday := office_calendar().holiday_on(day))]
    assert [holiday.kind for holiday in found].count("national") == 17
    assert [holiday.kind for holiday in found].count("collective") == 8


def test_a_collective_leave_is_on_a_day_on_which_offices_would_work() -> None:
    without = Calendar(())
    leaves = [day for day in EVERY_DAY if (holiday := office_calendar().holiday_on(day)) and holiday.kind != "national"]
    assert leaves
    assert all(without.is_working(day) for day in leaves)


def test_a_year_without_data_has_weekends_only() -> None:
    assert Calendar(()).is_working(FIRST_OF_2026)
    assert not Calendar(()).is_working(date(2026, 1, 3))


def test_a_line_has_a_day_a_kind_and_two_names() -> None:
    row = {"day": "2026-08-17", "kind": "national", "id": "Proklamasi Kemerdekaan", "en": "Independence Day"}
    expected = Holiday(date(2026, 8, 17), "national", Text("Proklamasi Kemerdekaan", "Independence Day"))
    assert holiday_of(row) == expected


@pytest.mark.parametrize("wrong", [{"kind": "regional"}, {"day": "2026-02-30"}, {"day": ""}])
def test_a_line_with_a_mistake_is_refused(wrong: dict[str, str]) -> None:
    row = {"day": "2026-08-17", "kind": "national", "id": "Libur", "en": "Holiday"}
    with pytest.raises(ValueError):  # noqa: PT011 -- pydantic and the calendar word it
        holiday_of(row | wrong)


@pytest.mark.parametrize(("year", "known"), [(2025, False), (2026, True), (2099, False)])
def test_a_year_without_holidays_on_record_is_told_apart(year: int, known: bool) -> None:
    assert office_calendar().knows(year) is known


def test_holidays_are_known_until_the_end_of_the_last_year_on_record() -> None:
    calendar = Calendar(
        [Holiday(date(year, 1, 1), "national", Text("Tahun Baru", "New Year")) for year in (2026, 2027)]
    )
    assert calendar.known_until == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("now", "zones"),
    [
        (datetime(2026, 1, 5, 3, tzinfo=UTC), ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),  # a Monday
        (datetime(2026, 1, 4, 16, tzinfo=UTC), ["Asia/Makassar", "Asia/Jayapura"]),  # Sunday night in the west
        (datetime(2026, 1, 3, 3, tzinfo=UTC), []),  # Saturday
    ],
)
def test_a_working_day_begins_in_the_east(now: datetime, zones: list[str]) -> None:
    assert list(working_zones(now)) == zones
