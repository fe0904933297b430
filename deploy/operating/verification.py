"""Comparing the log of a service with Kafka, and with what its readers have applied."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from deploy.installation.service import connected, services_or_one, subscribed_topics
from deploy.operating.consumers import ConsumerStatus, consumer_status
from shared.contracts.topics import origin_of, own_topics
from shared.events.operating.verify import Verification, Verified
from shared.events.relay.horizon import sequence_fault
from shared.kafka.reading import reading
from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class ServiceVerified:
    """The result for a service's log: its topics in Kafka, and how far each reader has come.

    `sequence_fault` states why the log's ids are not safe, or is None.
    """

    service: str
    topics: list[Verified]
    readers: dict[str, ConsumerStatus]
    sequence_fault: str | None

    @property
    def whole(self) -> bool:
        """Whether nothing is missing in Kafka, no reader is beyond the log, and its ids are safe."""
        ahead = any(mark.ahead_shards for reader in self.readers.values() for mark in reader.topics)
        return not ahead and self.sequence_fault is None and all(topic.whole for topic in self.topics)


async def verify(
    settings: Settings, service: str | None, from_id: int, show: Callable[[str, int], None]
) -> list[ServiceVerified]:
    """Verify the log of one service, or all logs."""
    return [await _verify(settings, name, from_id, show) for name in services_or_one(service)]


async def _verify(settings: Settings, service: str, from_id: int, show: Callable[[str, int], None]) -> ServiceVerified:
    source, topics = origin_of(settings, service).source, []
    async with connected(settings, service) as log, reading(settings, service) as kafka:
        for topic in own_topics(settings, service):
            walk = Verification(log, source, topic, lambda records, topic=topic: show(topic, records))  # type: ignore[misc]
            topics.append(await walk.run(kafka, from_id))
        fault = await sequence_fault(log)
    readers = [name for name in services_or_one(None) if service in subscribed_topics(settings, name).values()]
    statuses = await asyncio.gather(*(consumer_status(settings, name, owner=service) for name in readers))
    return ServiceVerified(service, topics, dict(zip(readers, statuses, strict=True)), fault)
