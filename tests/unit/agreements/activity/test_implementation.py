"""The implementation of an agreement is derived from its last activity."""

from datetime import date, timedelta

import pytest

from services.agreements.activity.model import Implementation, implementation_on

TODAY = date(2026, 3, 10)
SET = 60


@pytest.mark.parametrize(
    ("days_ago", "state"),
    [(None, "not_started"), (0, "running"), (SET, "running"), (SET + 1, "dormant")],
)
def test_it_is_running_while_the_last_activity_is_recent(days_ago: int | None, state: Implementation) -> None:
    last = None if days_ago is None else TODAY - timedelta(days=days_ago)
    assert implementation_on(TODAY, last, SET) == state


def test_after_its_last_day_it_is_completed_if_anything_was_delivered() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert implementation_on(TODAY, yesterday, SET, yesterday) == "completed"
    assert implementation_on(TODAY, yesterday, SET, TODAY) == "running"
    assert implementation_on(TODAY, None, SET, yesterday) == "not_started"
