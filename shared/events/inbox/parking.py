"""Parking: what cannot be applied is kept in the consumer's own schema, and whatever follows it on the same key.

Nothing parked is lost and nothing parked blocks another key. The row of a key in `parked_key` is the lock under which
its records are added and, later, requeued in order.
"""

import json
from collections.abc import Collection
from typing import Literal

from shared.events.record import Record
from shared.postgres.connections import Connection

Reason = Literal["unreadable", "undecodable", "unknown_type", "refused", "behind"]
"""Why a record is parked; `behind` is one whose key has an earlier parked record."""


async def lock_parked_keys(
    connection: Connection, consumer: str, keys: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Lock those of `keys` (topic and key) that have parked records, and return them."""
    rows = await connection.fetch(
        """SELECT topic, key FROM parked_key
           WHERE consumer = $1 AND (topic, key) IN (SELECT * FROM unnest($2::text[], $3::text[]))
           ORDER BY topic, key FOR UPDATE""",
        consumer,
        [topic for topic, _ in keys],
        [key for _, key in keys],
    )
    return {(row["topic"], row["key"]) for row in rows}


async def park(connection: Connection, consumer: str, record: Record, reason: Reason, detail: str) -> None:
    """Keep `record`.

    An unreadable record is not one of ours, so it does not hold up the key that it bears, and no mark keeps it from
    being read twice: parking it again changes nothing. Any other is told from its like by its mark, never by its
    offset, which a topic that is made anew gives again.
    """
    await connection.execute(
        """WITH kept AS (
               INSERT INTO parked (consumer, topic, key, partition, "offset", reason, detail, headers, data)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               ON CONFLICT DO NOTHING RETURNING 1
           )
           INSERT INTO parked_key (consumer, topic, key, records)
           SELECT $1, $2, $3, 1 FROM kept WHERE $6 <> 'unreadable'
           ON CONFLICT (consumer, topic, key) DO UPDATE SET records = parked_key.records + 1""",
        consumer,
        record.topic,
        record.key_text,
        record.partition,
        record.offset,
        reason,
        without_nul(detail[:2000]),
        json.dumps({without_nul(name): without_nul(value) for name, value in record.headers.items()}),
        record.value,
    )


def without_nul(text: str) -> str:
    """PostgreSQL's text has no NUL, nor has its JSON."""
    return text.replace("\x00", "")
