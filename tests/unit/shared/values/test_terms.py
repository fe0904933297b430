"""Days and times of the day in requests."""

from datetime import UTC, date, datetime, time

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.values.terms import ClockTime, Day

DAY = TypeAdapter(Day)
CLOCK_TIME = TypeAdapter(ClockTime)
A_MOMENT = datetime(2028, 2, 29, tzinfo=UTC)


def test_a_day_is_written_with_year_month_and_day() -> None:
    assert DAY.validate_json('"2028-02-29"') == date(2028, 2, 29)
    assert DAY.validate_python(date(2028, 2, 29)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "written", ["0", "86400", '"0"', '"86400"', "1.0", "true", '"2028-02-29T00:00:00"', '"2028-02-29T00:00:00+09:00"']
)
def test_numbers_and_moments_are_not_days(written: str) -> None:
    with pytest.raises(ValidationError):
        DAY.validate_json(written)


@pytest.mark.parametrize("written", [" 2028-02-29", "2028-02-30", "28-02-29", "\u0662028-02-29", A_MOMENT])
def test_a_day_is_a_day_of_the_calendar_in_plain_digits(written: object) -> None:
    with pytest.raises(ValidationError):
        DAY.validate_python(written)


def test_a_time_of_the_day_is_read_as_it_is_written() -> None:
    read = CLOCK_TIME.validate_json('"09:05"')
    assert (read, CLOCK_TIME.dump_json(read)) == (time(9, 5), b'"09:05"')


@pytest.mark.parametrize(
    "written",
    ["0", "32400", "1.5", '"32400"', '"9:05"', '"24:00"', '"09:60"', '"09:05Z"', '"09:05:30"', '"09:05+07:00"'],
)
def test_numbers_and_times_with_an_offset_are_not_times_of_the_day(written: str) -> None:
    with pytest.raises(ValidationError):
        CLOCK_TIME.validate_json(written)
