"""Days in requests."""

from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.values.terms import Day

DAY = TypeAdapter(Day)
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
