"""The flow saves only what Kafka acknowledged, and sends ahead without waiting for acknowledgement or save.

A step that Kafka does not take makes the next one smaller, and the part that it took is saved.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, cast

import pytest

from shared.events.relay import flow, step_size
from shared.events.relay.flow import STEPS_AHEAD, Flow, RelayStep
from shared.events.relay.leadership import Leadership
from shared.events.relay.log import read_complete
from shared.events.relay.step_size import StepSize
from shared.kafka.producer import BatchProducer, Delivery, NotAcknowledged, Outgoing, Partition
from shared.postgres.connections import connect
from tests.core.in_process import emit
from tests.core.ledger import CAUSE, PARTITIONS, Counted, units_of
from tests.core.ledger_under_test import Ledger


@dataclass
class Kafka:
    """Accepts sent records, one batch a partition and step, and acknowledges or refuses them as a test asks."""

    sent: list[list[int]] = field(default_factory=list)
    acknowledge: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    refuses: int | None = None
    takes_at_most: int | None = None
    """Records of a step; the batches after them are not acknowledged in time."""

    must_renew = False

    async def partitions(self, _topic: str, _seconds: float) -> int:
        return PARTITIONS

    def new_delivery(self) -> "FakeDelivery":
        return FakeDelivery(self)

    async def send(self, records: Iterable[tuple[Partition, Outgoing]], delivery: "FakeDelivery", _: float) -> None:
        ids = [int(dict(record.headers)["ce_chainid"]) for _, record in records]
        self.sent.append(ids)
        delivery.refused = len(self.sent) == self.refuses
        for ordinal in range(len(ids)):
            delivery.begin(ordinal)
            delivery.sent(ordinal, asyncio.get_running_loop().create_future())
        delivery.end(len(ids))

    async def until_sent(self, steps: int) -> None:
        async with asyncio.timeout(20):
            while len(self.sent) < steps:
                await asyncio.sleep(0.01)


class FakeDelivery(Delivery):
    def __init__(self, kafka: Kafka) -> None:
        super().__init__()
        self.kafka = kafka
        self.refused = False

    async def acknowledged(self, seconds: float) -> None:
        if self.refused:
            await asyncio.sleep(0.2)
            raise NotAcknowledged
        if self.kafka.takes_at_most is None:
            await self.kafka.acknowledge.acquire()
            return
        await asyncio.sleep(0.01)
        for batch in list(self._batches.values())[: self.kafka.takes_at_most]:
            assert batch is not None
            batch.set_result(None)
        await super().acknowledged(0.05)


class Hasty(Flow):
    """Saves a step before it is acknowledged."""

    async def _send(self, step: RelayStep) -> Delivery:
        delivery = await super()._send(step)
        self._acknowledged = step.rows[-1]["id"]
        await self._save_now()
        return delivery


@asynccontextmanager
async def flowing(
    ledger: Ledger, kafka: Kafka, kind: type[Flow] = Flow, size: StepSize | None = None
) -> AsyncIterator["asyncio.Task[None]"]:
    connection = await connect(ledger.settings, "ledger", "relay", "test")
    leadership = await Leadership.try_take(connection, "ledger", "test")
    assert leadership is not None
    task = asyncio.create_task(kind(leadership, cast("BatchProducer", kafka), size or StepSize()).run("ledger"))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        connection.terminate()


async def until_saved(ledger: Ledger, wanted: int) -> None:
    async def check() -> bool:
        return await cursor(ledger) == wanted

    await ledger.eventually(check)


async def cursor(ledger: Ledger) -> int:
    return int((await ledger.fetch("ledger", "SELECT cursor FROM relay"))[0][0])


@pytest.fixture(autouse=True)
def _steps_of_two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step_size, "MOST_ROWS", 2)


async def test_steps_are_sent_ahead_and_each_is_saved_once_it_is_acknowledged(ledger: Ledger) -> None:
    await emit(ledger, *(Counted("key", number) for number in range(6)))
    kafka = Kafka()
    async with flowing(ledger, kafka):
        await kafka.until_sent(3)
        for saved in (0, 2, 4):
            await until_saved(ledger, saved)
            await asyncio.sleep(0.1)
            assert await cursor(ledger) == saved
            kafka.acknowledge.release()
        await until_saved(ledger, 6)
    assert kafka.sent == [[1, 2], [3, 4], [5, 6]]


async def test_the_number_of_steps_sent_ahead_is_limited(ledger: Ledger) -> None:
    await emit(ledger, *(Counted("key", number) for number in range(20)))
    kafka = Kafka()
    async with flowing(ledger, kafka):
        await kafka.until_sent(STEPS_AHEAD + 2)
        await asyncio.sleep(0.2)
        assert len(kafka.sent) == STEPS_AHEAD + 2


async def test_an_unacknowledged_step_is_never_saved_and_ends_the_flow(ledger: Ledger) -> None:
    assert await _refused_at_the_second_step(ledger, Flow) == 2


async def test_control_a_flow_that_saves_ahead_skips_the_refused_step(ledger: Ledger) -> None:
    assert await _refused_at_the_second_step(ledger, Hasty) == 6


async def _refused_at_the_second_step(ledger: Ledger, kind: type[Flow]) -> int:
    """Let Kafka acknowledge the first of three steps and refuse the second; return the cursor for the next leader."""
    await emit(ledger, *(Counted("key", number) for number in range(6)))
    kafka = Kafka(refuses=2)
    kafka.acknowledge.release()
    async with flowing(ledger, kafka, kind) as task:
        with pytest.raises(NotAcknowledged):
            await task
    assert kafka.sent == [[1, 2], [3, 4], [5, 6]]
    return await cursor(ledger)


async def test_a_transaction_that_stays_open_is_looked_at_ever_less_often(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a fixed pause of ten milliseconds, a prepared transaction would keep a core busy for hours."""
    looks: list[float] = []

    async def counted_look(*arguments: Any) -> Any:
        looks.append(asyncio.get_running_loop().time())
        return await read_complete(*arguments)

    monkeypatch.setattr(flow, "read_complete", counted_look)
    await emit(ledger, Counted("key", 1))
    kafka = Kafka(takes_at_most=2)
    async with units_of(ledger.settings, "ledger") as units, flowing(ledger, kafka):
        await until_saved(ledger, 1)
        async with units.open("writer", CAUSE) as work:
            work.emit(Counted("key", 2))
            await work.flush()
            await emit(ledger, Counted("other", 3))
            begun = len(looks)
            await asyncio.sleep(2.5)
            awaited = looks[begun:]
            work.discard_after(0)
        await kafka.until_sent(2)
        await until_saved(ledger, 3)
    assert len(awaited) < 20
    assert awaited[-1] - awaited[-2] > 0.4


