"""`sinergi generation`: a new life for a log that was restored, above whatever Kafka and its readers hold."""

from dataclasses import dataclass, replace
from typing import Any

import asyncpg

from deploy.installation.service import chosen, connected, heard_topics
from deploy.installation.trouble import Trouble
from shared.contracts.topics import origin_of, own_topics
from shared.events.operating.status import RelayStatus, read_relay
from shared.events.operator_log import Operator
from shared.events.relay.generation import InKafka, Raised, inspect_kafka, raise_generation
from shared.events.relay.leadership import stop_leader
from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class Raise:
    """What a raise saw, and what it did; nothing in a dry run."""

    relay: RelayStatus
    in_kafka: InKafka
    newest_applied: int
    lost: int
    unsent: int
    raised: Raised | None = None

    @property
    def above(self) -> int:
        """The highest id that anybody holds outside of the log."""
        return max(self.in_kafka.newest, self.newest_applied)


async def raise_(settings: Settings, service: str, by: Operator, *, anyway: bool, dry_run: bool) -> Raise:
    """Look at what Kafka and the readers hold, and raise the generation. Raises `Trouble` where all is well."""
    async with connected(settings, service, "owner") as owner:
        # What is lost is counted too: after a restore new events may have drawn ids beyond all that Kafka holds.
        seen = await _look(settings, service, owner)
        if not (seen.lost or seen.above > seen.relay.last_id or anyway):
            raise Trouble(
                f"The log of {service} has all that Kafka and its readers have: there is nothing to raise it above. "
                "With --anyway it begins a new generation all the same"
            )
        if dry_run:
            return seen
        try:
            await stop_leader(owner, service)
        except TimeoutError as error:
            raise Trouble(
                f"Somebody leads the relay of {service} and does not let go: `sinergi events status {service}` says "
                "who. End that process, and try again"
            ) from error
        # Once more, now that nobody sends: until it was deposed the leader may have brought more to Kafka.
        seen = await _look(settings, service, owner)
        return replace(seen, raised=await raise_generation(owner, seen.above, seen.in_kafka.events, by))


async def _look(settings: Settings, service: str, owner: "asyncpg.Connection[Any]") -> Raise:
    applied = await _newest_applied(settings, service)
    in_kafka = await inspect_kafka(settings, service, owner, own_topics(settings, service))
    # After Kafka: a log that goes on meanwhile is never behind what was seen there.
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
    return Raise(relay, in_kafka, applied, lost, unsent)


async def _newest_applied(settings: Settings, service: str) -> int:
    """The highest id of a service's log that any of its readers has applied."""
    newest = 0
    for reader in chosen(None):
        if service in heard_topics(settings, reader).values():
            async with connected(settings, reader) as connection:
                source = origin_of(settings, service).source
                query = "SELECT coalesce(max(last_id), 0) FROM inbox_mark WHERE source = $1"
                newest = max(newest, await connection.fetchval(query, source))
    return newest
