"""Rates: each name has its own minute, and none means no limit."""

from uuid import uuid4

import pytest

from shared.web.limits import check_rate
from shared.web.problems.refusals import TooManyRequests


def test_what_is_left_is_said_until_nothing_is() -> None:
    name = str(uuid4())
    left = [budget.remaining for budget in (check_rate(name, 3) for _ in range(3)) if budget]
    assert left == [2, 1, 0]
    with pytest.raises(TooManyRequests) as refused:
        check_rate(name, 3)
    assert 1 <= refused.value.budget.seconds <= 60


def test_one_name_uses_up_nothing_of_another() -> None:
    one, other = str(uuid4()), str(uuid4())
    check_rate(one, 1)
    check_rate(other, 1)
    with pytest.raises(TooManyRequests):
        check_rate(one, 1)


def test_a_rate_of_none_is_no_limit() -> None:
    name = str(uuid4())
    assert [check_rate(name, 0) for _ in range(5)] == [None] * 5
