"""A plan to sign is stale three working days after its day."""

from datetime import date

import pytest

from services.agreements.vigilance.model import is_stale
from shared.values.working_days import office_calendar


@pytest.mark.parametrize(
    ("planned_on", "today", "stale"),
    [
        (date(2026, 1, 5), date(2026, 1, 5), False),
        (date(2026, 1, 5), date(2026, 1, 7), False),
        (date(2026, 1, 5), date(2026, 1, 8), True),
        (date(2026, 1, 5), date(2026, 2, 2), True),  # after a pause of the jobs
        (date(2026, 1, 8), date(2026, 1, 11), False),  # over a weekend
        (date(2026, 1, 8), date(2026, 1, 12), False),
        (date(2026, 1, 8), date(2026, 1, 13), True),
        (date(2026, 3, 16), date(2026, 3, 25), False),  # over the leave of Idulfitri
        (date(2026, 3, 16), date(2026, 3, 26), True),
        (date(2026, 1, 5), date(2026, 1, 10), False),  # Saturday
        (date(2026, 12, 1), date(2026, 11, 30), False),  # the day is still to come
    ],
)
def test_a_plan_is_stale_three_working_days_after_its_day(planned_on: date, today: date, stale: bool) -> None:
    assert is_stale(planned_on, today, office_calendar()) is stale
