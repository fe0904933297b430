"""A cancellation that arrives while a client of aiokafka closes is kept: its tasks would never end."""

import asyncio

import pytest

from shared.kafka.reading import reading
from tests.core.ledger import TOPIC
from tests.core.ledger_under_test import Ledger


@pytest.mark.parametrize("steps", range(8))
async def test_a_reader_that_is_cancelled_while_it_closes_does_not_go_on(ledger: Ledger, steps: int) -> None:
    closing = asyncio.Event()

    async def read_and_go_on() -> None:
        async with reading(ledger.settings, "ledger") as kafka:
            assert [record async for record in kafka.records(ledger.settings.topic(TOPIC))] == []
            closing.set()
        await asyncio.sleep(60)

    task = asyncio.create_task(read_and_go_on())
    await closing.wait()
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=10)
    assert done == {task}
    assert task.cancelled()
