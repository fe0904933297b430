"""One attempt at a batch: its records take effect in one transaction with the marks and offsets.

If the parking budget or the time runs out in the middle, the records before that point are committed. So a batch makes
progress at any size, and the next attempt has fresh time.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

import asyncpg
import structlog

from shared.events import metrics
from shared.events.envelope import Cause, Envelope, Unreadable, open_envelope
from shared.events.inbox.attempt import Dispatcher, Failure
from shared.events.inbox.budget import ParkingBudget
from shared.events.inbox.marks import lock_marks, save_marks, save_offsets
from shared.events.inbox.parking import ParkingReason, lock_parked_keys, park
from shared.events.inbox.verdict import ChainVerdict, ShardMark
from shared.events.record import Record
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.operations.crash_points import crash_point
from shared.operations.traces import continue_trace, record_span, traced
from shared.postgres.faults import Fault, fault_of

log = structlog.get_logger()
A = TypeVar("A")

COMMIT_AFTER_SECONDS = 1.0
"""A batch that takes longer is committed in parts: until the commit others wait for its locks (a reader who marks a
notice as read, another topic), and a fault undoes all of it. After an hour without a consumer, batches are full."""


class Halted(Exception):
    """The consumer stops because continuing would lose events; an operator has to intervene."""


class Paused(Exception):
    """An operator has paused the consumer; the message names the operator, the time and the reason."""


class Unappliable(Exception):
    """A record of the batch cannot be applied: retry in isolation to find it."""


class TooSlow(Exception):
    """The first record of the batch took longer than it may; the message states the time spent on it."""


class _NoBudget(Exception):
    """A record has to be parked, and the budget is used up."""


class _NoTime(Exception):
    """The time of the transaction has ended during a record."""


class Consumer(Protocol[A]):
    """The part of its inbox that a batch uses."""

    consumer: str
    units: UnitsOfWork[A]
    actor: A
    dispatcher: Dispatcher[A]
    parking_budget: int
    parking_seconds: float


class Batch(Generic[A]):
    """One attempt. In isolation each record has a savepoint, to find the one that fails.

    A `refusal` parks the first record for that reason, without trying it again.
    """

    def __init__(
        self, inbox: Consumer[A], records: Sequence[Record], seconds: float, *, isolate: bool, refusal: str | None
    ) -> None:
        self.inbox = inbox
        self.isolate = isolate
        self.refusal = refusal
        self.seconds = seconds
        self.records = records
        self.opened = [(record, _open(record)) for record in records]
        self.done = 0
        self.applied: list[Envelope] = []
        self.budget: ParkingBudget | None = None
        self.counts: dict[str, int] = dict.fromkeys(("applied", "ignored", "duplicate", "parked", "gap"), 0)

    async def run(self) -> int:
        """Apply the records; return how many of them are committed, which is at least one.

        Raises `Paused`, `Halted`, `TooSlow` or `Unappliable`, and every error that is not a record's fault.
        """
        first = self.records[0]
        cause = Cause(f"batch:{first.topic}:{first.partition}:{first.offset}", "", continue_trace(None))
        self.begun, self.begun_at = asyncio.get_running_loop().time(), time.time()
        self.deadline = self.begun + self.seconds
        async with self.inbox.units.open(self.inbox.actor, cause) as work:
            await self._lock(work)
            await self._take_in_time(work)
            crash_point("inbox.after_effect")
            await save_marks(work.connection, self.inbox.consumer, self.marks)
            await save_offsets(work.connection, self.inbox.consumer, self._offsets())
            if self.budget:
                await self.budget.save(work.connection, self.inbox.consumer)
        crash_point("inbox.after_commit")
        self._report()
        return self.done

    def _offsets(self) -> dict[tuple[str, int], int]:
        """The next offset per partition; records from a feed have no partition."""
        done = self.records[: self.done]
        return {(record.topic, record.partition): record.offset + 1 for record in done if record.partition >= 0}

    def _report(self) -> None:
        """Count and log the outcome after the commit."""
        consumer = self.inbox.consumer
        metrics.count_batch(consumer, self.counts, self.done)
        metrics.observe_ages(consumer, [envelope.recorded_time for envelope in self.applied], self.inbox.units.clock())
        if traced():
            for envelope in self.applied:
                self._record_span(envelope)
        if log.is_enabled_for(logging.DEBUG):
            for envelope in self.applied:
                ids = {"event_id": str(envelope.id), "correlation_id": envelope.cause.correlation_id}
                log.debug("event_applied", consumer=consumer, type=envelope.type, **ids)

    def _record_span(self, envelope: Envelope) -> None:
        consumer, cause = self.inbox.consumer, envelope.cause
        span = envelope.as_cause(consumer).traceparent
        attributes = {"event.id": str(envelope.id), "correlation.id": cause.correlation_id, "topic": envelope.topic}
        record_span(f"{consumer} applies {envelope.type}", span, cause.traceparent, self.begun_at, attributes)

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

    async def _take_in_time(self, work: UnitOfWork[A]) -> None:
        """Take the records, and stop before one that exceeds the budget or the time."""
        # One time limit for the whole batch: a limit for each record would cost as much as classifying it.
        limit = None if self.isolate else self.deadline
        try:
            async with asyncio.timeout_at(limit) as time:
                await self._take_all(work)
        except _NoBudget as reason:
            if not self.done:
                raise Halted(str(reason)) from None
        except _NoTime:
            if not self.done:
                lasted = asyncio.get_running_loop().time() - self.begun
                raise TooSlow(f"took longer than {lasted:.3g} s") from None
        except TimeoutError:
            if time.expired():
                raise Unappliable from None
            raise

    async def _take_all(self, work: UnitOfWork[A]) -> None:
        clock = asyncio.get_running_loop().time
        # At the most half of the time: the other is left to a record that is slow, and to the COMMIT.
        until = self.begun + min(COMMIT_AFTER_SECONDS, self.seconds / 2)
        for record, envelope in self.opened:
            if self.done and clock() > until:
                return
            await self._take(work, record, envelope)
            self.done += 1

    async def _take(self, work: UnitOfWork[A], record: Record, envelope: Envelope | Unreadable) -> None:
        if isinstance(envelope, Unreadable):
            await self._park(work, record, "unreadable", str(envelope))
            return
        mark = self.marks.get((envelope.topic, envelope.chain.shard))
        if mark is None or mark.source != envelope.chain.source:
            await self._park(
                work, record, "unreadable", f"source {envelope.chain.source} is not the owner of this topic"
            )
        elif not mark.is_plausible(envelope.chain):
            detail = f"generation {envelope.chain.generation} cannot follow {mark.generation}"
            await self._park(work, record, "unreadable", detail)
        else:
            await self._follow(work, record, envelope, mark)

    async def _follow(self, work: UnitOfWork[A], record: Record, envelope: Envelope, mark: ShardMark) -> None:
        """Apply, skip or drop the record, as its link in the chain states."""
        match mark.judge(envelope.chain):
            case ChainVerdict.APPLY:
                await self._apply(work, record, envelope)
                # Also for a parked record: otherwise the next record of the shard would look like a gap.
                mark.advance(envelope.chain)
            case ChainVerdict.DUPLICATE:
                self.counts["duplicate"] += 1
            case ChainVerdict.GAP | ChainVerdict.OLD_GENERATION:
                self._hold(mark, envelope)

    def _hold(self, mark: ShardMark, envelope: Envelope) -> None:
        """Hold the shard and drop the record: earlier ones are missing, and the refill from the feed includes it.

        A record of an older generation is not in the feed unless the log has it; the shard then stays held, visibly.
        """
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
        if self.refusal and not self.done:
            return Failure("refused", self.refusal)
        if self.isolate:
            return await self._handle_alone(work, record, envelope)
        try:
            await self.inbox.dispatcher.handle(work, record, envelope)
        # A statement that took too long is this record's until the retry in isolation shows otherwise.
        except (TimeoutError, asyncpg.QueryCanceledError) as error:
            raise Unappliable from error
        except Exception as error:
            if fault_of(error) is Fault.RECORD:
                raise Unappliable from error
            raise
        return None

    async def _handle_alone(self, work: UnitOfWork[A], record: Record, envelope: Envelope) -> Failure | None:
        emitted = work.emitted
        try:
            async with asyncio.timeout_at(self.deadline):
                return await self.inbox.dispatcher.handle_in_savepoint(work, record, envelope)
        except (TimeoutError, asyncpg.QueryCanceledError) as error:
            work.discard_after(emitted)
            raise _NoTime from error

    async def _park(self, work: UnitOfWork[A], record: Record, reason: ParkingReason, detail: str) -> None:
        if reason != "behind":
            await self._spend(work, detail)
        self.counts["parked"] += 1
        await park(work.connection, self.inbox.consumer, record, reason, detail)
        if reason != "unreadable":
            self.parked_keys.add((record.topic, record.key_text))
        log.warning("record_parked", topic=record.topic, offset=record.offset, reason=reason, detail=detail)

    async def _spend(self, work: UnitOfWork[A], detail: str) -> None:
        inbox = self.inbox
        if self.budget is None:
            self.budget = await ParkingBudget.lock(
                work.connection, inbox.consumer, inbox.parking_budget, inbox.parking_seconds
            )
        if not self.budget.spend():
            limit = f"{inbox.parking_budget} in {inbox.parking_seconds:.0f} s"
            raise _NoBudget(
                f"the next record cannot be applied, and the parking budget ({limit}) is used up: {detail}. Fix the "
                f"cause, or run `sinergi consumers allow-parking {inbox.consumer} --records … --reason …`"
            )


def _open(record: Record) -> Envelope | Unreadable:
    try:
        return open_envelope(record.topic, record.key, record.headers)
    except Unreadable as error:
        return error
