"""The months that a measure covers."""

from datetime import date

import pytest

from services.programs.measures.model.period import Period, PeriodEndsEarly, PeriodTooLong, period_of
from services.programs.months.model.month import Month

TODAY = date(2026, 8, 17)


def test_without_months_it_is_this_year_until_now() -> None:
    assert period_of(None, None, TODAY) == Period(Month(2026, 1), Month(2026, 8))
    assert period_of(None, Month(2024, 3), TODAY) == Period(Month(2024, 1), Month(2024, 3))


def test_it_has_an_order_and_a_length() -> None:
    with pytest.raises(PeriodEndsEarly):
        period_of(Month(2026, 9), None, TODAY)
    assert period_of(Month(2023, 9), Month(2026, 8), TODAY).months == 36
    with pytest.raises(PeriodTooLong):
        period_of(Month(2023, 8), Month(2026, 8), TODAY)
