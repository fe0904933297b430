"""Reads topics without a consumer group: all records up to the current end, or the most recent matching ones."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from typing import TypeVar

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.kafka.closing import close, start_client
from shared.kafka.connection import client_arguments
from shared.operations.settings import Settings

FIRST_LOOK = 64
"""Records read first from the end of a partition; doubled until one matches."""
END_MILLISECONDS = 10
T = TypeVar("T")
Offsets = Mapping[TopicPartition, int]


class Reading:
    """A read-only connection: it belongs to no group and commits no offsets."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self._consumer = consumer

    async def records(self, topic: str, since_ms: int | None = None) -> AsyncIterator[ConsumerRecord]:
        """The records of a topic, partition by partition: all, or from the first one at or after `since_ms`.

        `since_ms` is a timestamp in milliseconds since 1970. Raises KafkaError, also when the topic is missing.
        """
        partitions = await self._partitions(topic)
        starts, ends = await self._starts(partitions, since_ms), await self._consumer.end_offsets(partitions)
        async for record in self._between(starts, ends):
            yield record

    async def recent(self, topics: Collection[str], read: Callable[[ConsumerRecord], T | None]) -> list[T]:
        """The results of `read`, without None, for the last records of each partition. Raises KafkaError.

        In a partition without a result among its last `FIRST_LOOK` records, twice as many are read, and so on. So
        `read` must match a common record: one that matches rarely makes this read the whole topic.
        """
        partitions = [partition for topic in topics for partition in await self._partitions(topic)]
        begins, ends = await self._consumer.beginning_offsets(partitions), await self._consumer.end_offsets(partitions)
        found: dict[TopicPartition, list[T]] = {}
        look = FIRST_LOOK
        while starts := {
            partition: max(begins[partition], end - look) for partition, end in ends.items() if begins[partition] < end
        }:
            async for record in self._between(starts, ends):
                if (result := read(record)) is not None:
                    found.setdefault(TopicPartition(record.topic, record.partition), []).append(result)
            ends, look = {partition: start for partition, start in starts.items() if partition not in found}, look * 2
        return [result for results in found.values() for result in results]

    async def _partitions(self, topic: str) -> list[TopicPartition]:
        # The public `partitions_for_topic` uses the local cache only; it returns None for a topic not used before.
        numbers = await self._consumer._client._wait_on_metadata(topic)
        return [TopicPartition(topic, number) for number in sorted(numbers)]

    async def _starts(self, partitions: list[TopicPartition], since_ms: int | None) -> Offsets:
        if since_ms is None:
            beginnings: Offsets = await self._consumer.beginning_offsets(partitions)
            return beginnings
        found = await self._consumer.offsets_for_times(dict.fromkeys(partitions, since_ms))
        return {partition: first.offset for partition, first in found.items() if first is not None}

    async def _between(self, starts: Offsets, ends: Offsets) -> AsyncIterator[ConsumerRecord]:
        for partition, start in starts.items():
            if start >= ends[partition]:
                continue
            self._consumer.assign([partition])
            self._consumer.seek(partition, start)
            while await self._consumer.position(partition) < ends[partition]:
                # Short, because the client waits for records also when it has just passed a producer's marker.
                polled = await self._consumer.getmany(partition, timeout_ms=END_MILLISECONDS)
                for record in polled.get(partition, []):
                    if record.offset < ends[partition]:
                        yield record


@asynccontextmanager
async def reading(settings: Settings, service: str) -> AsyncIterator[Reading]:
    """Connect as a service, which may read its own topics and those it subscribes to. Raises KafkaError."""
    # At the end of a partition the client has already requested more records. Until this request times out, half a
    # second by default, the broker answers nothing about the next partition.
    consumer = AIOKafkaConsumer(
        **client_arguments(settings, service), enable_auto_commit=False, fetch_max_wait_ms=END_MILLISECONDS
    )
    try:
        await start_client(consumer.start())
        yield Reading(consumer)
    finally:
        await close(consumer.stop())
