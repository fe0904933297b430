"""Sends record batches, one per partition, and waits for their acknowledgements, both with a time limit.

`send_batch` is four to five times as fast per record as `send`. An idempotent batch never expires by itself, so the
time limit is applied around it. After any error the producer is dropped; its sender and client are closed separately,
because a `stop()` that times out leaves them retrying forever.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, NamedTuple, TypeAlias

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from shared.kafka.closing import close
from shared.kafka.connection import client_arguments
from shared.kafka.liveness import sender_ended
from shared.operations.crash_points import crash_point
from shared.operations.errors import describe
from shared.operations.settings import Settings

Partition: TypeAlias = tuple[str, int]
MAX_BATCH_BYTES = 262_144


class Outgoing(NamedTuple):
    """One record to send; `timestamp` in milliseconds since the epoch."""

    key: bytes
    value: bytes
    headers: Sequence[tuple[str, bytes]]
    timestamp: int


class NotAcknowledged(Exception):
    """Kafka did not acknowledge all records in time; some may have arrived. Send again from the saved cursor."""


@asynccontextmanager
async def _in_time(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except (KafkaError, OSError, TimeoutError) as error:
        raise NotAcknowledged(describe(error)) from error


class Delivery:
    """Batches that were sent and await their acknowledgements."""

    def __init__(self, batches: "Sequence[asyncio.Future[Any]]") -> None:
        self._batches = batches

    async def acknowledged(self, seconds: float) -> None:
        """Return once all batches are acknowledged. Raises `NotAcknowledged`."""
        async with _in_time(seconds):
            await asyncio.gather(*self._batches)


class BatchProducer:
    """An idempotent producer with `acks=all`. After the first error, `drop` it and create another."""

    def __init__(self, settings: Settings, service: str) -> None:
        self._producer = AIOKafkaProducer(
            **client_arguments(settings, service),
            acks="all",
            enable_idempotence=True,
            max_batch_size=MAX_BATCH_BYTES,
            request_timeout_ms=10_000,
        )

    async def start(self) -> None:
        """Connect. Raises KafkaError."""
        await self._producer.start()

    async def partitions(self, topic: str) -> int:
        """Number of partitions of `topic`. Raises KafkaError when the topic is missing."""
        return len(await self._producer.partitions_for(topic))

    async def send(self, records: Iterable[tuple[Partition, Outgoing]], seconds: float) -> "Delivery":
        """Send all records in order; each partition sends its batches one by one. Raises `NotAcknowledged`."""
        async with _in_time(seconds):
            delivery = Delivery(await self._fill(records))
        crash_point("relay.after_sends")
        return delivery

    async def _fill(self, records: Iterable[tuple[Partition, Outgoing]]) -> list["asyncio.Future[Any]"]:
        """Fill one batch per partition; full batches are sent while the others are still being filled."""
        batches: dict[Partition, Any] = {}
        pending = []
        for partition, record in records:
            batch = batches.get(partition)
            if batch is None or not _append(batch, record):
                if batch is not None:
                    pending.append(await self._submit(partition, batch))
                batch = batches[partition] = self._producer.create_batch()
                if not _append(batch, record):
                    raise NotAcknowledged(
                        f"a record for {partition[0]} is larger than a batch of {MAX_BATCH_BYTES} bytes"
                    )
        for partition, batch in batches.items():
            pending.append(await self._submit(partition, batch))
        return pending

    async def _submit(self, partition: Partition, batch: Any) -> "asyncio.Future[Any]":
        topic, number = partition
        future: asyncio.Future[Any] = await self._producer.send_batch(batch, topic, partition=number)
        crash_point("relay.after_some_sends")
        # Nothing here waits, so without this the sender would start only after all batches are filled.
        await asyncio.sleep(0)
        return future

    def ended(self) -> bool:
        """Whether the sender task has ended by itself."""
        return sender_ended(self._producer)

    async def drop(self) -> None:
        """Close the connection without waiting for pending batches."""
        sender = self._producer._sender.sender_task
        if sender is not None:
            # The sender's own `close` would raise its cancellation here, and that would cancel the caller.
            sender.cancel()
            await asyncio.wait({sender}, timeout=5)
        # `stop` is never called; without this, aiokafka would warn of an unclosed producer on garbage collection.
        self._producer._closed = True
        with suppress(Exception):
            async with asyncio.timeout(5):
                await close(self._producer.client.close())


def _append(batch: Any, row: Outgoing) -> bool:
    appended = batch.append(key=row.key, value=row.value, timestamp=row.timestamp, headers=row.headers)
    return appended is not None
