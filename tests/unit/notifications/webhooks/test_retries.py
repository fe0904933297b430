"""When a delivery is tried again, set aside or given up, and when an endpoint is left alone or disabled."""

from datetime import UTC, datetime, timedelta

import pytest

from services.notifications.webhooks.model.deliveries import Outcome
from services.notifications.webhooks.model.retries import (
    GIVEN_UP_AFTER,
    LONGEST_PAUSE,
    LONGEST_WAIT,
    Patience,
    ground_to_disable,
    pause_after,
    paused_until,
    read_retry_after,
    step_after_failure,
)

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
PATIENCE = Patience(timedelta(seconds=5), timedelta(hours=1))
FAILED = Outcome("answered", 500)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_pauses_grow_fourfold_with_a_random_part_up_to_a_limit() -> None:
    for attempts, seconds in ((1, 5), (2, 20), (3, 80), (10, LONGEST_PAUSE.total_seconds()), (500, 28_800)):
        for _ in range(20):
            pause = pause_after(attempts, PATIENCE).total_seconds()
            assert 0.8 * seconds <= pause <= 1.2 * seconds
    assert len({pause_after(3, PATIENCE) for _ in range(20)}) > 1


def test_three_days_have_enough_attempts() -> None:
    waited, attempts = timedelta(0), 1
    while waited < GIVEN_UP_AFTER:
        waited, attempts = waited + pause_after(attempts, PATIENCE), attempts + 1
    assert 12 <= attempts <= 25


@pytest.mark.parametrize(
    ("age", "attempts", "aside", "state"),
    [
        (timedelta(0), 1, False, "waiting"),
        (timedelta(minutes=10), 4, False, "waiting"),
        (timedelta(minutes=59), 3, False, "set_aside"),
        (2 * HOUR, 6, False, "set_aside"),
        (timedelta(0), 1, True, "set_aside"),
        (3 * DAY, 14, True, "failed"),
        (3 * DAY, 14, False, "failed"),
    ],
)
def test_what_follows_a_failure(age: timedelta, attempts: int, aside: bool, state: str) -> None:
    step = step_after_failure(
        FAILED, attempts=attempts, first_at=NOW - age, set_aside=aside, now=NOW, patience=PATIENCE
    )
    assert step.state == state
    assert (step.at is None) == (state == "failed")


def test_a_receiver_that_asks_to_wait_is_obeyed() -> None:
    outcome = Outcome("answered", 429, retry_after=timedelta(minutes=30))
    step = step_after_failure(outcome, attempts=1, first_at=NOW, set_aside=False, now=NOW, patience=PATIENCE)
    assert step.at == NOW + timedelta(minutes=30)
    assert paused_until(1, outcome, NOW, PATIENCE) == NOW + timedelta(minutes=30)
    assert paused_until(1, Outcome("answered", 500, retry_after=HOUR), NOW, PATIENCE) is None


def test_an_endpoint_is_left_alone_after_several_failures() -> None:
    assert paused_until(4, FAILED, NOW, PATIENCE) is None
    first, later = paused_until(5, FAILED, NOW, PATIENCE), paused_until(50, FAILED, NOW, PATIENCE)
    assert first is not None
    assert NOW < first < NOW + timedelta(seconds=7)
    assert later == NOW + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("status", "since", "different", "ground"),
    [
        (410, NOW, 1, "gone"),
        (500, NOW - 3 * DAY, 3, "failing"),
        (500, NOW - 3 * DAY, 2, None),
        (500, NOW - 2 * DAY, 100, None),
        (None, NOW - 4 * DAY, 5, "failing"),
    ],
)
def test_when_an_endpoint_is_disabled(status: int | None, since: datetime, different: int, ground: str | None) -> None:
    assert ground_to_disable(Outcome("answered", status), since, different, NOW) == ground


@pytest.mark.parametrize(
    ("value", "pause"),
    [
        (None, timedelta(0)),
        ("120", timedelta(minutes=2)),
        (" 5 ", timedelta(seconds=5)),
        ("-1", timedelta(0)),
        ("soon", timedelta(0)),
        ("", timedelta(0)),
        ("9" * 40, LONGEST_WAIT),
        ("Thu, 26 Nov 2026 03:10:00 GMT", timedelta(minutes=10)),
        ("Thu, 26 Nov 2020 03:10:00 GMT", timedelta(0)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("٣", timedelta(0)),
    ],
)
def test_the_pause_that_a_receiver_asks_for(value: str | None, pause: timedelta) -> None:
    assert read_retry_after(value, NOW) == pause
