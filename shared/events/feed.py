"""The feed: an owner's log by HTTP, up to the relay's cursor, as CloudEvents in their JSON batch format.

It is how a gap is repaired and how a subscriber catches up. What it says of an event is what the topic says, byte for
byte: the data is the log's own.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from shared.events.keys import SHARDS
from shared.events.parking import Record
from shared.postgres.connections import Connection

MEDIA_TYPE = "application/cloudevents-batch+json"
LONGEST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the log somebody asks for: after an id, of one topic, of one shard or of all."""

    after: int
    topic: str
    shard: int | None
    limit: int


async def read_page(connection: Connection, wanted: Wanted) -> Sequence[asyncpg.Record]:
    """Events after an id, oldest first, no further than the relay's cursor: what is beyond may not be complete yet."""
    rows: Sequence[asyncpg.Record] = await connection.fetch(
        """SELECT o.id, o.topic, o.key, o.stream_version, o.key_hash, o.data, o.headers, relay.generation
           FROM outbox AS o, relay
           WHERE o.id > $1 AND o.id <= relay.cursor AND o.topic = $2 AND ($3::int IS NULL OR o.key_hash % $4 = $3)
           ORDER BY o.id LIMIT $5""",
        wanted.after,
        wanted.topic,
        wanted.shard,
        SHARDS,
        wanted.limit,
    )
    return rows


async def read_tails(connection: Connection, topic: str) -> dict[int, int]:
    """The last relayed id of each shard of a topic."""
    rows = await connection.fetch("SELECT shard, last_id FROM relay_tail WHERE topic = $1", topic)
    return {row["shard"]: row["last_id"] for row in rows}


def as_batch(rows: Iterable[asyncpg.Record]) -> bytes:
    """Rows in the CloudEvents JSON batch format; the log's id, shard and generation are extension attributes."""
    return b"[" + b",".join(map(_as_event, rows)) + b"]"


def _as_event(row: asyncpg.Record) -> bytes:
    headers: dict[str, str] = json.loads(row["headers"])
    attributes = {name.removeprefix("ce_"): value for name, value in headers.items() if name.startswith("ce_")}
    attributes |= {
        "datacontenttype": headers["content-type"],
        "partitionkey": row["key"],
        "streamversion": str(row["stream_version"]),
        "generation": str(row["generation"]),
        "shard": str(row["key_hash"] % SHARDS),
        "chainid": str(row["id"]),
    }
    return json.dumps(attributes, separators=(",", ":"))[:-1].encode() + b',"data":' + bytes(row["data"]) + b"}"


def as_records(topic: str, batch: Sequence[dict[str, Any]], after: int) -> list[Record]:
    """Events of one shard, as the feed gives them, as records that continue the chain after the id `after`."""
    records = []
    for event in batch:
        data = event.pop("data")
        key = event.pop("partitionkey")
        content_type = event.pop("datacontenttype")
        headers = {f"ce_{name}": value for name, value in event.items()}
        headers |= {"ce_chainprevious": str(after), "content-type": content_type}
        after = int(event["chainid"])
        records.append(Record(topic, -1, after, key.encode(), json.dumps(data).encode(), headers))
    return records
