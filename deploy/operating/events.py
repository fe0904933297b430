"""`sinergi events`: how relays and consumers stand, pausing them, who holds a relay up, and whether Kafka is whole."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from deploy.installation.service import chosen, connected, heard_topics
from deploy.installation.trouble import Trouble
from shared.contracts.topics import origin_of, own_topics
from shared.events.operating.parked import count_parked
from shared.events.operating.pausing import pause_consumer, pause_relay, resume_consumer, resume_relay
from shared.events.operating.status import (
    Blocker,
    RelayStatus,
    Watermark,
    read_blockers,
    read_consumer_pause,
    read_marks,
    read_relay,
    read_watermark,
)
from shared.events.operating.verify import Verification, Verified
from shared.events.operator_log import ManualOperation, Operator, list_operations
from shared.kafka.reading import reading
from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class ConsumerStatus:
    """How a service's inbox stands."""

    paused: str | None
    parked: dict[str, int]
    topics: list[Watermark]


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """How a service's relay and inbox stand."""

    service: str
    relay: RelayStatus
    consumer: ConsumerStatus


@dataclass(frozen=True, slots=True)
class ServiceVerified:
    """What a walk along a service's log found: its topics in Kafka, and by reader how far each has come."""

    service: str
    topics: list[Verified]
    readers: dict[str, ConsumerStatus]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing in Kafka, and no reader is beyond the log."""
        ahead = any(mark.ahead_shards for reader in self.readers.values() for mark in reader.topics)
        return not ahead and all(topic.whole for topic in self.topics)


async def status(settings: Settings, service: str | None) -> list[ServiceStatus]:
    """How one service stands, or all."""
    return [await _status_of(settings, name) for name in chosen(service)]


async def _status_of(settings: Settings, service: str) -> ServiceStatus:
    async with connected(settings, service) as connection:
        relay = await read_relay(connection, service)
    return ServiceStatus(service, relay, await consumer_status(settings, service))


async def consumer_status(settings: Settings, service: str, owner: str | None = None) -> ConsumerStatus:
    """How a service's inbox stands, in all its topics or in those of one owner."""
    watermarks = []
    async with connected(settings, service) as connection:
        for topic, owned_by in heard_topics(settings, service).items():
            if owner in (None, owned_by):
                # Marks before the log: the other way round, what is applied meanwhile would seem to lie beyond the log.
                marks = await read_marks(connection, service, topic)
                async with connected(settings, owned_by) as log:
                    watermarks.append(await read_watermark(log, topic, marks))
        paused = await read_consumer_pause(connection, service)
        return ConsumerStatus(paused, await count_parked(connection, service), watermarks)


async def blockers(settings: Settings, service: str | None) -> list[tuple[str, Blocker]]:
    """Who has written a log and has not ended, by service."""
    found = []
    for name in chosen(service):
        async with connected(settings, name) as connection:
            found += [(name, blocker) for blocker in await read_blockers(connection)]
    return found


async def pause(settings: Settings, service: str, by: Operator, *, consumer: bool, dry_run: bool) -> str:
    """Pause a service's relay or its consumer; says what is so now. Raises `Trouble` when it is paused already."""
    part = _part(service, consumer=consumer)
    paused = await _pause_of(settings, service, consumer=consumer)
    if paused:
        raise Trouble(f"{part} is paused already, by {paused}")
    if dry_run:
        return f"{part} goes on; it would be paused"
    if consumer:
        async with connected(settings, service) as app:
            if not await pause_consumer(app, service, by):
                raise Trouble(f"{part} has no marks yet: its worker has never run, there is nothing to pause")
    else:
        # The app role may only read the relay's row: no request can pause a relay, nor move its cursor.
        async with connected(settings, service, "owner") as owner:
            await pause_relay(owner, by)
    return f"{part} is paused"


async def resume(settings: Settings, service: str, by: Operator, *, consumer: bool, dry_run: bool) -> str:
    """Resume it; says what is so now. Raises `Trouble` when it is not paused."""
    part = _part(service, consumer=consumer)
    paused = await _pause_of(settings, service, consumer=consumer)
    if not paused:
        raise Trouble(f"{part} is not paused")
    if dry_run:
        return f"{part} is paused by {paused}; it would be resumed"
    async with connected(settings, service, "app" if consumer else "owner") as connection:
        await (resume_consumer(connection, service, by) if consumer else resume_relay(connection, by))
    return f"{part} is resumed"


async def history(settings: Settings, service: str | None, limit: int) -> list[tuple[str, ManualOperation]]:
    """What was done by hand in one service, or in all: so many operations at most, the newest first."""
    found: list[tuple[str, ManualOperation]] = []
    for name in chosen(service):
        async with connected(settings, name) as connection:
            found += [(name, operation) for operation in await list_operations(connection, limit)]
    return sorted(found, key=lambda one: one[1].at, reverse=True)[:limit]


def _part(service: str, *, consumer: bool) -> str:
    return f"the {'consumer' if consumer else 'relay'} of {service}"


async def _pause_of(settings: Settings, service: str, *, consumer: bool) -> str | None:
    async with connected(settings, service) as connection:
        if consumer:
            return await read_consumer_pause(connection, service)
        return (await read_relay(connection, service)).paused


async def verify(
    settings: Settings, service: str | None, from_id: int, watch: Callable[[str, int], None]
) -> list[ServiceVerified]:
    """Walk one service's log, or all."""
    return [await _verify(settings, name, from_id, watch) for name in chosen(service)]


async def _verify(settings: Settings, service: str, from_id: int, watch: Callable[[str, int], None]) -> ServiceVerified:
    source, topics = origin_of(settings, service).source, []
    async with connected(settings, service) as log, reading(settings, service) as kafka:
        for topic in own_topics(settings, service):
            walk = Verification(log, source, topic, lambda records, topic=topic: watch(topic, records))  # type: ignore[misc]
            topics.append(await walk.run(kafka, from_id))
    readers = [name for name in chosen(None) if service in heard_topics(settings, name).values()]
    statuses = await asyncio.gather(*(consumer_status(settings, name, owner=service) for name in readers))
    return ServiceVerified(service, topics, dict(zip(readers, statuses, strict=True)))
