"""Sending record batches, one per partition, and waiting for all acknowledgements within a time limit.

`send_batch` is four to five times as fast per record as `send`. An idempotent batch never expires by itself, so the
limit stands around it; after any error the producer is dropped, its sender and client closed one by one, because a
`stop()` that times out leaves them retrying for ever.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from shared.kafka.connection import client_arguments
from shared.operations.crash_points import crash_point
from shared.operations.settings import Settings

Partition: TypeAlias = tuple[str, int]
MAX_BATCH_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One record to send; `timestamp` in milliseconds since the epoch."""

    key: bytes
    value: bytes
    headers: Sequence[tuple[str, bytes]]
    timestamp: int


class NotAcknowledged(Exception):
    """Kafka did not acknowledge everything in time; what arrived is unknown, send again from the saved cursor."""


class BatchProducer:
    """An idempotent producer with `acks=all`. Use it until the first error, then `drop` it and make another."""

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
        """How many partitions `topic` has. Raises KafkaError where the topic is missing."""
        return len(await self._producer.partitions_for(topic))

    async def send(self, records: Mapping[Partition, Sequence[Outgoing]], seconds: float) -> None:
        """Send everything and wait for all acknowledgements. Raises `NotAcknowledged`."""
        try:
            async with asyncio.timeout(seconds):
                pending = []
                for place, rows in records.items():
                    pending.extend(await self._fill(place, rows))
                    crash_point("relay.after_some_sends")
                crash_point("relay.after_sends")
                await asyncio.gather(*pending)
        except (KafkaError, OSError, TimeoutError) as error:
            raise NotAcknowledged(f"{type(error).__name__}: {error}") from error

    async def _fill(self, place: Partition, rows: Sequence[Outgoing]) -> list["asyncio.Future[Any]"]:
        topic, partition = place
        futures = []
        batch = self._producer.create_batch()
        for row in rows:
            if not _append(batch, row):
                futures.append(await self._producer.send_batch(batch, topic, partition=partition))
                batch = self._producer.create_batch()
                _append(batch, row)
        if batch.record_count():
            futures.append(await self._producer.send_batch(batch, topic, partition=partition))
        return futures

    async def drop(self) -> None:
        """Close the connection without waiting for what is under way."""
        with suppress(Exception):
            async with asyncio.timeout(5):
                await self._producer._sender.close()
        with suppress(Exception):
            async with asyncio.timeout(5):
                await self._producer.client.close()
        self._producer._closed = True


def _append(batch: Any, row: Outgoing) -> bool:
    appended = batch.append(key=row.key, value=row.value, timestamp=row.timestamp, headers=row.headers)
    return appended is not None
