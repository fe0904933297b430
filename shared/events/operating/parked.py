"""Parked records and the filter with which an operator selects them. Read-only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.events.inbox.parking import ParkingReason
from shared.events.record import Record
from shared.postgres.connections import Connection


@dataclass(frozen=True, slots=True)
class ParkedFilter:
    """Selects parked records by all criteria that are given. The type may omit its prefix."""

    ids: tuple[int, ...] = ()
    topic: str | None = None
    key: str | None = None
    reason: ParkingReason | None = None
    type: str | None = None

    def arguments(self) -> tuple[object, ...]:
        """The parameters $2 to $6 of `_MATCHES`."""
        return (list(self.ids) or None, self.topic, self.key, self.reason, self.type)


@dataclass(frozen=True, slots=True)
class Parked:
    """One parked record, without its data."""

    id: int
    topic: str
    key: str
    partition: int
    offset: int
    reason: ParkingReason
    detail: str
    type: str | None
    event_id: str | None
    parked_at: datetime


@dataclass(frozen=True, slots=True)
class ParkedKey:
    """A key with parked records: the first of them and their number."""

    first: Parked
    records: int


_COLUMNS = """id, topic, key, partition, "offset", reason, detail, parked_at,
              headers::json ->> 'ce_type' AS type, headers::json ->> 'ce_id' AS event_id"""
_MATCHES = """($2::bigint[] IS NULL OR id = ANY ($2)) AND ($3::text IS NULL OR topic = $3)
            AND ($4::text IS NULL OR key = $4) AND ($5::text IS NULL OR reason = $5)
            AND ($6::text IS NULL OR type = $6 OR right(type, length($6) + 1) = '.' || $6)"""


async def find_parked(connection: Connection, consumer: str, wanted: ParkedFilter, limit: int | None) -> list[Parked]:
    """The selected records, oldest first."""
    rows = await connection.fetch(
        f"SELECT * FROM (SELECT {_COLUMNS} FROM parked WHERE consumer = $1) AS p WHERE {_MATCHES} ORDER BY id LIMIT $7",  # noqa: S608
        consumer,
        *wanted.arguments(),
        limit,
    )
    return [_parked(row) for row in rows]


async def find_parked_keys(connection: Connection, consumer: str, wanted: ParkedFilter) -> list[ParkedKey]:
    """The keys whose *first* parked record is selected; the other records of a key follow it in order."""
    # The filter is in the outer query: in the inner one, a later record that matches would become the first of its key.
    rows = await connection.fetch(
        f"""SELECT * FROM (
                SELECT DISTINCT ON (topic, key) {_COLUMNS}, count(*) OVER (PARTITION BY topic, key) AS records
                FROM parked WHERE consumer = $1 AND reason <> 'unreadable' ORDER BY topic, key, id
            ) AS p WHERE {_MATCHES} ORDER BY id""",  # noqa: S608
        consumer,
        *wanted.arguments(),
    )
    return [ParkedKey(_parked(row), row["records"]) for row in rows]


async def load_key(
    connection: Connection, consumer: str, topic: str, key: str, limit: int | None
) -> list[tuple[int, Record]]:
    """The parked records of a key, in order, ready to be applied."""
    rows = await connection.fetch(
        """SELECT id, topic, key, partition, "offset", headers, data FROM parked
           WHERE consumer = $1 AND topic = $2 AND key = $3 AND reason <> 'unreadable' ORDER BY id LIMIT $4""",
        consumer,
        topic,
        key,
        limit,
    )
    return [(row["id"], _record(row)) for row in rows]


async def read_parked(connection: Connection, consumer: str, id_: int) -> tuple[Parked, Record] | None:
    """One parked record with its data."""
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS}, headers, data FROM parked WHERE consumer = $1 AND id = $2",  # noqa: S608
        consumer,
        id_,
    )
    return (_parked(row), _record(row)) if row else None


async def count_on_key(connection: Connection, consumer: str, topic: str, key: str) -> int:
    """Number of records parked on a key."""
    query = "SELECT records FROM parked_key WHERE consumer = $1 AND topic = $2 AND key = $3"
    return await connection.fetchval(query, consumer, topic, key) or 0


async def count_parked(connection: Connection, consumer: str) -> dict[str, int]:
    """Number of parked records by reason."""
    rows: Sequence[Any] = await connection.fetch(
        "SELECT reason, count(*) FROM parked WHERE consumer = $1 GROUP BY reason ORDER BY reason", consumer
    )
    return {row["reason"]: row["count"] for row in rows}


def _parked(row: Any) -> Parked:
    return Parked(**{name: row[name] for name in Parked.__slots__})


def _record(row: Any) -> Record:
    headers = json.loads(row["headers"])
    return Record(row["topic"], row["partition"], row["offset"], row["key"].encode(), row["data"], headers)
