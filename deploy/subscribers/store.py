"""Subscribers in the schema of one service: their rights, their tokens and the history of operations on them.

Each service has all subscribers, even those that read none of its topics. So a topic is granted or removed in one
change, and a suspension covers every service.
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
    """A token as its hash; without `valid_until` it is valid until it is rotated."""

    hash: str
    issued_at: datetime
    valid_until: datetime | None


@dataclass(frozen=True, slots=True)
class FeedRights:
    """The topics and facilities that a subscriber may read, and its request limit. `facilities` None means all.

    `partner` is the partner whose own system it is.
    """

    topics: frozenset[str]
    facilities: frozenset[UUID] | None
    requests_per_minute: int
    partner: UUID | None = None


@dataclass(frozen=True, slots=True)
class SubscriberRow:
    """A subscriber in the schema of one service."""

    status: Status
    rights: FeedRights
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class SubscriberHistoryEntry:
    """An operation on a subscriber: when, by whom, what and why."""

    at: datetime
    who: str
    what: str
    why: str


async def load_subscribers(connection: Connection) -> Mapping[str, SubscriberRow]:
    """All subscribers by name."""
    tokens: dict[str, tuple[Token, ...]] = defaultdict(tuple)
    for row in await connection.fetch("SELECT * FROM subscriber_token ORDER BY issued_at, hash"):
        tokens[row["subscriber"]] += (Token(row["hash"], row["issued_at"], row["valid_until"]),)
    rows = await connection.fetch("SELECT * FROM subscriber")
    return {row["name"]: SubscriberRow(row["status"], _rights(row), tokens[row["name"]]) for row in rows}


async def load_history(connection: Connection, name: str) -> Sequence[SubscriberHistoryEntry]:
    """The operations on a subscriber, in order."""
    rows = await connection.fetch(
        "SELECT at, who, what, why FROM subscriber_history WHERE subscriber = $1 ORDER BY id", name
    )
    return [SubscriberHistoryEntry(**row) for row in rows]


async def save_subscriber(connection: Connection, name: str, row: SubscriberRow, entry: SubscriberHistoryEntry) -> None:
    """Set the status and the rights of a subscriber, and record it."""
    await connection.execute(
        """INSERT INTO subscriber (name, status, topics, facilities, requests_per_minute, changed_at, partner)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (name) DO UPDATE SET (status, topics, facilities, requests_per_minute, changed_at, partner) =
               (excluded.status, excluded.topics, excluded.facilities, excluded.requests_per_minute,
                excluded.changed_at, excluded.partner)""",
        name,
        row.status,
        sorted(row.rights.topics),
        None if row.rights.facilities is None else sorted(row.rights.facilities),
        row.rights.requests_per_minute,
        entry.at,
        row.rights.partner,
    )
    await insert_history(connection, name, entry)


async def insert_token(
    connection: Connection, name: str, token: Token, overlap: timedelta, entry: SubscriberHistoryEntry
) -> None:
    """Add a token, and record it. Earlier tokens stay valid for the overlap; expired ones are deleted."""
    # now() is the same in the whole transaction: without an overlap, the deletion below finds what expires here.
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
    await insert_history(connection, name, entry)


async def save_revoked(connection: Connection, name: str, row: SubscriberRow, entry: SubscriberHistoryEntry) -> None:
    """Revoke a subscriber: delete its tokens, keep its row, and record it."""
    # The row is kept: the history refers to it, and without it the name could be registered again.
    await connection.execute("DELETE FROM subscriber_token WHERE subscriber = $1", name)
    await save_subscriber(connection, name, replace(row, status="revoked"), entry)


async def insert_history(connection: Connection, name: str, entry: SubscriberHistoryEntry) -> None:
    """Record an operation."""
    await connection.execute(
        "INSERT INTO subscriber_history (at, who, what, why, subscriber) VALUES ($1, $2, $3, $4, $5)",
        entry.at,
        entry.who,
        entry.what,
        entry.why,
        name,
    )


def _rights(row: Any) -> FeedRights:
    facilities = None if row["facilities"] is None else frozenset(UUID(str(one)) for one in row["facilities"])
    return FeedRights(frozenset(row["topics"]), facilities, row["requests_per_minute"], row["partner"])
