"""Recovering the log of a service after a database restore: it continues above every id that exists elsewhere."""

from dataclasses import dataclass, replace
from typing import Any

import asyncpg

from deploy.installation.service import connected, services_or_one, subscribed_topics
from deploy.installation.trouble import Trouble
from shared.contracts.topics import origin_of, own_topics
from shared.events.operating.status import RelayStatus, read_relay
from shared.events.operator_log import Operator
from shared.events.relay.generation import InKafka, Raised, fence_relay, inspect_kafka, raise_generation
from shared.events.relay.leadership import stop_leader
from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class Recovery:
    """The state of a log compared with Kafka and its readers; `done` is the result, and None in a dry run."""

    relay: RelayStatus
    in_kafka: InKafka
    newest_applied: int
    lost: int
    unsent: int
    done: Raised | None = None

    @property
    def newest_elsewhere(self) -> int:
        """The highest id outside of the log."""
        return max(self.in_kafka.newest, self.newest_applied)


async def recover(settings: Settings, service: str, operator: Operator, *, force: bool, dry_run: bool) -> Recovery:
    """Begin a new generation above every id in Kafka and at the readers. Raises `Trouble` when nothing is missing."""
    async with connected(settings, service, "owner") as owner:
        found = await _compare(settings, service, owner)
        # Lost events count too: after a restore, new events may have used ids beyond all those in Kafka.
        if not (found.lost or found.newest_elsewhere > found.relay.last_id or force):
            raise Trouble(
                f"The log of {service} has everything that Kafka and its readers have: there is nothing to recover. "
                "With --force it begins a new generation anyway"
            )
        if dry_run:
            return found
        await _stop_relay(owner, service)
        await fence_relay(settings, service, own_topics(settings, service))
        # Compared again, because the relay may have published more until it was fenced.
        found = await _compare(settings, service, owner)
        return replace(found, done=await _raise(owner, service, found, operator))


async def _raise(owner: "asyncpg.Connection[Any]", service: str, found: Recovery, operator: Operator) -> Raised:
    try:
        return await raise_generation(owner, found.newest_elsewhere, found.in_kafka.events, operator)
    except asyncpg.LockNotAvailableError as error:
        raise Trouble(
            f"A transaction that has written the log of {service} is still open: `sinergi relays blockers {service}` "
            "names it. End it, then try again; nothing has been changed"
        ) from error


async def _stop_relay(owner: "asyncpg.Connection[Any]", service: str) -> None:
    try:
        await stop_leader(owner, service)
    except TimeoutError as error:
        raise Trouble(
            f"The relay of {service} has a leader that does not stop: `sinergi relays list {service}` shows it. "
            "End that process, then try again"
        ) from error


async def _compare(settings: Settings, service: str, owner: "asyncpg.Connection[Any]") -> Recovery:
    applied = await _newest_applied(settings, service)
    in_kafka = await inspect_kafka(settings, service, owner, own_topics(settings, service))
    # Read after Kafka, so that a log that grows in between is never behind Kafka.
    relay = await read_relay(owner, service)
    events = list(in_kafka.events)
    lost = await owner.fetchval(
        "SELECT count(*) FROM unnest($1::uuid[]) AS k (id) WHERE NOT EXISTS "
        "(SELECT 1 FROM outbox AS o WHERE o.event_id = k.id)",
        list(in_kafka.current),
    )
    unsent = await owner.fetchval(
        "SELECT count(*) FROM outbox WHERE id > $1 AND NOT event_id = ANY ($2::uuid[])", relay.cursor, events
    )
    return Recovery(relay, in_kafka, applied, lost, unsent)


async def _newest_applied(settings: Settings, service: str) -> int:
    """The highest id of a service's log that any reader has applied."""
    newest = 0
    for reader in services_or_one(None):
        if service in subscribed_topics(settings, reader).values():
            async with connected(settings, reader) as connection:
                source = origin_of(settings, service).source
                query = "SELECT coalesce(max(last_id), 0) FROM inbox_mark WHERE source = $1"
                newest = max(newest, await connection.fetchval(query, source))
    return newest
