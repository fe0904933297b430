"""Months of the calendar."""

from datetime import date

import pytest

from services.programs.calendar.model import Month, MonthUnreadable


def test_a_month_knows_its_days_and_its_neighbours() -> None:
    month = Month.read("2028-02")
    assert (month.first, month.last) == (date(2028, 2, 1), date(2028, 2, 29))
    assert (str(month.previous), str(month.following)) == ("2028-01", "2028-03")
    assert str(Month.read("2026-12").following) == "2027-01"
    assert Month.of(date(2026, 1, 31)) == Month.read("2026-01")


@pytest.mark.parametrize("text", ["2026-13", "2026-0", "26-11", "2026-11-01", "", "0001-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(MonthUnreadable):
        Month.read(text)