async def test_what_kafka_acknowledged_of_a_failed_step_is_saved(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a step that is too large for the line would begin again from its first record, for ever."""
    monkeypatch.setattr(step_size, "MOST_ROWS", 4)
    await emit(ledger, *(Counted("key", number) for number in range(4)))
    async with flowing(ledger, Kafka(takes_at_most=3)) as task:
        with pytest.raises(NotAcknowledged):
            await task
    assert await cursor(ledger) == 3
    tails = await ledger.fetch("ledger", "SELECT max(last_id) FROM relay_tail")
    assert tails == [(3,)]


async def test_a_step_that_kafka_does_not_take_is_halved_until_it_does(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step_size, "MOST_ROWS", 100)
    monkeypatch.setattr(step_size, "LEAST_BYTES", 1)
    monkeypatch.setattr(step_size, "GROWTH_BYTES", 1)
    await emit(ledger, *(Counted("key", number) for number in range(60)))
    monkeypatch.setattr(step_size, "MOST_BYTES", await _bytes_of_the_log(ledger))
    kafka, size, first_steps = Kafka(takes_at_most=9), StepSize(), []
    async with asyncio.timeout(30):
        while await cursor(ledger) < 60:
            sent = len(kafka.sent)
            async with flowing(ledger, kafka, size=size) as task:
                await asyncio.wait({task}, timeout=1)
            first_steps.append(len(kafka.sent[sent]))
    assert first_steps[0] == 60
    assert all(later <= earlier // 2 + 1 for earlier, later in pairwise(first_steps))
    assert first_steps[-1] <= 9


async def _bytes_of_the_log(ledger: Ledger) -> int:
    rows = await ledger.fetch("ledger", "SELECT sum(octet_length(data) + octet_length(headers)) FROM outbox")
    return int(rows[0][0])
