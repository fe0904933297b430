"""FastStream's batch path against raw `getmany`: both poll, open each envelope, validate each payload, and commit.

There is no database: the comparison concerns the delivery of batches to the inbox, not the inbox.
"""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from pydantic import BaseModel, TypeAdapter

from deploy.local.stack import Stack
from shared.events.envelope import open_envelope
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.subscription import MAX_RECORDS, POLL_TIMEOUT_MS, make_broker, subscribe
from shared.events.inbox.subscription import _record as as_record
from shared.events.record import Record
from tests.bench.consuming import assigned_consumer, filled_topic
from tests.bench.finding import Finding, Goal, Side
from tests.bench.ledgers import Ledger
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale
from tests.core.ledger import PARTITIONS, TOPIC

GOAL = Goal("at least", 0.95)


class Number(BaseModel):
    """The payload, as a contract would have it."""

    key: str
    number: int
    note: str


NUMBER = TypeAdapter(Number)


@dataclass
class Counting:
    """Receives batches like an inbox, validates and counts them; the first batch only starts the clock."""

    topic: str
    wanted: int
    done: asyncio.Event = field(default_factory=asyncio.Event)
    _counted: int = 0
    _began: float = 0.0
    _ended: float = 0.0

    @property
    def rate(self) -> float:
        return self._counted / (self._ended - self._began)

    async def offsets(self) -> dict[tuple[str, int], int]:
        """Offset 0 for all partitions, independent of the group's commits."""
        return {(self.topic, partition): 0 for partition in range(PARTITIONS)}

    async def unless_stopping(self, waiting: Coroutine[Any, Any, Any]) -> Any:
        """Await it: this consumer stops after its last record."""
        return await waiting

    async def apply(self, records: Sequence[Record]) -> None:
        """Validate a batch."""
        if self.done.is_set():
            return
        for record in records:
            open_envelope(record.topic, record.key, record.headers)
            NUMBER.validate_json(record.value)
        self._count(len(records))

    def _count(self, records: int) -> None:
        self._ended = time.perf_counter()
        if not self._began:
            self._began = self._ended
            return
        self._counted += records
        if self._counted >= self.wanted - MAX_RECORDS:
            self.done.set()


async def compare_batch_paths(stack: Stack, scale: Scale) -> list[Finding]:
    """Deliver the same records to the same validation."""
    async with filled_topic(stack, scale.delivered) as ledger:
        given = await in_turn(
            scale.rounds,
            ours=partial(_by_faststream, ledger, scale.delivered),
            raw=partial(_by_getmany, ledger, scale.delivered),
        )
    return [
        Finding(
            "delivering batches to the inbox",
            "records/s",
            Side("FastStream's batch path", given["ours"]),
            Side("getmany", given["raw"]),
            GOAL,
        )
    ]


async def _by_faststream(ledger: Ledger, records: int) -> float:
    settings = ledger.settings
    topic = settings.topic(TOPIC)
    counting = Counting(topic, records)
    broker = make_broker(settings, "reader")
    subscribe(broker, settings.group("reader"), [topic], cast("Inbox[Any]", counting))
    async with broker:
        await broker.start()
        await counting.done.wait()
    return counting.rate


async def _by_getmany(ledger: Ledger, records: int) -> float:
    counting = Counting(ledger.settings.topic(TOPIC), records)
    async with assigned_consumer(ledger) as consumer:
        await consumer.seek_to_beginning()
        while not counting.done.is_set():
            polled = await consumer.getmany(timeout_ms=POLL_TIMEOUT_MS, max_records=MAX_RECORDS)
            taken = [as_record(record) for some in polled.values() for record in some]
            if taken:
                await counting.apply(taken)
                await consumer.commit()
    return counting.rate
