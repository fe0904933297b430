"""Reading topics from outside of any group: every record up to the end that there is now, or the last that fits."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from typing import TypeVar

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.kafka.connection import client_arguments
from shared.operations.settings import Settings

FIRST_LOOK = 64
"""Records from the end of a partition at first; doubled for as long as none of them fits."""
END_MILLISECONDS = 10
T = TypeVar("T")
Offsets = Mapping[TopicPartition, int]


class Reading:
    """A connection that reads and leaves no trace: it is in no group and commits nothing."""

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self._consumer = consumer

    async def records(self, topic: str, since_ms: int | None = None) -> AsyncIterator[ConsumerRecord]:
        """The records of a topic, partition by partition: all, or from the first one on that bears a time since then.

        `since_ms` are milliseconds since 1970. Raises KafkaError, also where the topic is missing.
        """
        places = await self._places(topic)
        starts, ends = await self._starts(places, since_ms), await self._consumer.end_offsets(places)
        async for record in self._between(starts, ends):
            yield record

    async def last(self, topics: Collection[str], read: Callable[[ConsumerRecord], T | None]) -> list[T]:
        """Of each partition what `read` makes of the last record that is not None to it. Raises KafkaError."""
        places = [place for topic in topics for place in await self._places(topic)]
        begins, ends = await self._consumer.beginning_offsets(places), await self._consumer.end_offsets(places)
        found: dict[TopicPartition, T] = {}
        look = FIRST_LOOK
        while starts := {place: max(begins[place], end - look) for place, end in ends.items() if begins[place] < end}:
            async for record in self._between(starts, ends):
                if (last := read(record)) is not None:
                    found[TopicPartition(record.topic, record.partition)] = last
            ends, look = {place: start for place, start in starts.items() if place not in found}, look * 2
        return list(found.values())

    async def _places(self, topic: str) -> list[TopicPartition]:
        # The public `partitions_for_topic` asks nobody, and answers None for a topic that this client has not met yet.
        numbers = await self._consumer._client._wait_on_metadata(topic)
        return [TopicPartition(topic, number) for number in sorted(numbers)]

    async def _starts(self, places: list[TopicPartition], since_ms: int | None) -> Offsets:
        if since_ms is None:
            beginnings: Offsets = await self._consumer.beginning_offsets(places)
            return beginnings
        found = await self._consumer.offsets_for_times(dict.fromkeys(places, since_ms))
        return {place: first.offset for place, first in found.items() if first is not None}

    async def _between(self, starts: Offsets, ends: Offsets) -> AsyncIterator[ConsumerRecord]:
        for place, start in starts.items():
            if start >= ends[place]:
                continue
            self._consumer.assign([place])
            self._consumer.seek(place, start)
            while await self._consumer.position(place) < ends[place]:
                polled = await self._consumer.getmany(place, timeout_ms=1_000)
                for record in polled.get(place, []):
                    if record.offset < ends[place]:
                        yield record


@asynccontextmanager
async def reading(settings: Settings, service: str) -> AsyncIterator[Reading]:
    """Connect as a service, which may read what it owns and what it subscribes to. Raises KafkaError."""
    # At the end of a partition the client has asked for more already, and until the broker has waited for it in vain,
    # half a second by default, it answers nothing about the next one.
    consumer = AIOKafkaConsumer(
        **client_arguments(settings, service), enable_auto_commit=False, fetch_max_wait_ms=END_MILLISECONDS
    )
    try:
        await consumer.start()
        yield Reading(consumer)
    finally:
        await consumer.stop()
