"""The outbox, which is the event log: one statement, the last before COMMIT, writes the events of a unit of work.

The statement raises the version of each stream and inserts the events with the versions that it returns. A stream's
row stays locked until COMMIT, so ids and versions of one key follow the order of commits, and versions are
consecutive. There is no NOTIFY here: inside the business transaction it would serialise every commit of the cluster.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from pydantic_core import to_json

from shared.events.keys import key_hash
from shared.postgres.connections import Connection

MAX_BYTES = 200_000
"""Largest data of one event, in bytes; with its key and headers it fits into a batch of the relay."""
MAX_METADATA_CHARACTERS = 8_000
"""Longest key and headers of one event, together: in UTF-8 at most 32,000 bytes."""


class Publishable(Protocol):
    """An event that a unit of work can emit; contracts provide it."""

    @property
    def topic(self) -> str:
        """The topic's name without the instance."""

    @property
    def key(self) -> str:
        """The key; events of one key stay in order."""

    @property
    def type(self) -> str:
        """The event's type, without the prefix that all types share."""

    @property
    def subject(self) -> str:
        """The aggregate's id."""

    @property
    def schema_uri(self) -> str:
        """The URI of the schema of its data."""

    def data(self) -> bytes:
        """The encoded payload."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, ready to be written."""

    topic: str
    key: str
    type: str
    event_id: UUID
    data: bytes
    headers: Mapping[str, str]


class EventTooLarge(Exception):
    """An event's data is larger than `MAX_BYTES`, or its key and headers than `MAX_METADATA_CHARACTERS`.

    The business transaction fails; if a handler emitted the event, the record that it handled is parked.
    """


# The statement takes its lock on the log when it begins, before it draws an id. The relay relies on this order, so ids
# must not be drawn beforehand. Streams are raised in the order of their keys, so that two units cannot deadlock.
_WRITE = """
WITH incoming AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::uuid[], $6::bytea[], $7::text[])
        WITH ORDINALITY AS t (topic, key, key_hash, type, event_id, data, headers, nth)
), raised AS (
    INSERT INTO stream AS s (topic, key, version)
    SELECT topic, key, count(*) FROM incoming GROUP BY topic, key ORDER BY topic, key
    ON CONFLICT (topic, key) DO UPDATE SET version = s.version + excluded.version
    RETURNING topic, key, version
)
INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
SELECT topic, key,
       raised.version - count(*) OVER stream + row_number() OVER (stream ORDER BY nth),
       key_hash, type, event_id, data, headers
FROM incoming JOIN raised USING (topic, key)
WINDOW stream AS (PARTITION BY topic, key)
ORDER BY nth
"""

# Most units of work emit one event, and for one event the general statement takes twice as long as this one.
_WRITE_ONE = """
WITH raised AS (
    INSERT INTO stream AS s (topic, key, version) VALUES ($1, $2, 1)
    ON CONFLICT (topic, key) DO UPDATE SET version = s.version + 1
    RETURNING version
)
INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
SELECT $1, $2, version, $3, $4, $5, $6, $7 FROM raised
"""


def require_fit(entry: Entry) -> None:
    """Raise `EventTooLarge` for an event that does not fit into a batch of the relay."""
    if len(entry.data) > MAX_BYTES:
        raise EventTooLarge(f"{entry.type} has {len(entry.data)} bytes, at most {MAX_BYTES} are allowed")
    metadata = len(entry.key) + sum(map(len, entry.headers.values()))
    if metadata > MAX_METADATA_CHARACTERS:
        limit = f"at most {MAX_METADATA_CHARACTERS} are allowed"
        raise EventTooLarge(f"{entry.type} has {metadata} characters in its key and headers, {limit}")


async def write(connection: Connection, entries: Sequence[Entry]) -> None:
    """Append `entries` to the log, in order."""
    rows = [_row(entry) for entry in entries]
    if len(rows) == 1:
        await connection.execute(_WRITE_ONE, *rows[0])
    else:
        await connection.execute(_WRITE, *map(list, zip(*rows, strict=True)))


def _row(entry: Entry) -> tuple[object, ...]:
    headers = to_json(entry.headers).decode()
    return (entry.topic, entry.key, key_hash(entry.key), entry.type, entry.event_id, entry.data, headers)
