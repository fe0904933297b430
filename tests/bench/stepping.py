"""The relay's steps one after the other, without its overlap, and a stopwatch: what each of them takes."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from shared.events.relay.chaining import chain, tails_of
from shared.events.relay.flow import ROWS, SEND_TIMEOUT_SECONDS
from shared.events.relay.horizon import Horizon
from shared.events.relay.leadership import Leadership
from shared.events.relay.log import read_complete
from shared.kafka.producer import BatchProducer
from shared.postgres.connections import connect
from tests.bench.events import say
from tests.bench.place import Ledger
from tests.core.ledger import PARTITIONS, TOPIC


@dataclass
class Stepping:
    """A leader that does one thing at a time."""

    ledger: Ledger
    leadership: Leadership
    producer: BatchProducer
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(("read", "encode", "send", "save"), 0.0))

    async def drain_rate(self, number: int) -> float:
        """Let `number` events be committed; return how many a second are then brought to Kafka, step by step."""
        last = await say(self.ledger, number)
        horizon = Horizon()
        began = time.perf_counter()
        while self.leadership.cursor < last:
            await self._step(horizon)
        return number / (time.perf_counter() - began)

    def shares(self) -> dict[str, float]:
        """The share of each kind of step in all that was drained so far."""
        return {f"share of {name}": value / sum(self.seconds.values()) for name, value in self.seconds.items()}

    async def _step(self, horizon: Horizon) -> None:
        marks = [time.perf_counter()]
        rows, complete = await read_complete(self.leadership.connection, self.leadership.cursor, ROWS, horizon)
        marks.append(time.perf_counter())
        partitions = {self.ledger.settings.topic(TOPIC): PARTITIONS}
        records = list(chain(rows, self.leadership.generation, dict(self.leadership.tails), partitions))
        marks.append(time.perf_counter())
        delivery = await self.producer.send(records, SEND_TIMEOUT_SECONDS)
        await delivery.acknowledged(SEND_TIMEOUT_SECONDS)
        marks.append(time.perf_counter())
        await self.leadership.save(complete, tails_of(rows))
        marks.append(time.perf_counter())
        for name, began, ended in zip(self.seconds, marks, marks[1:], strict=False):
            self.seconds[name] += ended - began


@asynccontextmanager
async def stepping(ledger: Ledger) -> AsyncIterator[Stepping]:
    """Lead a ledger that nobody else leads."""
    connection = await connect(ledger.settings, "ledger", "relay", "bench relay")
    leadership = await Leadership.try_take(connection, "ledger", "bench")
    assert leadership is not None
    producer = BatchProducer(ledger.settings, "ledger")
    await producer.start()
    try:
        yield Stepping(ledger, leadership, producer)
    finally:
        await producer.drop()
        await connection.close()
