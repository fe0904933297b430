"""The inbox: applies a polled batch, each event once and in the order of its key, in one transaction with the marks.

A record is applied if the chain continues at the mark, skipped if it was applied before, and its shard is held if
records are missing. A record that cannot be applied is parked and never blocks another key. After a transient error the
batch is retried, later in smaller parts.
"""

import asyncio
import time
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import structlog

from shared.events.inbox.attempt import Dispatcher
from shared.events.inbox.batch import Batch, Halted, Paused, TooSlow, Unappliable
from shared.events.inbox.marks import load_offsets
from shared.events.record import Record
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.errors import describe
from shared.postgres.connections import load_transaction_timeout
from shared.postgres.faults import Fault, fault_of

log = structlog.get_logger()
A = TypeVar("A")
T = TypeVar("T")

PAUSE_POLL_INTERVAL_SECONDS = 0.5
FAILURES_BEFORE_HALVING = 3
SLOW_ATTEMPTS = 2
"""A record is refused when it has taken longer than a transaction this many times, alone and from the beginning."""
SHARE_OF_TIMEOUT = 0.75
"""Of the server's `transaction_timeout`: the server would end the session, and nothing could be committed."""
DEFAULT_SECONDS = 90.0
"""Time of a transaction if the server has no `transaction_timeout`."""


@dataclass(slots=True)
class _Tries:
    """The outcome of earlier attempts at a batch."""

    size: int
    pause: float
    isolate: bool = False
    failures: int = 0
    slow: int = 0
    refusal: str | None = None
    """Why the first record is refused without another try."""
    failing_since: float | None = None

    def fail(self) -> float:
        """Count a transient failure, halve the batch now and then; return for how many seconds it has failed."""
        self.failures += 1
        if self.failures % FAILURES_BEFORE_HALVING == 0:
            self.size = max(1, self.size // 2)
        if self.failing_since is None:
            self.failing_since = time.monotonic()
        return time.monotonic() - self.failing_since

    def find_slow(self, reason: str) -> None:
        """The first record was too slow; refuse it if that was not the first time."""
        self.slow += 1
        self.refusal = reason if self.slow >= SLOW_ATTEMPTS else None

    def succeed(self) -> None:
        """A part of the batch is committed; the rest keeps its size and its isolation."""
        self.failures = self.slow = 0
        self.refusal = self.failing_since = None


class Stopping(Exception):
    """The process stops while a batch waits for its next attempt; the batch is delivered again."""


@dataclass
class Inbox(Generic[A]):
    """The inbox of one consumer. Its name is the key of its marks, so it must never change."""

    consumer: str
    units: UnitsOfWork[A]
    actor: A
    dispatcher: Dispatcher[A]
    parking_budget: int = 100
    parking_seconds: float = 3600.0
    """At most `parking_budget` records may be parked in this time over all batches, not counting reason `behind`."""
    retry_seconds: float = 1.0
    longest_wait_seconds: float = 60.0
    """After transient failures for this time, the consumer is reported as halted."""
    halted: str | None = None
    paused: str | None = None
    _seconds: float | None = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def until_stopped(self) -> Iterator[None]:
        """Afterwards, nothing waits any more; what is being applied is committed."""
        self._stopping.clear()
        try:
            yield
        finally:
            self._stopping.set()

    async def unless_stopping(self, waiting: Coroutine[Any, Any, T]) -> T:
        """Await something that may take long. Raises `Stopping` if the process stops meanwhile."""
        tasks = task, stopping = asyncio.create_task(waiting), asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if stopping.done():
                raise Stopping
            return task.result()
        finally:
            for each in tasks:
                each.cancel()

    async def offsets(self) -> dict[tuple[str, int], int]:
        """The next offset per topic and partition, as saved with the effects."""
        async with self.units.pool.acquire() as connection:
            return await load_offsets(connection, self.consumer)

    async def apply(self, records: Sequence[Record]) -> None:
        """Apply a polled batch, retrying as long as it takes; returns once it is committed. Raises `Stopping`."""
        # While we retry we do not poll. After `max_poll_interval_ms` the group reassigns our partitions and another
        # consumer may apply the batch; the marks then show it as applied.
        tries = _Tries(len(records), self.retry_seconds / 10)
        while records:
            records = records[await self._attempt(records[: tries.size], tries) :]

    async def _attempt(self, records: Sequence[Record], tries: _Tries) -> int:
        """Attempt to apply the records; return how many are committed. After a failure, wait and return 0."""
        try:
            seconds = await self._transaction_seconds()
            done = await Batch(self, records, seconds, isolate=tries.isolate, refusal=tries.refusal).run()
        except Unappliable:
            tries.isolate = True
        except TooSlow as reason:
            tries.find_slow(str(reason))
            self.halted = f"a record {reason}"
            log.warning("inbox_record_slow", consumer=self.consumer, offset=records[0].offset, reason=str(reason))
        except Paused as reason:
            await self._wait_while_paused(str(reason))
        except Halted as reason:
            await self.halt(str(reason))
        except Exception as error:  # noqa: BLE001 -- sorted and logged there
            await self._wait_after(error, tries)
        else:
            self.halted = self.paused = None
            tries.succeed()
            return done
        return 0

    async def _transaction_seconds(self) -> float:
        """The time for one transaction. Read again after a failure, because an operator may have changed it."""
        if self._seconds is None:
            async with self.units.pool.acquire() as connection:
                timeout = await load_transaction_timeout(connection)
            self._seconds = timeout * SHARE_OF_TIMEOUT if timeout else DEFAULT_SECONDS
        return self._seconds

    async def _wait_after(self, error: Exception, tries: _Tries) -> None:
        self._seconds = None
        if fault_of(error) is not Fault.PASSING:
            # No record is at fault, or isolation would have found it. If this were raised, FastStream would redeliver
            # the batch immediately and forever, and no status would show it.
            log.error("inbox_failed", consumer=self.consumer, exc_info=error)
            await self.halt(describe(error))
            return
        failed_for = tries.fail()
        log.warning("inbox_retrying", consumer=self.consumer, error=describe(error), records=tries.size)
        if failed_for > self.longest_wait_seconds:
            self.halted = f"waiting for {failed_for:.0f} s: {describe(error)}"
        await self.unless_stopping(asyncio.sleep(tries.pause))
        tries.pause = min(tries.pause * 2, 30.0)

    async def halt(self, reason: str) -> None:
        """Report `reason` in status and log, and wait; the caller then retries. Raises `Stopping`."""
        self.halted = reason
        log.error("inbox_halted", consumer=self.consumer, reason=reason)
        await self.unless_stopping(asyncio.sleep(10 * self.retry_seconds))

    async def _wait_while_paused(self, reason: str) -> None:
        if self.paused != reason:
            log.warning("inbox_paused", consumer=self.consumer, reason=reason)
        self.paused = reason
        await self.unless_stopping(asyncio.sleep(PAUSE_POLL_INTERVAL_SECONDS))
