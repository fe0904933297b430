"""The inbox: applies a polled batch, each event once and in the order of its key, in one transaction with the marks.

A record is applied if the chain continues at the mark, skipped if it was applied before, and its shard is held if
records are missing. A record that cannot be applied is parked and never blocks another key. After a transient error the
batch is retried.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import structlog

from shared.events import metrics
from shared.events.envelope import Cause, Envelope, Unreadable, open_envelope
from shared.events.inbox.attempt import Dispatcher, Failure
from shared.events.inbox.marks import load_offsets, lock_marks, save_marks, save_offsets
from shared.events.inbox.parking import ParkingReason, lock_parked_keys, park
from shared.events.inbox.verdict import ChainVerdict, ShardMark
from shared.events.record import Record
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.operations.crash_points import crash_point
from shared.operations.traces import continue_trace
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
A = TypeVar("A")

PAUSE_POLL_INTERVAL_SECONDS = 0.5


class Halted(Exception):
    """The consumer stops because continuing would lose events; an operator has to intervene."""


class Paused(Exception):
    """An operator has paused the consumer; the message names the operator, the time and the reason."""


class _Unappliable(Exception):
    """A record of the batch cannot be applied: retry in isolation to find and park it."""


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
    halted: str | None = None
    paused: str | None = None
    _parked_at: deque[float] = field(default_factory=deque, init=False)

    async def offsets(self) -> dict[tuple[str, int], int]:
        """The next offset per topic and partition, as saved with the effects."""
        async with self.units.pool.acquire() as connection:
            return await load_offsets(connection, self.consumer)

    def budget_left(self) -> int:
        """Number of records that may still be parked now."""
        while self._parked_at and self._parked_at[0] <= time.monotonic() - self.parking_seconds:
            self._parked_at.popleft()
        return self.parking_budget - len(self._parked_at)

    def spend(self, parked: int) -> None:
        """Count parked records against the budget."""
        self._parked_at.extend([time.monotonic()] * parked)

    async def apply(self, records: Sequence[Record]) -> None:
        """Apply a polled batch, retrying as long as it takes; returns once it is committed."""
        isolate, pause = False, self.retry_seconds / 10
        # While we retry we do not poll. After `max_poll_interval_ms` the group reassigns our partitions and another
        # consumer may apply the batch; the marks then show it as applied.
        while True:
            try:
                await _Batch(self, records, isolate=isolate).run()
            except _Unappliable:
                isolate = True
            except Paused as reason:
                await self._wait_while_paused(str(reason))
            except TRANSIENT as error:
                log.warning("inbox_retrying", consumer=self.consumer, error=str(error) or type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 30.0)
            except Halted as reason:
                await self.halt(str(reason))
            except Exception as error:
                # No record is at fault, or isolation would have found it. If this were raised, FastStream would
                # redeliver the batch immediately and forever, and no status would show it.
                log.exception("inbox_failed", consumer=self.consumer)
                await self.halt(f"{type(error).__name__}: {error}")
            else:
                self.halted = self.paused = None
                return

    async def halt(self, reason: str) -> None:
        """Report `reason` in status and log, and wait; the caller then retries."""
        self.halted = reason
        log.error("inbox_halted", consumer=self.consumer, reason=reason)
        await asyncio.sleep(10 * self.retry_seconds)

    async def _wait_while_paused(self, reason: str) -> None:
        if self.paused != reason:
            log.warning("inbox_paused", consumer=self.consumer, reason=reason)
        self.paused = reason
        await asyncio.sleep(PAUSE_POLL_INTERVAL_SECONDS)


class _Batch(Generic[A]):
    """One attempt at a batch. In isolation each record has a savepoint, to find the one that fails."""

    def __init__(self, inbox: Inbox[A], records: Sequence[Record], *, isolate: bool) -> None:
        self.inbox = inbox
        self.isolate = isolate
        self.records = records
        self.opened = [(record, _open(record)) for record in records]
        self.applied: list[Envelope] = []
        self.spent = 0
        self.counts: dict[str, int] = dict.fromkeys(("applied", "ignored", "duplicate", "parked", "gap", "refused"), 0)

    async def run(self) -> None:
        first = self.records[0]
        cause = Cause(f"batch:{first.topic}:{first.partition}:{first.offset}", "", continue_trace(None))
        async with self.inbox.units.open(self.inbox.actor, cause) as work:
            await self._lock(work)
            for record, envelope in self.opened:
                await self._take(work, record, envelope)
            crash_point("inbox.after_effect")
            await save_marks(work.connection, self.inbox.consumer, self.marks)
            await save_offsets(work.connection, self.inbox.consumer, self._offsets())
        crash_point("inbox.after_commit")
        self._report()

    def _offsets(self) -> dict[tuple[str, int], int]:
        """The next offset per partition; records from a feed have no partition."""
        return {(record.topic, record.partition): record.offset + 1 for record in self.records if record.partition >= 0}

    def _report(self) -> None:
        """Count and log the outcome after the commit."""
        consumer = self.inbox.consumer
        self.inbox.spend(self.spent)
        metrics.count_batch(consumer, self.counts, len(self.records))
        metrics.observe_ages(consumer, [envelope.recorded_time for envelope in self.applied], self.inbox.units.clock())
        if log.is_enabled_for(logging.DEBUG):
            for envelope in self.applied:
                log.debug("event_applied", consumer=consumer, event_id=str(envelope.id), type=envelope.type)

    async def _lock(self, work: UnitOfWork[A]) -> None:
        envelopes = [envelope for _, envelope in self.opened if isinstance(envelope, Envelope)]
        shards = {(envelope.topic, envelope.chain.shard) for envelope in envelopes}
        # Marks first, then the rows of parked keys, both before any effect: a rebuild locks them in the same order.
        self.marks = await lock_marks(work.connection, self.inbox.consumer, shards)
        # Locking reads the latest committed mark, so nothing is applied after a pause has been committed.
        for mark in self.marks.values():
            if mark.paused:
                raise Paused(mark.paused)
        keys = {(record.topic, record.key_text) for record in self.records}
        self.parked_keys = await lock_parked_keys(work.connection, self.inbox.consumer, keys)

    async def _take(self, work: UnitOfWork[A], record: Record, envelope: Envelope | Unreadable) -> None:
        if isinstance(envelope, Unreadable):
            await self._park(work, record, "unreadable", str(envelope))
            return
        mark = self.marks.get((envelope.topic, envelope.chain.shard))
        if mark is None or mark.source != envelope.chain.source:
            await self._park(
                work, record, "unreadable", f"source {envelope.chain.source} is not the owner of this topic"
            )
            return
        match mark.judge(envelope.chain):
            case ChainVerdict.APPLY:
                await self._apply(work, record, envelope)
                # Also for a parked record: otherwise the next record of the shard would look like a gap.
                mark.advance(envelope.chain)
            case ChainVerdict.DUPLICATE:
                self.counts["duplicate"] += 1
            case ChainVerdict.OLD_GENERATION:
                self.counts["refused"] += 1
            case ChainVerdict.GAP:
                self._hold(mark, envelope)

    def _hold(self, mark: ShardMark, envelope: Envelope) -> None:
        """Hold the shard and drop the record: earlier ones are missing, and the refill from the feed includes it."""
        self.counts["gap"] += 1
        if not mark.held:
            log.warning(
                "gap_found", topic=envelope.topic, shard=envelope.chain.shard, at=envelope.chain.id, last=mark.last_id
            )
        mark.held = True

    async def _apply(self, work: UnitOfWork[A], record: Record, envelope: Envelope) -> None:
        if (record.topic, record.key_text) in self.parked_keys:
            await self._park(work, record, "behind", "an earlier record of this key is parked")
            return
        dispatcher = self.inbox.dispatcher
        failure = dispatcher.check_type(envelope)
        if failure is None and envelope.type not in dispatcher.handlers:
            self.counts["ignored"] += 1
            return
        if failure is None:
            failure = await self._handle(work, record, envelope)
        if failure:
            await self._park(work, record, failure.reason, failure.detail)
        else:
            self.counts["applied"] += 1
            self.applied.append(envelope)

    async def _handle(self, work: UnitOfWork[A], record: Record, envelope: Envelope) -> Failure | None:
        """Apply a record. An error rolls the batch back for a retry in isolation, where it fails this record only."""
        if self.isolate:
            return await self.inbox.dispatcher.handle_in_savepoint(work, record, envelope)
        try:
            await self.inbox.dispatcher.handle(work, record, envelope)
        except TRANSIENT:
            raise
        except Exception as error:
            raise _Unappliable from error
        return None

    async def _park(self, work: UnitOfWork[A], record: Record, reason: ParkingReason, detail: str) -> None:
        self.counts["parked"] += 1
        self.spent += reason != "behind"
        # Raised inside the transaction, so that everything this batch has parked is rolled back too.
        if self.spent > self.inbox.budget_left():
            limit = f"{self.inbox.parking_budget} in {self.inbox.parking_seconds:.0f} s"
            raise Halted(f"more records than {limit} cannot be applied: {detail}")
        await park(work.connection, self.inbox.consumer, record, reason, detail)
        if reason != "unreadable":
            self.parked_keys.add((record.topic, record.key_text))
        log.warning("record_parked", topic=record.topic, offset=record.offset, reason=reason, detail=detail)


def _open(record: Record) -> Envelope | Unreadable:
    try:
        return open_envelope(record.topic, record.key, record.headers)
    except Unreadable as error:
        return error
