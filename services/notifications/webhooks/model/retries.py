"""When a delivery is tried again or no longer holds up its key, and when an endpoint is left alone or disabled."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from services.notifications.webhooks.model.deliveries import DeliveryState, Outcome

GONE = 410
ASKS_TO_WAIT = frozenset({429, 503})
LONGEST_PAUSE = timedelta(hours=8)
LONGEST_WAIT = timedelta(days=1)
"""A receiver that asks for more is asked again after this time."""
GIVEN_UP_AFTER = timedelta(days=3)
DIFFERENT_EVENTS = 3
"""An endpoint is not disabled for one or two events that it cannot take."""
FAILURES_TO_PAUSE = 5
PAUSE = timedelta(minutes=10)
JITTER = 0.2
MOST_DOUBLINGS = 20

OwnGround = Literal["gone", "failing"]
"""Why Sinergi disables an endpoint by itself."""
Ground = Literal["by_hand", "gone", "failing"]


@dataclass(frozen=True, slots=True)
class Patience:
    """The pause before the second attempt, and how long a failing event holds up the later ones of its key."""

    first_pause: timedelta
    order_kept: timedelta


@dataclass(frozen=True, slots=True)
class NextStep:
    """The state of a delivery after a failed attempt, and the time of the next one."""

    state: DeliveryState
    at: datetime | None


def pause_after(attempts: int, patience: Patience) -> timedelta:
    """The pause after so many attempts: four times the last one, up to `LONGEST_PAUSE`, and a random part."""
    # Bounded before it is raised: a large power would not fit.
    plain: timedelta = min(patience.first_pause * 4 ** min(attempts - 1, MOST_DOUBLINGS), LONGEST_PAUSE)
    # So that the endpoints of one server that was down do not all come back at the same moment.
    return plain * (1 + JITTER * (2 * random.random() - 1))  # noqa: S311 -- no secret


def step_after_failure(
    outcome: Outcome, *, attempts: int, first_at: datetime, set_aside: bool, now: datetime, patience: Patience
) -> NextStep:
    """The next step after a failed attempt; `attempts` includes it."""
    if now - first_at >= GIVEN_UP_AFTER:
        return NextStep("failed", None)
    at = now + max(pause_after(attempts, patience), outcome.retry_after)
    # Decided here and not at the next attempt: later events of the key need not wait for one that comes too late.
    aside = set_aside or at - first_at >= patience.order_kept
    return NextStep("set_aside" if aside else "waiting", at)


def paused_until(failures: int, outcome: Outcome, now: datetime, patience: Patience) -> datetime | None:
    """Until when an endpoint is left alone after so many failures without success between them."""
    waits = outcome.retry_after if outcome.status in ASKS_TO_WAIT else timedelta(0)
    if failures >= FAILURES_TO_PAUSE:
        waits = max(waits, min(pause_after(failures - FAILURES_TO_PAUSE + 1, patience), PAUSE))
    return now + waits if waits else None


def ground_to_disable(
    outcome: Outcome, failing_since: datetime | None, different_events: int, now: datetime
) -> OwnGround | None:
    """Why an endpoint is disabled after a failed attempt, or None."""
    if outcome.status == GONE:
        return "gone"
    persistent = failing_since is not None and now - failing_since >= GIVEN_UP_AFTER
    return "failing" if persistent and different_events >= DIFFERENT_EVENTS else None


def read_retry_after(value: str | None, now: datetime) -> timedelta:
    """The pause that a receiver asks for (RFC 9110 §10.2.3), in seconds or until a moment; none if it is unreadable."""
    if value is None:
        return timedelta(0)
    text = value.strip()
    if text.isascii() and text.isdecimal():
        asked = timedelta(seconds=min(int(text[:12]), LONGEST_WAIT.total_seconds()))
    else:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return timedelta(0)
        asked = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    return min(max(asked, timedelta(0)), LONGEST_WAIT)
