"""The feed: an owner's log by HTTP, up to the relay's cursor, as CloudEvents in their JSON batch format.

It is how a gap is repaired, how a subscriber catches up, and how systems without Kafka subscribe. What it says of an
event is what the topic says, byte for byte: the data is the log's own, and so are the attributes, the place in the
chain and the life in which it was sent among them. Who may read what is not decided here.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from shared.events.keys import SHARDS
from shared.events.record import Record
from shared.events.relay.horizon import read_last_value
from shared.postgres.connections import Connection

MEDIA_TYPE = "application/cloudevents-batch+json"
LONGEST_PAGE = 1000
STRETCH = 10_000
"""Ids that one page of a filtered feed looks at: a filter that finds nothing must not read the whole log."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Events whose data has one of `values` at one of `places`, which are SQL/JSON paths."""

    places: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the log somebody asks for: after an id, of one topic, of one shard or of all; and which events.

    An event must be of one of the full `types`, where any are given, and fit every one of `naming`.
    """

    after: int
    topic: str
    shard: int | None
    limit: int
    types: tuple[str, ...] = ()
    naming: tuple[Naming, ...] = ()


@dataclass(frozen=True, slots=True)
class Relayed:
    """How far a log can be read, in which of its lives, and the last id that it has drawn."""

    cursor: int
    generation: int
    last_id: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was found in a stretch of the log, where to read on, and whether that is the end for now."""

    rows: Sequence[asyncpg.Record]
    position: int
    at_end: bool


async def read_relayed(connection: Connection) -> Relayed:
    """How far the log can be read: what is beyond the relay's cursor may not be complete yet."""
    row = await connection.fetchrow("SELECT cursor, generation FROM relay")
    assert row is not None, "the migration made the row"  # noqa: S101
    return Relayed(row["cursor"], row["generation"], await read_last_value(connection))


async def read_page(connection: Connection, wanted: Wanted) -> Sequence[asyncpg.Record]:
    """Events after an id, oldest first; none means that there are none."""
    relayed = await read_relayed(connection)
    return await _read(connection, wanted, relayed.cursor)


async def read_stretch(connection: Connection, wanted: Wanted, relayed: Relayed) -> Stretch:
    """The next stretch of the log: its position moves on over events that are not wanted, so a filter never stalls."""
    until = min(wanted.after + STRETCH, relayed.cursor)
    rows = await _read(connection, wanted, until)
    if len(rows) == wanted.limit:
        return Stretch(rows, rows[-1]["id"], at_end=False)
    # A reader may be ahead of a log that was restored; its place must not go back.
    return Stretch(rows, max(wanted.after, until), at_end=until == relayed.cursor or until <= wanted.after)


async def _read(connection: Connection, wanted: Wanted, until: int) -> Sequence[asyncpg.Record]:
    arguments: list[object] = [wanted.after, until, wanted.topic, wanted.limit]
    conditions = []

    def where(condition: str, *values: object) -> None:
        arguments.extend(values)
        numbers = range(len(arguments) - len(values) + 1, len(arguments) + 1)
        conditions.append(f"AND {condition.format(*(f'${number}' for number in numbers))}")

    # The number of shards is written out, as in the log's index: behind a parameter a generic plan does not see that
    # the expressions are one.
    if wanted.shard is not None:
        where(f"o.key_hash % {SHARDS} = {{}}::int", wanted.shard)
    if wanted.types:
        where("o.type = ANY ({}::text[])", wanted.types)
    for naming in wanted.naming:
        where(_NAMES, naming.places, naming.values)
    rows: Sequence[asyncpg.Record] = await connection.fetch(_READ.format("\n".join(conditions)), *arguments)
    return rows


_READ = f"""
SELECT o.id, o.topic, o.key, o.stream_version, o.key_hash, o.data, o.headers,
       (SELECT max(g.generation) FROM relay_generation AS g WHERE g.after_id < o.id) AS generation,
       (SELECT p.id FROM outbox AS p
        WHERE p.topic = o.topic AND p.key_hash % {SHARDS} = o.key_hash % {SHARDS} AND p.id < o.id
        ORDER BY p.id DESC LIMIT 1) AS previous
FROM outbox AS o
WHERE o.id > $1 AND o.id <= $2 AND o.topic = $3 {{}}
ORDER BY o.id LIMIT $4
"""  # noqa: S608 -- made of constants

# By the empty path `#>>` gives a JSON value itself as text, a string without its quotes.
_NAMES = """EXISTS (SELECT FROM unnest({}::text[]) AS place,
                        jsonb_path_query(convert_from(o.data, 'UTF8')::jsonb, place::jsonpath) AS found
                   WHERE found #>> '{{}}' = ANY ({}::text[]))"""


async def read_tails(connection: Connection, topic: str) -> dict[int, int]:
    """The last relayed id of each shard of a topic."""
    rows = await connection.fetch("SELECT shard, last_id FROM relay_tail WHERE topic = $1", topic)
    return {row["shard"]: row["last_id"] for row in rows}


def as_batch(rows: Iterable[asyncpg.Record]) -> bytes:
    """Rows in the CloudEvents JSON batch format; number, key and place in the chain are extension attributes."""
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
        "chainprevious": str(row["previous"] or 0),
        "chainid": str(row["id"]),
    }
    return json.dumps(attributes, separators=(",", ":"))[:-1].encode() + b',"data":' + bytes(row["data"]) + b"}"


def as_records(topic: str, batch: Sequence[dict[str, Any]], after: int) -> list[Record]:
    """What a feed gives, as records; each names the one before it in this answer, the first of them the id `after`."""
    records = []
    for event in batch:
        data = event.pop("data")
        key = event.pop("partitionkey")
        content_type = event.pop("datacontenttype")
        headers = {f"ce_{name}": value for name, value in event.items()}
        headers |= {"ce_chainprevious": str(after), "content-type": content_type}
        after = int(event["chainid"])
        # It has no place in a partition: its id stands for the offset, and -1 keeps it out of the saved offsets.
        records.append(Record(topic, -1, after, key.encode(), json.dumps(data).encode(), headers))
    return records
