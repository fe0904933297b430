"""A leader's flow from the log to Kafka: one task reads and sends, one awaits acknowledgements, one saves.

Steps are sent and acknowledged in order; the cursor is saved up to the last fully acknowledged step. When a step fails,
the acknowledged part of the log up to it is saved before the leader ends, so that a slow Kafka makes progress. If a
leader ends before it has saved an acknowledged step, the next leader sends that step again.
"""

import asyncio
import json
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import asyncpg

from shared.events import metrics
from shared.events.keys import ShardKey
from shared.events.nudge import NudgeListener
from shared.events.relay.chaining import chain, tails_of
from shared.events.relay.horizon import Horizon
from shared.events.relay.leadership import Fenced, Leadership
from shared.events.relay.log import read_complete
from shared.events.relay.step_size import StepSize
from shared.kafka.producer import BatchProducer, Delivery, NotAcknowledged
from shared.operations.crash_points import crash_point
from shared.operations.traces import continue_trace, record_span, traced
from shared.postgres.connections import TRANSIENT

STEPS_AHEAD = 1
"""Full steps queued behind the one whose acknowledgements are awaited; one more may be in sending."""
POLL_INTERVAL_SECONDS = 0.5
HOLE_POLL_INTERVAL_SECONDS = 0.01
"""While a transaction is awaited; doubled up to `POLL_INTERVAL_SECONDS`, because it may take hours."""
SAVE_INTERVAL_SECONDS = 0.005
"""Acknowledged steps wait this long, so that several are saved together."""
SEND_TIMEOUT_SECONDS = 20.0


def record_published(rows: Sequence[asyncpg.Record]) -> None:
    """Record the span of each event from its writing to Kafka's acknowledgement."""
    for row in rows:
        headers = json.loads(row["headers"])
        cause = headers["ce_traceparent"]
        attributes = {"event.id": headers["ce_id"], "log.id": row["id"], "topic": row["topic"]}
        span = continue_trace(cause, f"published {headers['ce_id']}")
        record_span(f"publish {headers['ce_type']}", span, cause, row["created_ms"] / 1000, attributes)


@dataclass(frozen=True, slots=True)
class RelayStep:
    """Rows of the log, and the highest id below which nothing can still be committed."""

    rows: Sequence[asyncpg.Record]
    complete_up_to: int
    full: bool
    """Whether the page of the log was full, so that the log continues behind it."""


