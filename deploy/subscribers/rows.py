"""Subscribers in the schema of one service: what each may read, its tokens, and the record of what was done about it.

Every service has them all, also those of whose topics a subscriber reads none: so a topic that is given or taken away
is one change, and a suspension leaves no place out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from shared.postgres.connections import Connection

Status = Literal["active", "suspended", "revoked"]


@dataclass(frozen=True, slots=True)
class Token:
    """A token by its hash; without `valid_until` it is valid until it is rotated."""

    hash: str
    issued_at: datetime
    valid_until: datetime | None


@dataclass(frozen=True, slots=True)
class Rights:
    """What a subscriber may read, and how often it may ask. No facilities named: all."""

    topics: frozenset[str]
    facilities: frozenset[UUID] | None
    requests_per_minute: int


@dataclass(frozen=True, slots=True)
class Row:
    """A subscriber as one service knows it."""

    status: Status
    rights: Rights
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is done about a subscriber: who, what, why and when."""

    at: datetime
    who: str
    what: str
    why: str


async def read_rows(connection: Connection) -> Mapping[str, Row]:
    """All subscribers by name."""
    tokens: dict[str, tuple[Token, ...]] = defaultdict(tuple)
    for row in await connection.fetch("SELECT * FROM subscriber_token ORDER BY issued_at, hash"):
        tokens[row["subscriber"]] += (Token(row["hash"], row["issued_at"], row["valid_until"]),)
    rows = await connection.fetch("SELECT * FROM subscriber")
    return {row["name"]: Row(row["status"], _rights(row), tokens[row["name"]]) for row in rows}


async def read_deeds(connection: Connection, name: str) -> Sequence[Deed]:
    """What was done about a subscriber, in order."""
    rows = await connection.fetch(
        "SELECT at, who, what, why FROM subscriber_history WHERE subscriber = $1 ORDER BY id", name
    )
    return [Deed(**row) for row in rows]


async def write(connection: Connection, name: str, row: Row, deed: Deed) -> None:
    """Let a subscriber have this status and these rights, on record."""
    await connection.execute(
        """INSERT INTO subscriber (name, status, topics, facilities, requests_per_minute, changed_at)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (name) DO UPDATE SET (status, topics, facilities, requests_per_minute, changed_at) =
               (excluded.status, excluded.topics, excluded.facilities, excluded.requests_per_minute,
                excluded.changed_at)""",
        name,
        row.status,
        sorted(row.rights.topics),
        None if row.rights.facilities is None else sorted(row.rights.facilities),
        row.rights.requests_per_minute,
        deed.at,
    )
    await record(connection, name, deed)


async def add_token(connection: Connection, name: str, token: Token, overlap: timedelta, deed: Deed) -> None:
    """Give a token; those given before stay valid for as long as the overlap, and those that are over are forgotten."""
    # now() is the same in the whole transaction: without an overlap the deletion below finds what ends here.
    await connection.execute(
        "UPDATE subscriber_token SET valid_until = least(valid_until, now() + $2::interval) WHERE subscriber = $1",
        name,
        overlap,
    )
    await connection.execute("DELETE FROM subscriber_token WHERE subscriber = $1 AND valid_until <= now()", name)
    await connection.execute(
        "INSERT INTO subscriber_token (hash, subscriber, issued_at, valid_until) VALUES ($1, $2, $3, $4)",
        token.hash,
        name,
        token.issued_at,
        token.valid_until,
    )
    await record(connection, name, deed)


async def revoke(connection: Connection, name: str, row: Row, deed: Deed) -> None:
    """Let a subscriber have nothing any more; its name stays taken, and its record stays."""
    # By its status, not by deletion: the history refers to the row, and without it the name could be registered anew.
    await connection.execute("DELETE FROM subscriber_token WHERE subscriber = $1", name)
    await write(connection, name, replace(row, status="revoked"), deed)


async def record(connection: Connection, name: str, deed: Deed) -> None:
    """Put on record what was done."""
    await connection.execute(
        "INSERT INTO subscriber_history (at, who, what, why, subscriber) VALUES ($1, $2, $3, $4, $5)",
        deed.at,
        deed.who,
        deed.what,
        deed.why,
        name,
    )


def _rights(row: Any) -> Rights:
    facilities = None if row["facilities"] is None else frozenset(UUID(str(one)) for one in row["facilities"])
    return Rights(frozenset(row["topics"]), facilities, row["requests_per_minute"])
