"""A leader's flow from the log to Kafka: reading and sending, taking acknowledgements, and saving, each a task.

Steps are sent and acknowledged in their order; the cursor is saved up to the last one of which all is acknowledged.
What is acknowledged but not saved when a leader ends is sent once more by the next, as after a lost answer.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from shared.events import metrics
from shared.events.nudge import Alarm
from shared.events.relay.chaining import chain, tails_of
from shared.events.relay.horizon import Horizon
from shared.events.relay.leadership import Leadership, Shard
from shared.events.relay.log import read_complete
from shared.kafka.producer import BatchProducer, Delivery
from shared.operations.crash_points import crash_point

ROWS = 8000
STEPS_AHEAD = 1
"""Full steps that wait behind the one whose acknowledgements are awaited, beside the one being sent."""
POLL_SECONDS = 0.5
HOLE_SECONDS = 0.01
SAVE_SECONDS = 0.005
"""How long what is acknowledged waits for more, to be saved together."""
SEND_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Step:
    """Rows of the log, and the id up to which they and the ids that are dead make it complete."""

    rows: Sequence[asyncpg.Record]
    complete: int


class Flow:
    """The steps of one leader."""

    def __init__(self, leadership: Leadership, producer: BatchProducer) -> None:
        self._leadership = leadership
        self._producer = producer
        self._alarm = Alarm()
        self._horizon = Horizon()
        # A copy: these run ahead with what is sent, the leadership's own say what is saved.
        self._tails = dict(leadership.tails)
        self._sent: asyncio.Queue[tuple[Step, Delivery]] = asyncio.Queue(STEPS_AHEAD)
        self._acknowledged = leadership.cursor
        self._unsaved_tails: dict[Shard, int] = {}
        self._to_save = asyncio.Event()
        # The session that holds the leader's lock is the only one that reads and saves, a statement at a time.
        self._session = asyncio.Lock()

    async def run(self, service: str) -> None:
        """Relay until an operator's pause; then all that was sent is saved."""
        await self._alarm.listen(self._leadership.connection, service)
        try:
            async with asyncio.TaskGroup() as together:
                meanwhile = [together.create_task(self._take_acknowledgements()), together.create_task(self._save())]
                await self._send_until_paused()
                # Not in the middle of a save, which would be lost with the tails that it was given.
                async with self._session:
                    for task in meanwhile:
                        task.cancel()
        # The relay tells by its class what passes from what does not, and a group would hide it.
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None
        await self._save_now()

    async def _send_until_paused(self) -> None:
        reached = self._leadership.cursor
        while not self._leadership.paused:
            step = await self._read(reached)
            if step.complete > reached:
                reached = step.complete
                await self._sent.put((step, await self._send(step.rows)))
            if len(step.rows) < ROWS:
                # The end is reached: what is committed while Kafka answers makes one step, and rings when it is there.
                await self._sent.join()
                await self._wait()
        await self._sent.join()

    async def _take_acknowledgements(self) -> None:
        while True:
            step, delivery = await self._sent.get()
            await delivery.acknowledged(SEND_SECONDS)
            crash_point("relay.after_acknowledgements")
            metrics.observe_relayed(step.rows)
            self._acknowledged = step.complete
            self._unsaved_tails |= tails_of(step.rows)
            self._to_save.set()
            # Last: at a pause, who joins the queue saves next, and must find this step among what is to be saved.
            self._sent.task_done()

    async def _save(self) -> None:
        while True:
            await self._to_save.wait()
            await asyncio.sleep(SAVE_SECONDS)
            await self._save_now()

    async def _save_now(self) -> None:
        async with self._session:
            # Nothing may be awaited until both are taken, or tails would be saved that are ahead of their cursor. They
            # need not be put back where the save fails: that ends the leader.
            self._to_save.clear()
            cursor, tails, self._unsaved_tails = self._acknowledged, self._unsaved_tails, {}
            await self._leadership.save(cursor, tails)
        crash_point("relay.after_save")
        metrics.CURSOR.set(cursor)

    async def _read(self, after: int) -> Step:
        async with self._session:
            rows, complete = await read_complete(self._leadership.connection, after, ROWS, self._horizon)
        crash_point("relay.after_read")
        return Step(rows, complete)

    async def _send(self, rows: Sequence[asyncpg.Record]) -> Delivery:
        partitions = {topic: await self._producer.partitions(topic) for topic in {row["topic"] for row in rows}}
        records = chain(rows, self._leadership.generation, self._tails, partitions)
        return await self._producer.send(records, SEND_SECONDS)

    async def _wait(self) -> None:
        """Wait for the next nudge; when none comes look now and then, at a hole often."""
        rung = await self._alarm.rings_within(HOLE_SECONDS if self._horizon.open else POLL_SECONDS)
        if self._horizon.open or not rung:
            async with self._session:
                await self._leadership.look()
