"""Recipients in PostgreSQL. Addresses are parameters of statements, never part of them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import TypeAdapter

from services.notifications.contacts.model.habits import Habits, Preference
from services.notifications.contacts.model.recipients import Recipient, RefusedWayNotFound, Way
from shared.postgres.connections import Connection
from shared.values.cooperation import Channel

Happened = Literal["given", "confirmed", "withdrawn", "refused", "affirmed", "habits"]
_PREFERENCES = TypeAdapter(tuple[Preference, ...])
_HABITS = ("zone", "quiet_from", "quiet_until", "digest_at", "on_free_days", "weekly")


async def load_recipients(connection: Connection, accounts: Collection[str]) -> dict[str, Recipient]:
    """Each of these accounts; one without a record has the usual habits and no address."""
    rows = await connection.fetch("SELECT * FROM recipient WHERE account = ANY($1)", list(accounts))
    known = {row["account"]: row for row in rows}
    ways: dict[str, dict[Channel, Way]] = {}
    for row in await connection.fetch("SELECT * FROM recipient_way WHERE account = ANY($1)", list(known)):
        ways.setdefault(row["account"], {})[row["channel"]] = _way(row)
    return {
        account: _recipient(known[account], ways.get(account, {})) if account in known else _unknown(account)
        for account in accounts
    }


async def load_recipient(connection: Connection, account: str) -> Recipient:
    """One account."""
    return (await load_recipients(connection, [account]))[account]


async def load_holder(connection: Connection, way_id: UUID) -> tuple[str, Channel]:
    """The account of an address, and its channel. Raises `RefusedWayNotFound`."""
    row = await connection.fetchrow("SELECT account, channel FROM recipient_way WHERE id = $1", way_id)
    if row is None:
        raise RefusedWayNotFound
    return row["account"], row["channel"]


async def lock_recipient(connection: Connection, account: str) -> Recipient:
    """One account, locked until the end of the transaction, also while it has no row."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 17))", account)
    return await load_recipient(connection, account)


def _unknown(account: str) -> Recipient:
    return Recipient(account, Habits(), {})


def _recipient(row: Mapping[str, Any], ways: Mapping[Channel, Way]) -> Recipient:
    preferences = _PREFERENCES.validate_json(row["preferences"])
    habits = Habits(**{name: row[name] for name in _HABITS}, preferences=preferences)
    return Recipient(row["account"], habits, ways, row["version"])


def _way(row: Mapping[str, Any]) -> Way:
    return Way(**{name: row[name] for name in Way.__slots__})


async def save_recipient(connection: Connection, recipient: Recipient) -> None:
    """Save the version and the habits."""
    habits = recipient.habits
    await connection.execute(
        """INSERT INTO recipient (account, version, zone, quiet_from, quiet_until, digest_at, on_free_days, weekly,
                                  preferences)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           ON CONFLICT (account) DO UPDATE SET
               (version, zone, quiet_from, quiet_until, digest_at, on_free_days, weekly, preferences) =
               (excluded.version, excluded.zone, excluded.quiet_from, excluded.quiet_until, excluded.digest_at,
                excluded.on_free_days, excluded.weekly, excluded.preferences)""",
        recipient.account,
        recipient.version,
        *(getattr(habits, name) for name in _HABITS),
        _PREFERENCES.dump_json(habits.preferences).decode(),
    )


async def save_way(connection: Connection, account: str, way: Way) -> None:
    """Save an address with its state."""
    values = [getattr(way, name) for name in Way.__slots__]
    columns = ", ".join(Way.__slots__)
    changed = ", ".join(f"{name} = excluded.{name}" for name in Way.__slots__ if name != "channel")
    places = ", ".join(f"${number}" for number in range(2, len(values) + 2))
    await connection.execute(
        f"""INSERT INTO recipient_way (account, {columns}) VALUES ($1, {places})
            ON CONFLICT (account, channel) DO UPDATE SET {changed}""",  # noqa: S608 -- names of columns
        account,
        *values,
    )


async def save_withdrawal(connection: Connection, account: str, channel: Channel) -> None:
    """Delete an address; what happened with it stays in the history."""
    await connection.execute("DELETE FROM recipient_way WHERE account = $1 AND channel = $2", account, channel)


async def insert_history(
    connection: Connection, account: str, channel: Channel | None, what: Happened, *, at: datetime, by: str
) -> None:
    """Record who did what, and when."""
    await connection.execute(
        "INSERT INTO recipient_history (account, channel, what, at, by) VALUES ($1, $2, $3, $4, $5)",
        *(account, channel, what, at, by),
    )
