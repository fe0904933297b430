"""A leader's flow from the log to Kafka, step by step: while Kafka answers to one, the one before is saved and the next
is read.

A step is begun only when all of the one before is acknowledged, and saved only when all of it is: in order, never ahead
of Kafka. What is acknowledged but not saved when a leader ends is sent once more by the next, as after a lost answer.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import structlog

from shared.events import metrics
from shared.events.chaining import chain, tails_of
from shared.events.horizon import Horizon
from shared.events.leadership import Leadership
from shared.events.log import read_complete
from shared.events.nudge import Alarm
from shared.kafka.producer import BatchProducer
from shared.operations.crash_points import crash_point

log = structlog.get_logger()

ROWS = 4000
POLL_SECONDS = 0.5
HOLE_SECONDS = 0.01
SAVE_SECONDS = 0.005
"""How long what is acknowledged waits for a next step, to be saved while Kafka answers to that one."""
SEND_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Step:
    """Rows of the log, and the id up to which they and the ids that are dead make it complete."""

    rows: Sequence[asyncpg.Record]
    complete: int


class Flow:
    """The steps of one leader."""

    def __init__(self, leadership: Leadership, producer: BatchProducer, source: str) -> None:
        self._leadership = leadership
        self._producer = producer
        self._source = source
        self._alarm = Alarm()
        self._horizon = Horizon()
        self._tails = dict(leadership.tails)
        self._unsaved: Step | None = None
        self._save_at = 0.0

    async def run(self, channel: str) -> None:
        """Relay until an operator's pause; then all that was sent is saved."""
        await self._alarm.listen(self._leadership.connection, channel)
        acknowledged = self._leadership.cursor
        step = await self._read(acknowledged)
        while not self._leadership.paused:
            if step.complete > acknowledged:
                following = await self._send_and_meanwhile_read(step)
                acknowledged, step = step.complete, following
            else:
                await self._wait()
                step = await self._read(acknowledged)
        await self._save()

    async def _read(self, after: int) -> Step:
        rows, complete = await read_complete(self._leadership.connection, after, ROWS, self._horizon)
        crash_point("relay.after_read")
        metrics.observe_waiting(rows)
        return Step(rows, complete)

    async def _send_and_meanwhile_read(self, step: Step) -> Step:
        try:
            async with asyncio.TaskGroup() as together:
                together.create_task(self._send(step.rows))
                reading = together.create_task(self._save_and_read(step.complete))
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None
        self._unsaved, self._save_at = step, time.monotonic() + SAVE_SECONDS
        return reading.result()

    async def _send(self, rows: Sequence[asyncpg.Record]) -> None:
        partitions = {topic: await self._producer.partitions(topic) for topic in {row["topic"] for row in rows}}
        records = chain(rows, self._source, self._leadership.generation, self._tails, partitions)
        await self._producer.send(records, SEND_SECONDS)
        crash_point("relay.after_acknowledgements")
        metrics.observe_relayed(rows)

    async def _save_and_read(self, after: int) -> Step:
        await self._save()
        return await self._read(after)

    async def _save(self) -> None:
        if self._unsaved is not None:
            step, self._unsaved = self._unsaved, None
            await self._leadership.save(step.complete, tails_of(step.rows))
            crash_point("relay.after_save")
            metrics.CURSOR.set(step.complete)

    async def _wait(self) -> None:
        """Wait for the next nudge. When none comes soon, save; then look now and then, at a hole often."""
        if self._unsaved is not None:
            if not await self._alarm.rings_within(self._save_at - time.monotonic()):
                await self._save()
        else:
            rung = await self._alarm.rings_within(HOLE_SECONDS if self._horizon.open else POLL_SECONDS)
            if self._horizon.open or not rung:
                await self._leadership.look()
