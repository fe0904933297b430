"""Rates: each name has a budget of its own; zero means no limit."""

from uuid import uuid4

import pytest

from shared.web.limits import WINDOW_SECONDS, Windows, check_rate
from shared.web.problems.refusals import TooManyRequests


def test_the_budget_decreases_until_requests_are_refused() -> None:
    name = str(uuid4())
    left = [budget.remaining for budget in (check_rate(name, 3) for _ in range(3)) if budget]
    assert left == [2, 1, 0]
    with pytest.raises(TooManyRequests) as refused:
        check_rate(name, 3)
    assert 1 <= refused.value.budget.seconds <= 60


def test_names_have_separate_budgets() -> None:
    one, other = str(uuid4()), str(uuid4())
    check_rate(one, 1)
    check_rate(other, 1)
    with pytest.raises(TooManyRequests):
        check_rate(one, 1)


def test_a_rate_of_zero_is_no_limit() -> None:
    name = str(uuid4())
    assert [check_rate(name, 0) for _ in range(5)] == [None] * 5


def test_a_minute_begins_with_the_first_request_of_a_name() -> None:
    now = 1_000.0
    windows = Windows(lambda: now)
    windows.count("one", 1)
    now += WINDOW_SECONDS - 1
    with pytest.raises(TooManyRequests) as refused:
        windows.count("one", 1)
    assert refused.value.budget.seconds == 1
    now += 1
    assert windows.count("one", 1).remaining == 0


def test_names_of_the_past_are_forgotten() -> None:
    now = 1_000.0
    windows = Windows(lambda: now)
    for number in range(100):
        windows.count(f"address:{number}", 5)
    now += WINDOW_SECONDS
    windows.count("one", 5)
    assert len(windows) == 1
