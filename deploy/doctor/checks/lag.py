"""Lag: relays without a leader or behind, and consumers that are behind, held by a gap or paused."""

from collections.abc import AsyncIterator, Iterator

from deploy.doctor.check import Check, Finding
from deploy.operating.consumers import ConsumerStatus, list_consumers
from deploy.operating.relays import ServiceRelay, list_relays
from shared.events.operating.status import Watermark
from shared.operations.settings import Settings

LATE_SECONDS = 60.0
"""An event that waits longer is a fault: relay and consumers need milliseconds, and a restart needs seconds."""


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """Relays first: consumers cannot be behind in unpublished events."""
    for relay in await list_relays(settings, None):
        for found in _relay(relay):
            yield found
    for consumer in await list_consumers(settings, None):
        for found in _consumer(consumer):
            yield found


def _relay(each: ServiceRelay) -> Iterator[Finding]:
    service, relay = each.service, each.relay
    if relay.paused:
        yield Finding(
            f"the relay of {service} is paused: {relay.paused}", f'`sinergi relays resume {service} --reason "…"`'
        )
    elif not relay.leads:
        yield Finding(
            f"the relay of {service} has no leader",
            f"start a worker of {service}; if its log has relay_refuses_to_lead, the database was restored: "
            f'`sinergi events recover {service} --reason "…" --dry-run`',
        )
    elif (relay.oldest_unrelayed_seconds or 0) > LATE_SECONDS:
        waits = f"a transaction is open ({relay.blocked_by.application})" if relay.blocked_by else "Kafka is silent"
        yield Finding(
            f"{relay.backlog} events of {service} wait for Kafka, the oldest {relay.oldest_unrelayed_seconds:.0f} s",
            f"{waits}: `sinergi relays blockers {service}`, then the log of the worker",
        )


def _consumer(each: ConsumerStatus) -> Iterator[Finding]:
    if each.paused:
        yield Finding(
            f"the consumer {each.consumer} is paused: {each.paused}",
            f'`sinergi consumers resume {each.consumer} --reason "…"`',
        )
        return
    for mark in each.topics:
        yield from _mark(each.consumer, mark)


def _mark(consumer: str, mark: Watermark) -> Iterator[Finding]:
    if (mark.oldest_seconds or 0) > LATE_SECONDS:
        yield Finding(
            f"{consumer} has yet to apply {mark.lag} events of {mark.topic}, oldest {mark.oldest_seconds:.0f} s",
            f"start a worker of {consumer}, and look for inbox_retrying, inbox_record_slow or inbox_halted in its log",
        )
    if mark.held_shards:
        yield Finding(
            f"{consumer} holds {len(mark.held_shards)} shards of {mark.topic} behind a gap",
            "start the api of the topic's owner, and check SINERGI_FEEDS and its feed password: the gap fills itself",
        )
    if mark.ahead_shards or mark.earlier_shards:
        yield Finding(
            f"{consumer} has applied events of {mark.topic} that the owner's log has lost",
            "the owner's database was restored: `sinergi events recover`, then decide whether to rebuild projections",
        )


CHECK = Check("lag", "relays and consumers: who leads, what waits, what is held or paused", find)
