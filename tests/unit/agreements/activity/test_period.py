from datetime import date

import pytest

from services.agreements.activity.model import PeriodBackwards, period_of

TODAY, BEGINS = date(2026, 3, 10), date(2026, 1, 27)


def test_without_days_the_period_runs_from_the_start_of_the_term_until_today() -> None:
    period = period_of(None, None, BEGINS, TODAY)
    assert (period.since, period.until) == (BEGINS, TODAY)


def test_before_the_term_begins_the_period_is_today() -> None:
    period = period_of(None, None, date(2026, 4, 1), TODAY)
    assert (period.since, period.until) == (TODAY, TODAY)


def test_a_period_runs_forward() -> None:
    with pytest.raises(PeriodBackwards):
        period_of(TODAY, BEGINS, None, TODAY)
