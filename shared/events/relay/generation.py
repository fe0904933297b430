"""Raising a log's generation: after a restore, its ids must continue above the highest id in Kafka.

After the restore, requests may already have written events under ids that Kafka holds for other events; consumers would
skip them as duplicates. Such events get new ids. Events that are both in the log and in Kafka keep their ids and are
not sent again.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from shared.events.operator_log import Operator, log_operation
from shared.events.relay.takeover import own_envelope
from shared.kafka.producer import BatchProducer
from shared.kafka.reading import reading
from shared.operations.settings import Settings
from shared.postgres.connections import Connection

FENCE_TIMEOUT_SECONDS = 30.0
LOG_LOCK_TIMEOUT_SECONDS = 3
"""While the raise waits for a transaction that has written the log, no other transaction can write it."""

# An UPDATE would visit the rows in an undefined order, but the new ids must follow the order of writing.
_RENUMBER = """
WITH unsent AS (
    DELETE FROM outbox WHERE id > (SELECT cursor FROM relay) AND NOT event_id = ANY ($1::uuid[]) RETURNING *
), renumbered AS (
    INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers, created_at)
    SELECT topic, key, stream_version, key_hash, type, event_id, data, headers, created_at FROM unsent ORDER BY id
    RETURNING 1
)
SELECT count(*) FROM renumbered
"""


@dataclass(frozen=True, slots=True)
class InKafka:
    """A log's events in Kafka.

    `newest` is the highest id, `events` are those that the log may still have to send, and `current` are the recent
    ones sent in the current generation, which must be in the log.
    """

    newest: int
    events: frozenset[UUID]
    current: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Raised:
    """Result of `raise_generation`."""

    generation: int
    next_id: int
    renumbered: int


async def fence_relay(settings: Settings, service: str, topics: Collection[str]) -> None:
    """Let Kafka refuse what earlier leaders of a service may still send. Raises KafkaError or TimeoutError."""
    producer = BatchProducer(settings, service, topics)
    try:
        async with asyncio.timeout(FENCE_TIMEOUT_SECONDS):
            await producer.start()
    finally:
        await producer.drop()


async def inspect_kafka(settings: Settings, service: str, log: Connection, topics: Collection[str]) -> InKafka:
    """Find a service's highest id in Kafka, and its events beyond the relay's cursor. Raises KafkaError."""
    source = f"/{settings.instance}/{service}"
    since = await log.fetchval("SELECT min(o.created_at) FROM outbox AS o, relay WHERE o.id > relay.cursor")
    async with reading(settings, service) as kafka:
        found = await kafka.recent(topics, lambda record: own_envelope(record, source))
        # A record's timestamp is the time of its event, so no event still to be sent is before the earliest of them.
        for topic in topics if since else ():
            async for record in kafka.records(topic, int(since.timestamp() * 1000)):
                found.extend(filter(None, [own_envelope(record, source)]))
    # Events of earlier generations may be missing; that was accepted when the generation was raised. A newer generation
    # in Kafka than in the log means the log was restored from an older backup.
    generation = await log.fetchval("SELECT generation FROM relay")
    return InKafka(
        max((own.chain.id for own in found), default=0),
        frozenset(own.id for own in found),
        frozenset(own.id for own in found if own.chain.generation >= generation),
    )


async def raise_generation(
    owner: "asyncpg.Connection[Any]", above: int, in_kafka: Collection[UUID], by: Operator
) -> Raised:
    """Continue the log above the id `above`, in a new generation; `owner` is a connection of the owner role.

    Events beyond the cursor that are not `in_kafka` get new ids. Raises LockNotAvailableError if a transaction that has
    written the log stays open.
    """
    async with owner.transaction():
        await owner.execute(f"SET LOCAL lock_timeout = '{LOG_LOCK_TIMEOUT_SECONDS}s'")
        # Waits for open transactions that have written the log; no id can be drawn until this transaction commits.
        await owner.execute("LOCK TABLE outbox IN SHARE ROW EXCLUSIVE MODE")
        # A rollback does not reset the sequence; the relay skips the ids in between as dead.
        next_id = await owner.fetchval(
            "SELECT setval('outbox_id_seq', greatest(last_value, $1) + 1, false) FROM outbox_id_seq", above
        )
        renumbered = await owner.fetchval(_RENUMBER, list(in_kafka))
        generation = await owner.fetchval(
            """WITH raised AS (UPDATE relay SET generation = generation + 1 RETURNING generation, cursor)
               INSERT INTO relay_generation (generation, after_id) SELECT * FROM raised RETURNING generation"""
        )
        outcome = f"generation {generation} begins at id {next_id}; {renumbered} events got new ids"
        await log_operation(owner, by, "generation_raised", outcome)
    return Raised(generation, next_id, renumbered)
