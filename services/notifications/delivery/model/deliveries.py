"""A delivery: one notice, one code or one week, to one account in one channel; and what follows from an attempt."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias
from uuid import UUID

from services.notifications.correspondents.model.correspondents import PREFIX
from shared.values.cooperation import Channel, DeliveryCause, Severity

DeliveryKind = Literal["notice", "again", "code", "week"]
DeliveryState = Literal["waiting", "sent", "dropped", "failed"]
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""Between two attempts, longer each time: the last one comes two days after the first."""
JITTER = 0.2
RETRY_UNREACHABLE = timedelta(minutes=1)
RETRY_LONG_UNREACHABLE = timedelta(minutes=15)
LONG_UNREACHABLE = timedelta(hours=1)
UNREACHABLE_AT_MOST = timedelta(days=2)
"""As long as a message that a server puts off is tried."""
CODE_EXPIRES = timedelta(hours=1)
FAILURES = 3
FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """A notice with its recipient and its channel. `deferrals` counts the attempts that were put off.

    The letter of a week has no notice; `week` is its Monday.
    """

    id: UUID
    kind: DeliveryKind
    notice_id: UUID | None
    rule: str | None
    desk: str | None
    severity: Severity
    account: str
    channel: Channel
    daily: bool
    due_at: datetime
    made_at: datetime
    attempts: int = 0
    deferrals: int = 0
    unreachable_since: datetime | None = None
    week: date | None = None

    @property
    def by_link(self) -> bool:
        """Whether it goes to a correspondent, who has no account and gets a link."""
        return self.account.startswith(PREFIX)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server has taken the message."""


@dataclass(frozen=True, slots=True)
class Deferred:
    """The server did not take the message now, or the line broke; a later attempt may succeed."""

    code: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The server will never take the message; `address`: because it does not know the address."""

    code: str
    address: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The server of the channel does not answer. It is not the message's fault, so the attempt does not count."""

    code: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The message could not be made or handed over; others are not held up by it."""

    code: str


Outcome: TypeAlias = Accepted | Deferred | Refused | Unreachable | Broken


@dataclass(frozen=True, slots=True)
class Step:
    """The state of a delivery after an attempt; one that waits is due again at a later moment."""

    state: DeliveryState
    cause: DeliveryCause | None = None
    due_at: datetime | None = None
    deferrals: int = 0
    unreachable_since: datetime | None = None


def step_after(outcome: Outcome, delivery: Delivery, now: datetime) -> Step:
    """The step that follows from the outcome of an attempt."""
    match outcome:
        case Accepted():
            return Step("sent")
        case Refused(address=address):
            return Step("failed", "address_refused" if address else "refused")
        case Broken():
            return Step("failed", "broken")
        case Unreachable():
            return _unreached(delivery, now)
        case Deferred():
            if delivery.deferrals >= len(PAUSES):
                return Step("failed", "too_many_attempts")
            pause = PAUSES[delivery.deferrals] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 -- spreads load
            return Step("waiting", due_at=now + pause, deferrals=delivery.deferrals + 1)


def _unreached(delivery: Delivery, now: datetime) -> Step:
    since = delivery.unreachable_since or now
    if now - since >= UNREACHABLE_AT_MOST:
        return Step("failed", "unreachable", deferrals=delivery.deferrals, unreachable_since=since)
    pause = RETRY_UNREACHABLE if now - since < LONG_UNREACHABLE else RETRY_LONG_UNREACHABLE
    return Step("waiting", due_at=now + pause, deferrals=delivery.deferrals, unreachable_since=since)


@dataclass(slots=True)
class Breaker:
    """Stops a channel whose server does not answer: after three failures in a row, for a time that doubles.

    Moments are those of a clock in seconds that never goes back.
    """

    failures: int = 0
    closed_until: float = 0.0

    def lets_pass(self, now: float) -> bool:
        """Whether something may be sent. After the pause a single failure closes it again."""
        return now >= self.closed_until

    @property
    def is_on_trial(self) -> bool:
        """Whether a single letter is to show that the server is back."""
        return self.failures >= FAILURES

    def note(self, outcome: Outcome, now: float) -> None:
        """Count an outcome; any answer of the server opens the channel."""
        if not isinstance(outcome, Unreachable):
            self.failures, self.closed_until = 0, 0.0
            return
        self.failures += 1
        if self.failures >= FAILURES:
            pause = FIRST_PAUSE_SECONDS * 2.0 ** min(self.failures - FAILURES, 10)
            self.closed_until = now + min(pause, LONGEST_PAUSE_SECONDS)
