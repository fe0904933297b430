"""The feed: the log of a topic's owner over HTTP, up to the relay's cursor, in the CloudEvents JSON batch format.

It serves gap repair, subscribers that catch up, and systems without Kafka. Data and attributes, including the chain and
the generation, are exactly those of the topic, because both come from the log. Permissions are checked elsewhere.
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
PAGE_BYTES = 4 * 1024 * 1024
"""A page ends with the event whose data reaches this size: a thousand large events would be 200 MB."""
STRETCH = 10_000
"""Ids scanned per page of a filtered feed, so that a filter without matches does not read the whole log."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Selects events whose data has one of `values` at one of `paths`, which are SQL/JSON paths.

    With `listed_by`, it also selects the later events of a subject whose earlier event of such a type has one of them.
    It is a regular expression, and a constant: an index of the log may have it as its condition.
    """

    paths: tuple[str, ...]
    values: tuple[str, ...]
    listed_by: str = ""


@dataclass(frozen=True, slots=True)
class FeedQuery:
    """A query of the feed: events of one topic after an id, of one shard or of all.

    If `types` are given, an event must have one of these full types; it must also match every item of `naming`. If
    `told` are given, it must have one of these full types, and data in which the path beside it finds something.
    """

    after: int
    topic: str
    shard: int | None
    limit: int
    types: tuple[str, ...] = ()
    naming: tuple[Naming, ...] = ()
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Relayed:
    """The relay's cursor, the current generation and the last id drawn of a log."""

    cursor: int
    generation: int
    last_id: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The matches in a stretch of the log, the position after it, and whether the feed currently ends there."""

    rows: Sequence[asyncpg.Record]
    position: int
    at_end: bool


async def read_relayed(connection: Connection) -> Relayed:
    """Read how far the feed goes: beyond the relay's cursor the log may be incomplete."""
    row = await connection.fetchrow("SELECT cursor, generation FROM relay")
    assert row is not None, "the migration inserts the row"  # noqa: S101
    return Relayed(row["cursor"], row["generation"], await read_last_value(connection))


async def read_page(connection: Connection, query: FeedQuery) -> Sequence[asyncpg.Record]:
    """Events that match the query, oldest first; empty at the end of the feed."""
    relayed = await read_relayed(connection)
    return await _read(connection, query, relayed.cursor)


async def read_stretch(connection: Connection, query: FeedQuery, relayed: Relayed) -> Stretch:
    """The next stretch of the log. Its position advances over filtered events too, so a filter never stalls."""
    until = min(query.after + STRETCH, relayed.cursor)
    rows = await _read(connection, query, until)
    if len(rows) == query.limit or (rows and rows[-1]["bytes"] >= PAGE_BYTES):
        return Stretch(rows, rows[-1]["id"], at_end=False)
    # A reader may be ahead of a restored log; its position must not go back.
    return Stretch(rows, max(query.after, until), at_end=until == relayed.cursor or until <= query.after)


async def _read(connection: Connection, query: FeedQuery, until: int) -> Sequence[asyncpg.Record]:
    arguments: list[object] = [query.after, until, query.topic, query.limit, PAGE_BYTES]
    conditions = []

    def where(condition: str, *values: object) -> None:
        arguments.extend(values)
        numbers = range(len(arguments) - len(values) + 1, len(arguments) + 1)
        conditions.append(f"AND {condition.format(*(f'${number}' for number in numbers))}")

    # The number of shards is a literal, as in the log's index: with a parameter, a generic plan does not recognise that
    # the two expressions are equal.
    if query.shard is not None:
        where(f"o.key_hash % {SHARDS} = {{}}::int", query.shard)
    if query.types:
        where("o.type = ANY ({}::text[])", query.types)
    for naming in query.naming:
        where(_NAMES_OR_LISTS.format(naming.listed_by) if naming.listed_by else _NAMES, naming.paths, naming.values)
    if query.told:
        where(_TELLS, [type_ for type_, _ in query.told], [path for _, path in query.told])
    rows: Sequence[asyncpg.Record] = await connection.fetch(_READ.format("\n".join(conditions)), *arguments)
    return rows


_READ = f"""
SELECT o.id, o.topic, o.key, o.stream_version, o.key_hash, o.data, o.headers, o.bytes,
       (SELECT max(g.generation) FROM relay_generation AS g WHERE g.after_id < o.id) AS generation,
       (SELECT p.id FROM outbox AS p
        WHERE p.topic = o.topic AND p.key_hash % {SHARDS} = o.key_hash % {SHARDS} AND p.id < o.id
        ORDER BY p.id DESC LIMIT 1) AS previous
FROM (SELECT *, sum(octet_length(data)) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) AS bytes
      FROM outbox AS o
      WHERE o.id > $1 AND o.id <= $2 AND o.topic = $3 {{}}
      ORDER BY o.id LIMIT $4) AS o
WHERE o.bytes - octet_length(o.data) < $5
ORDER BY o.id
"""  # noqa: S608 -- made of constants

# With the empty path, `#>>` returns the JSON value itself as text, a string without its quotes.
_NAMES = """EXISTS (SELECT FROM unnest({0}::text[]) AS path,
                        jsonb_path_query(convert_from(o.data, 'UTF8')::jsonb, path::jsonpath) AS found
                   WHERE found #>> '{{}}' = ANY ({1}::text[]))"""

_TELLS = """EXISTS (SELECT FROM unnest({0}::text[], {1}::text[]) AS told (type, path)
                    WHERE told.type = o.type AND convert_from(o.data, 'UTF8')::jsonb @? told.path::jsonpath)"""

# The type is compared with a literal, as in the index; the key is in it, and the subject narrows it down.
_NAMES_OR_LISTS = f"""({_NAMES.replace("{", "{{").replace("}", "}}")} OR EXISTS (
    SELECT FROM outbox AS list WHERE list.topic = o.topic AND list.key = o.key AND list.id < o.id
       AND list.type ~ '{{}}' AND list.headers::jsonb ->> 'ce_subject' = o.headers::jsonb ->> 'ce_subject'
       AND {_NAMES.replace("o.data", "list.data").replace("{", "{{").replace("}", "}}")}))"""


async def read_tails(connection: Connection, topic: str) -> dict[int, int]:
    """The last relayed id of each shard of a topic."""
    rows = await connection.fetch("SELECT shard, last_id FROM relay_tail WHERE topic = $1", topic)
    return {row["shard"]: row["last_id"] for row in rows}


def as_batch(rows: Iterable[asyncpg.Record]) -> bytes:
    """Rows in the CloudEvents JSON batch format; version, key and chain are extension attributes."""
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
    """Convert a feed's answer to records. Each names the record before it; the first names the id `after`."""
    records = []
    for event in batch:
        data = event.pop("data")
        key = event.pop("partitionkey")
        content_type = event.pop("datacontenttype")
        headers = {f"ce_{name}": value for name, value in event.items()}
        headers |= {"ce_chainprevious": str(after), "content-type": content_type}
        after = int(event["chainid"])
        # The record has no partition: its id serves as the offset, and -1 keeps it out of the saved offsets.
        records.append(Record(topic, -1, after, key.encode(), json.dumps(data).encode(), headers))
    return records
