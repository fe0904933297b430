"""The flow saves only acknowledged steps, and sends ahead without waiting for acknowledgement or save."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

import asyncpg
import pytest

from shared.events.relay import flow
from shared.events.relay.flow import STEPS_AHEAD, Flow
from shared.events.relay.leadership import Leadership
from shared.kafka.producer import BatchProducer, Delivery, NotAcknowledged, Outgoing, Partition
from shared.postgres.connections import connect
from tests.core.in_process import emit
from tests.core.ledger import PARTITIONS, Counted
from tests.core.ledger_under_test import Ledger


@dataclass
class Kafka:
    """Accepts sent records, and acknowledges or refuses them when a test says so."""

    sent: list[list[int]] = field(default_factory=list)
    acknowledge: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    refuses: int | None = None

    async def partitions(self, _topic: str) -> int:
        return PARTITIONS

    async def send(self, records: Iterable[tuple[Partition, Outgoing]], _seconds: float) -> "FakeDelivery":
        self.sent.append([int(dict(record.headers)["ce_chainid"]) for _, record in records])
        return FakeDelivery(self, refused=len(self.sent) == self.refuses)

    async def until_sent(self, steps: int) -> None:
        async with asyncio.timeout(20):
            while len(self.sent) < steps:
                await asyncio.sleep(0.01)


@dataclass
class FakeDelivery:
    kafka: Kafka
    refused: bool

    async def acknowledged(self, _seconds: float) -> None:
        if self.refused:
            await asyncio.sleep(0.2)
            raise NotAcknowledged
        await self.kafka.acknowledge.acquire()


class Hasty(Flow):
    """Saves a step before it is acknowledged."""

    async def _send(self, rows: Sequence[asyncpg.Record]) -> Delivery:
        delivery = await super()._send(rows)
        self._acknowledged = rows[-1]["id"]
        await self._save_now()
        return delivery


@asynccontextmanager
async def flowing(ledger: Ledger, kafka: Kafka, kind: type[Flow] = Flow) -> AsyncIterator["asyncio.Task[None]"]:
    connection = await connect(ledger.settings, "ledger", "relay", "test")
    leadership = await Leadership.try_take(connection, "ledger", "test")
    assert leadership is not None
    task = asyncio.create_task(kind(leadership, cast("BatchProducer", kafka)).run("ledger"))
    yield task
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
    monkeypatch.setattr(flow, "ROWS", 2)


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
