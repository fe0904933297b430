"""Reading topics from outside of any group: every record of a partition, up to the end that it has now."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.kafka.connection import client_arguments
from shared.operations.settings import Settings


class Reading:
    """A connection that reads and leaves no trace: it is in no group and commits nothing."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self._consumer = consumer

    async def partitions(self, topic: str) -> list[int]:
        """The partitions of a topic, in order. Raises KafkaError where it is missing."""
        return sorted(await self._consumer._client._wait_on_metadata(topic))

    async def records(self, topic: str, partition: int, since_ms: int | None = None) -> AsyncIterator[ConsumerRecord]:
        """The records of a partition, from the first one that bears a time since `since_ms` on, or from the first."""
        place = TopicPartition(topic, partition)
        start, end = await self._start(place, since_ms), (await self._consumer.end_offsets([place]))[place]
        if start is None or start >= end:
            return
        self._consumer.assign([place])
        self._consumer.seek(place, start)
        while await self._consumer.position(place) < end:
            polled = await self._consumer.getmany(place, timeout_ms=1_000)
            for record in polled.get(place, []):
                if record.offset < end:
                    yield record

    async def _start(self, place: TopicPartition, since_ms: int | None) -> int | None:
        if since_ms is None:
            return int((await self._consumer.beginning_offsets([place]))[place])
        found = (await self._consumer.offsets_for_times({place: since_ms}))[place]
        return None if found is None else int(found.offset)


@asynccontextmanager
async def reading(settings: Settings, service: str) -> AsyncIterator[Reading]:
    """Connect as a service, which may read what it owns and what it subscribes to. Raises KafkaError."""
    consumer = AIOKafkaConsumer(**client_arguments(settings, service), enable_auto_commit=False)
    await consumer.start()
    try:
        yield Reading(consumer)
    finally:
        await consumer.stop()
