"""The unit of work: one transaction, who acts in it and why, and the events that commit with it.

An entrance (a request, a polled batch, a run of a job) opens it and commits it once; use cases get it and never commit.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from shared.events.envelope import Cause, Envelope, Origin
from shared.events.outbox import Entry, Publishable, require_fit, write
from shared.operations.crash_points import crash_point
from shared.postgres.connections import Connection, Pool

A = TypeVar("A")


class UnitOfWork(Generic[A]):
    """What a use case gets: the connection, the actor, the moment (business time, UTC), and `emit`."""

    def __init__(self, connection: Connection, actor: A, cause: Cause, origin: Origin, now: datetime) -> None:
        self.connection = connection
        self.actor = actor
        self._cause = cause
        self._event: Envelope | None = None
        self.now = now
        self._origin = origin
        self._entries: list[Entry] = []

    def emit(self, event: Publishable, occurred_at: datetime | None = None) -> None:
        """Say `event`: it is written when the unit commits. `occurred_at` is when it happened, by default now.

        Raises `EventTooLarge`: here and not at the commit, so that of a batch only the record at fault is parked.
        """
        entry = self._origin.entry(event, self.cause, occurred_at or self.now, self.now)
        require_fit(entry)
        self._entries.append(entry)

    @property
    def cause(self) -> Cause:
        """Why this work is done."""
        if self._event is not None:
            self._cause, self._event = self._event.as_cause(), None
        return self._cause

    def because_of(self, event: Envelope) -> None:
        """What follows is done because of `event`; the cause is made of it once something asks."""
        self._event = event

    @property
    def emitted(self) -> int:
        """How many events have been said so far."""
        return len(self._entries)

    def forget_after(self, emitted: int) -> None:
        """Unsay what was said after the first `emitted` events, when a part of the work is rolled back."""
        del self._entries[emitted:]

    async def flush(self) -> None:
        """Write the events, last before COMMIT: nothing may follow that could wait for a lock."""
        crash_point("unit.before_outbox")
        if self._entries:
            await write(self.connection, self._entries)
        crash_point("unit.after_outbox")


@dataclass(frozen=True)
class UnitsOfWork(Generic[A]):
    """Opens units of work for one process. `nudge` wakes the relay, after the commit and outside of it."""

    pool: Pool
    origin: Origin
    clock: Callable[[], datetime]
    nudge: Callable[[], None]

    @asynccontextmanager
    async def open(self, actor: A, cause: Cause) -> AsyncIterator[UnitOfWork[A]]:
        """Open a unit of work; leaving the block commits it, an exception rolls it back."""
        # PostgreSQL's default isolation, READ COMMITTED, is what marks and parked keys rely on: whoever has waited for
        # a row reads it as its holder has left it.
        async with self.pool.acquire() as connection, connection.transaction():
            work = UnitOfWork(connection, actor, cause, self.origin, self.clock())
            yield work
            await work.flush()
        if work.emitted:
            crash_point("unit.after_commit")
            self.nudge()
