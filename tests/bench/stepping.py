"""The relay's steps in sequence, without overlap, each timed."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from shared.events.relay.chaining import chain, tails_of
from shared.events.relay.flow import SEND_TIMEOUT_SECONDS
from shared.events.relay.horizon import Horizon
from shared.events.relay.leadership import Leadership
from shared.events.relay.log import read_complete
from shared.events.relay.step_size import StepSize
from shared.kafka.producer import BatchProducer
from shared.postgres.connections import connect
from tests.bench.events import append_events
from tests.bench.ledgers import Ledger
from tests.core.ledger import PARTITIONS, TOPIC


@dataclass
class Stepping:
    """A leader that runs its steps in sequence."""

    ledger: Ledger
    leadership: Leadership
    producer: BatchProducer
    size: StepSize = field(default_factory=StepSize)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(("read", "encode", "send", "save"), 0.0))

    async def drain_rate(self, number: int) -> float:
        """Commit `number` events; return the events per second relayed to Kafka step by step."""
        last = await append_events(self.ledger, number)
        horizon = Horizon()
        began = time.perf_counter()
        while self.leadership.cursor < last:
            await self._step(horizon)
        return number / (time.perf_counter() - began)

    def shares(self) -> dict[str, float]:
        """The share of each kind of step in the total time so far."""
        return {f"share of {name}": value / sum(self.seconds.values()) for name, value in self.seconds.items()}

    async def _step(self, horizon: Horizon) -> None:
        times = [time.perf_counter()]
        rows, complete = await read_complete(
            self.leadership.connection, self.leadership.cursor, self.size.limit, horizon
        )
        self.size.observe(rows)
        times.append(time.perf_counter())
        partitions = {self.ledger.settings.topic(TOPIC): PARTITIONS}
        records = list(chain(rows, self.leadership.generation, dict(self.leadership.tails), partitions))
        times.append(time.perf_counter())
        delivery = self.producer.new_delivery()
        await self.producer.send(records, delivery, SEND_TIMEOUT_SECONDS)
        await delivery.acknowledged(SEND_TIMEOUT_SECONDS)
        times.append(time.perf_counter())
        await self.leadership.save(complete, tails_of(rows))
        times.append(time.perf_counter())
        for name, began, ended in zip(self.seconds, times, times[1:], strict=False):
            self.seconds[name] += ended - began


@asynccontextmanager
async def stepping(ledger: Ledger) -> AsyncIterator[Stepping]:
    """Lead a ledger that no one else leads."""
    connection = await connect(ledger.settings, "ledger", "relay", "bench relay")
    leadership = await Leadership.try_take(connection, "ledger", "bench")
    assert leadership is not None
    producer = BatchProducer(ledger.settings, "ledger", [ledger.settings.topic(TOPIC)])
    await producer.start()
    try:
        yield Stepping(ledger, leadership, producer)
    finally:
        await producer.drop()
        await connection.close()
