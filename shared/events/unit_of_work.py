"""The unit of work: one transaction, its actor and cause, and the events that commit with it.

An entry point (a request, a polled batch, a run of a job) opens it and commits it once. Use cases receive it and never
commit.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from shared.events.envelope import Cause, Envelope, Origin
from shared.events.outbox import Entry, Publishable, require_fit, write
from shared.operations.crash_points import crash_point
from shared.operations.logs import CURRENT_CAUSE
from shared.postgres.connections import Connection, Pool

A = TypeVar("A")
_NO_TRANSACTION = "a unit of work without a transaction emitted events: only a use case that `changes` may"


class UnitOfWork(Generic[A]):
    """Passed to each use case: the connection, the actor, the current moment (business time, UTC), and `emit`."""

    def __init__(
        self,
        connection: Connection,
        actor: A,
        cause: Cause,
        origin: Origin,
        now: datetime,
        *,
        recorded_at: datetime | None = None,
    ) -> None:
        self.connection = connection
        self.actor = actor
        self._cause = cause
        self._event: Envelope | None = None
        self.now = now
        # The present, also in a job that runs for an earlier day: only `now` is that day.
        self._recorded_at = recorded_at or now
        self._origin = origin
        self._entries: list[Entry] = []
        self.to_end = AsyncExitStack()
        """For the entry point, which leaves it: this commits the transaction or undoes it."""

    async def start_transaction(self) -> None:
        """Begin the transaction, unless it has begun: a unit that only reads needs none."""
        if not self.connection.is_in_transaction():
            await self.to_end.enter_async_context(self.connection.transaction())

    def emit(self, event: Publishable, occurred_at: datetime | None = None) -> UUID:
        """Emit `event` and return its id; it is written when the unit commits. `occurred_at` defaults to now.

        Raises `EventTooLarge` here and not at the commit, so that only the record at fault is parked, not its batch.
        """
        entry = self._origin.entry(event, self.cause, occurred_at or self.now, self._recorded_at)
        require_fit(entry)
        self._entries.append(entry)
        return entry.event_id

    @property
    def cause(self) -> Cause:
        """The cause of this work."""
        if self._event is not None:
            self._cause, self._event = self._event.as_cause(self._origin.service), None
        return self._cause

    def cause_in_logs(self) -> Mapping[str, str]:
        """The ids by which a log entry is found: those of the whole chain of events, and of the direct cause."""
        if self._event is not None:
            return {"correlation_id": self._event.cause.correlation_id, "causation_id": str(self._event.id)}
        return {"correlation_id": self._cause.correlation_id, "causation_id": self._cause.causation_id}

    def set_cause(self, event: Envelope) -> None:
        """Make `event` the cause of the work that follows; the `Cause` is built on first use."""
        self._event = event

    @property
    def emitted(self) -> int:
        """Number of events emitted so far."""
        return len(self._entries)

    def discard_after(self, emitted: int) -> None:
        """Drop all but the first `emitted` events, when a part of the work is rolled back."""
        del self._entries[emitted:]

    @asynccontextmanager
    async def part(self, *, kept: bool = True) -> AsyncIterator[None]:
        """A part of the work that is undone by itself, with its events, if it raises or is not to be kept."""
        emitted, savepoint = self.emitted, self.connection.transaction()
        await savepoint.start()
        done = False
        try:
            yield
            done = kept
        finally:
            if done:
                await savepoint.commit()
            else:
                await savepoint.rollback()
                self.discard_after(emitted)

    async def flush(self) -> None:
        """Write the events as the last statement before COMMIT: nothing that may wait for a lock can follow."""
        crash_point("unit.before_outbox")
        if self._entries:
            if not self.connection.is_in_transaction():
                raise RuntimeError(_NO_TRANSACTION)
            await write(self.connection, self._entries)
        crash_point("unit.after_outbox")


@dataclass(frozen=True)
class UnitsOfWork(Generic[A]):
    """Opens units of work for one process. `nudge` wakes the relay after the commit, outside the transaction."""

    pool: Pool
    origin: Origin
    clock: Callable[[], datetime]
    nudge: Callable[[], None]
    pool_timeout_seconds: float | None = None
    """Time limit of waiting for a connection; None: a worker waits as long as it takes."""

    @asynccontextmanager
    async def open(
        self, actor: A, cause: Cause, *, reading: bool = False, now: datetime | None = None
    ) -> AsyncIterator[UnitOfWork[A]]:
        """Open a unit of work; leaving the block commits it, an exception rolls it back.

        Its moment is `now`, by default that of the clock.

        A unit that is `reading` has no transaction until a use case that changes something begins it. Raises
        TimeoutError if no connection is free in time, and the errors of a transaction.
        """
        # Marks and parked keys rely on READ COMMITTED, PostgreSQL's default isolation level: a transaction that has
        # waited for a row lock reads the row as the previous holder committed it. On this level each statement has a
        # snapshot of its own, so reading without a transaction sees the same.
        async with self.pool.acquire(timeout=self.pool_timeout_seconds) as connection:
            present = self.clock()
            work = UnitOfWork(connection, actor, cause, self.origin, now or present, recorded_at=present)
            before = CURRENT_CAUSE.get()
            CURRENT_CAUSE.set(work.cause_in_logs)
            try:
                async with work.to_end:
                    if not reading:
                        await work.start_transaction()
                    yield work
                    await work.flush()
            finally:
                CURRENT_CAUSE.set(before)
        if work.emitted:
            crash_point("unit.after_commit")
            self.nudge()
