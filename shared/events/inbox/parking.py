"""Parking: a record that cannot be applied is stored in the consumer's schema, with all later records of its key.

Parked records are not lost and do not block other keys. The row of a key in `parked_key` is the lock under which its
records are added and later requeued in order.
"""

import json
from collections.abc import Collection
from typing import Literal

from shared.events.record import Record
from shared.postgres.connections import Connection

ParkingReason = Literal["unreadable", "undecodable", "unknown_type", "refused", "behind"]
"""The reason of parking; `behind` means that an earlier record of the key is parked."""


async def lock_parked_keys(
    connection: Connection, consumer: str, keys: Collection[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Lock and return those of `keys` (topic and key) that have parked records."""
    rows = await connection.fetch(
        """SELECT topic, key FROM parked_key
           WHERE consumer = $1 AND (topic, key) IN (SELECT * FROM unnest($2::text[], $3::text[]))
           ORDER BY topic, key FOR UPDATE""",
        consumer,
        [topic for topic, _ in keys],
        [key for _, key in keys],
    )
    return {(row["topic"], row["key"]) for row in rows}


async def park(connection: Connection, consumer: str, record: Record, reason: ParkingReason, detail: str) -> None:
    """Store `record` as parked.

    An unreadable record was not sent by Sinergi. It does not block its key, and no mark prevents reading it twice, so
    parking it again has no effect. Other records are told apart by their marks and never by their offsets, because a
    recreated topic assigns the same offsets again.
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
    """Remove NUL characters, which PostgreSQL allows neither in text nor in JSON."""
    return text.replace("\x00", "")
