"""A new life of a log: after a restore its ids must begin above whatever Kafka has, under a new generation.

Between the restore and this, requests may have written events under ids that Kafka has given away already: consumers
would take them for duplicates. They get new ids. What the log and Kafka both have keeps its id, and is not told twice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from shared.events.operator_log import Operator, log_operation
from shared.events.relay.takeover import own_envelope
from shared.kafka.reading import reading
from shared.operations.settings import Settings
from shared.postgres.connections import Connection

# Not an UPDATE to the next id: it takes rows in no certain order, and ids must follow the order of writing.
_RENUMBER = """
WITH unsent AS (
    DELETE FROM outbox WHERE id > (SELECT cursor FROM relay) AND NOT event_id = ANY ($1::uuid[]) RETURNING *
), anew AS (
    INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers, created_at)
    SELECT topic, key, stream_version, key_hash, type, event_id, data, headers, created_at FROM unsent ORDER BY id
    RETURNING 1
)
SELECT count(*) FROM anew
"""


@dataclass(frozen=True, slots=True)
class InKafka:
    """What Kafka has of a log: the highest id, those events that the log may still have to send, and the last ones that
    were sent in the present life, which the log must have."""

    newest: int
    events: frozenset[UUID]
    present: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Raised:
    """What `raise_generation` did."""

    generation: int
    next_id: int
    renumbered: int


async def look_into_kafka(settings: Settings, service: str, log: Connection, topics: Collection[str]) -> InKafka:
    """Find the highest id of a service in Kafka, and what of the log beyond its cursor is there. Raises KafkaError."""
    source = f"/{settings.instance}/{service}"
    since = await log.fetchval("SELECT min(o.created_at) FROM outbox AS o, relay WHERE o.id > relay.cursor")
    async with reading(settings, service) as kafka:
        found = await kafka.last(topics, lambda record: own_envelope(record, source))
        # Records bear the time of their event, so nothing that the log still has to send lies before the earliest.
        for topic in topics if since else ():
            async for record in kafka.records(topic, int(since.timestamp() * 1000)):
                found.extend(filter(None, [own_envelope(record, source)]))
    # What an earlier life sent may be lost for good, as was said when that life ended. A later life than the log's own
    # shows that the log went back.
    generation = await log.fetchval("SELECT generation FROM relay")
    return InKafka(
        max((own.chain.id for own in found), default=0),
        frozenset(own.id for own in found),
        frozenset(own.id for own in found if own.chain.generation >= generation),
    )


async def raise_generation(
    owner: "asyncpg.Connection[Any]", above: int, in_kafka: Collection[UUID], by: Operator
) -> Raised:
    """Let the log go on above the id `above`, in a new generation; `owner` is a connection of the owner role.

    What is beyond the cursor and not `in_kafka` gets a new id.
    """
    async with owner.transaction():
        # It waits for whoever has written the log, and lets nobody draw an id until this is committed.
        await owner.execute("LOCK TABLE outbox IN SHARE ROW EXCLUSIVE MODE")
        # A rollback does not take the sequence back; the ids in between are then dead, and the relay passes over them.
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