class Flow:
    """The relay steps of one leader."""

    def __init__(self, leadership: Leadership, producer: BatchProducer, size: StepSize) -> None:
        self._leadership = leadership
        self._producer = producer
        self._size = size
        self._listener = NudgeListener()
        self._horizon = Horizon()
        self._hole_interval = HOLE_POLL_INTERVAL_SECONDS
        # A copy, because these tails follow the sent events; the tails of the leadership follow the saved ones.
        self._tails = dict(leadership.tails)
        self._sent: asyncio.Queue[tuple[RelayStep, Delivery]] = asyncio.Queue(STEPS_AHEAD)
        # Also the step that is just being sent, which is not in the queue yet.
        self._under_way: deque[tuple[RelayStep, Delivery]] = deque()
        self._acknowledged = leadership.cursor
        self._unsaved_tails: dict[ShardKey, int] = {}
        self._to_save = asyncio.Event()
        # One session holds the leader's lock, reads and saves; it can run one statement at a time.
        self._session = asyncio.Lock()

    async def run(self, service: str) -> None:
        """Relay until an operator pauses the relay; everything sent by then is saved before this returns."""
        await self._listener.listen(self._leadership.connection, service)
        try:
            async with asyncio.TaskGroup() as together:
                meanwhile = [together.create_task(self._take_acknowledgements()), together.create_task(self._save())]
                await self._send_until_paused()
                # Wait for a save in progress: cancelling it would lose the tails that were handed to it.
                async with self._session:
                    for task in meanwhile:
                        task.cancel()
        # The relay decides by the exception's class whether the error is transient; a group would hide the class.
        except ExceptionGroup as failures:
            failure = failures.exceptions[0]
            if isinstance(failure, NotAcknowledged):
                self._size.halve()
                await self._save_acknowledged_part()
            raise failure from None
        await self._save_now()

    async def _send_until_paused(self) -> None:
        reached = self._leadership.cursor
        while not self._leadership.paused:
            if self._producer.must_renew:
                await self._sent.join()
                await self._producer.renew(SEND_TIMEOUT_SECONDS)
            step = await self._read(reached)
            if step.complete_up_to > reached:
                reached = step.complete_up_to
                self._hole_interval = HOLE_POLL_INTERVAL_SECONDS
                await self._sent.put((step, await self._send(step)))
            if not step.full:
                # End of the log. Events committed while Kafka answers form one step, and a nudge announces them.
                await self._sent.join()
                await self._wait()
        await self._sent.join()

    async def _take_acknowledgements(self) -> None:
        while True:
            step, delivery = await self._sent.get()
            await delivery.acknowledged(SEND_TIMEOUT_SECONDS)
            crash_point("relay.after_acknowledgements")
            self._under_way.popleft()
            if step.full:
                self._size.grow()
            self._note_acknowledged(step.rows, step.complete_up_to)
            self._to_save.set()
            # Last, because on a pause `join` returns here and the save that follows must include this step.
            self._sent.task_done()

    async def _save(self) -> None:
        while True:
            await self._to_save.wait()
            await asyncio.sleep(SAVE_INTERVAL_SECONDS)
            await self._save_now()

    def _note_acknowledged(self, rows: Sequence[asyncpg.Record], up_to: int) -> None:
        metrics.observe_relayed(rows)
        if traced():
            record_published(rows)
        self._acknowledged = up_to
        self._unsaved_tails |= tails_of(rows)

    async def _save_now(self) -> None:
        async with self._session:
            # No await between these two lines, or the saved tails would be ahead of their cursor.
            self._to_save.clear()
            cursor, tails, self._unsaved_tails = self._acknowledged, self._unsaved_tails, {}
            try:
                await self._leadership.save(cursor, tails)
            except BaseException:
                # A failure of Kafka cancels a save, and is followed by another one, which must include these tails.
                self._unsaved_tails = tails | self._unsaved_tails
                raise
        crash_point("relay.after_save")
        metrics.CURSOR.set(cursor)

    async def _save_acknowledged_part(self) -> None:
        """Save what Kafka acknowledged of the steps under way, up to the first record that it did not."""
        for step, delivery in self._under_way:
            acknowledged = delivery.acknowledged_records()
            if acknowledged < len(step.rows):
                if rows := step.rows[:acknowledged]:
                    self._note_acknowledged(rows, rows[-1]["id"])
                break
            self._note_acknowledged(step.rows, step.complete_up_to)
        # The next leader begins at the cursor in any case; without this save it sends more records a second time.
        with suppress(Fenced, *TRANSIENT):
            await self._save_now()

    async def _read(self, after: int) -> RelayStep:
        async with self._session:
            rows, up_to = await read_complete(self._leadership.connection, after, self._size.limit, self._horizon)
        crash_point("relay.after_read")
        return RelayStep(rows, up_to, self._size.observe(rows))

    async def _send(self, step: RelayStep) -> Delivery:
        delivery = self._producer.new_delivery()
        self._under_way.append((step, delivery))
        topics = {row["topic"] for row in step.rows}
        partitions = {topic: await self._producer.partitions(topic, SEND_TIMEOUT_SECONDS) for topic in topics}
        records = chain(step.rows, self._leadership.generation, self._tails, partitions)
        await self._producer.send(records, delivery, SEND_TIMEOUT_SECONDS)
        return delivery

    async def _wait(self) -> None:
        """Wait for the next nudge or the poll interval, which is short at first while a hole is open."""
        nudged = await self._listener.nudged_within(self._next_interval())
        if self._horizon.open or not nudged:
            async with self._session:
                await self._leadership.refresh()

    def _next_interval(self) -> float:
        if not self._horizon.open:
            self._hole_interval = HOLE_POLL_INTERVAL_SECONDS
            return POLL_INTERVAL_SECONDS
        interval = self._hole_interval
        self._hole_interval = min(interval * 2, POLL_INTERVAL_SECONDS)
        return interval
