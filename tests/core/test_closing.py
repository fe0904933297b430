"""A client of aiokafka that closes loses no cancellation of its caller, and causes none."""

import asyncio

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import NodeNotReadyError

from shared.kafka.closing import close
from shared.kafka.reading import reading
from tests.core.ledger import TOPIC
from tests.core.ledger_under_test import Ledger


@pytest.mark.parametrize("steps", range(8))
async def test_a_reader_that_is_cancelled_while_it_closes_does_not_go_on(ledger: Ledger, steps: int) -> None:
    closes = asyncio.Event()

    async def read_and_go_on() -> None:
        async with reading(ledger.settings, "ledger") as kafka:
            assert [record async for record in kafka.records(ledger.settings.topic(TOPIC))] == []
            closes.set()
        await asyncio.sleep(60)

    task = asyncio.create_task(read_and_go_on())
    await closes.wait()
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=10)
    assert done == {task}
    assert task.cancelled()


async def test_a_reader_that_waits_for_its_next_try_closes_without_ending_its_caller(ledger: Ledger) -> None:
    """The client's own `stop` raises the CancelledError of the fetch that waits, as all do while Kafka is away."""
    refused = asyncio.Event()

    async def refuse(*_arguments: object) -> None:
        refused.set()
        raise NodeNotReadyError

    async with reading(ledger.settings, "ledger") as kafka:
        consumer = kafka._consumer
        partition = TopicPartition(ledger.settings.topic(TOPIC), 0)
        consumer.assign([partition])
        consumer.seek(partition, 0)
        consumer._client.send = refuse
        await refused.wait()
    task = asyncio.current_task()
    assert task is not None
    assert not task.cancelling()


async def test_what_never_closes_is_given_up() -> None:
    await close(asyncio.Event().wait(), 0.01)
