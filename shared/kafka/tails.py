"""Reading the ends of topics: the last record of each partition that fits, looking further back where it must."""

from collections.abc import Callable, Collection

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from shared.kafka.connection import client_arguments
from shared.operations.settings import Settings

FIRST_LOOK = 64
"""Records from the end at first; doubled for as long as none of them fits."""


async def last_records(
    settings: Settings, service: str, topics: Collection[str], fits: Callable[[ConsumerRecord], bool]
) -> list[ConsumerRecord]:
    """The last record that `fits` in each partition of `topics` that has one. Raises KafkaError."""
    consumer = AIOKafkaConsumer(**client_arguments(settings, service), enable_auto_commit=False)
    await consumer.start()
    try:
        found = []
        for topic in topics:
            for partition in await _partitions(consumer, topic):
                record = await _last(consumer, partition, fits)
                if record is not None:
                    found.append(record)
        return found
    finally:
        await consumer.stop()


async def _partitions(consumer: AIOKafkaConsumer, topic: str) -> list[TopicPartition]:
    # The public `partitions_for_topic` asks nobody, and answers None for a topic that this client has not met yet.
    numbers = await consumer._client._wait_on_metadata(topic)
    return [TopicPartition(topic, number) for number in sorted(numbers)]


async def _last(
    consumer: AIOKafkaConsumer, place: TopicPartition, fits: Callable[[ConsumerRecord], bool]
) -> ConsumerRecord | None:
    begin = (await consumer.beginning_offsets([place]))[place]
    end = (await consumer.end_offsets([place]))[place]
    look = FIRST_LOOK
    while begin < end:
        start = max(begin, end - look)
        matching = [record for record in await _read(consumer, place, start, end) if fits(record)]
        if matching or start == begin:
            return matching[-1] if matching else None
        end, look = start, look * 2
    return None


async def _read(consumer: AIOKafkaConsumer, place: TopicPartition, start: int, end: int) -> list[ConsumerRecord]:
    consumer.assign([place])
    consumer.seek(place, start)
    records: list[ConsumerRecord] = []
    while await consumer.position(place) < end:
        polled = await consumer.getmany(place, timeout_ms=1_000)
        records.extend(record for record in polled.get(place, []) if record.offset < end)
    return records
