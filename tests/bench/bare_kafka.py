"""The peer of the relay: aiokafka alone, with the relay's own settings, and the same records already in memory."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaProducer

from shared.kafka.connection import client_arguments
from shared.kafka.producer import MAX_BATCH_BYTES, Outgoing, Partition
from shared.operations.settings import Settings


@asynccontextmanager
async def bare_producer(settings: Settings) -> AsyncIterator[AIOKafkaProducer]:
    """A producer that is started."""
    producer = AIOKafkaProducer(
        **client_arguments(settings, "ledger"), acks="all", enable_idempotence=True, max_batch_size=MAX_BATCH_BYTES
    )
    await producer.start()
    try:
        yield producer
    finally:
        await producer.stop()


async def send_batches(producer: AIOKafkaProducer, records: Sequence[tuple[Partition, Outgoing]]) -> None:
    """Send everything, batches of all partitions side by side, and wait for all acknowledgements."""
    batches: dict[Partition, Any] = {}
    pending = []
    for partition, record in records:
        batch = batches.get(partition)
        if batch is None or not _append(batch, record):
            if batch is not None:
                pending.append(await _send(producer, partition, batch))
            batch = batches[partition] = producer.create_batch()
            _append(batch, record)
    for partition, batch in batches.items():
        pending.append(await _send(producer, partition, batch))
    await asyncio.gather(*pending)


async def _send(producer: AIOKafkaProducer, partition: Partition, batch: Any) -> "asyncio.Future[Any]":
    topic, number = partition
    future: asyncio.Future[Any] = await producer.send_batch(batch, topic, partition=number)
    # Filling never waits, so without this the sender would begin only when everything is filled.
    await asyncio.sleep(0)
    return future


def _append(batch: Any, record: Outgoing) -> bool:
    added = batch.append(key=record.key, value=record.value, timestamp=record.timestamp, headers=record.headers)
    return added is not None
