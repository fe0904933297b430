"""Loads and saves sessions. All times are those of the database, which all processes of the door share."""

import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from services.front.sessions.model import EndedBy, Session, SessionTokens, TimeLeft
from services.front.sessions.store.cipher import Cipher
from shared.postgres.connections import Connection

_USE_INTERVAL = timedelta(seconds=30)
"""A session's last use is saved at most this often, because each page causes several requests."""


class Lifetime(NamedTuple):
    """The limits of a session: unused, and altogether."""

    idle: timedelta
    most: timedelta


async def insert_session(
    connection: Connection, cipher: Cipher, session: Session, provider_session: str | None, lifetime: Lifetime
) -> None:
    """Insert a new session."""
    await connection.execute(
        """INSERT INTO session (key_hash, account, provider_session, tokens, tokens_until, idle_until, ends_at)
           VALUES ($1, $2, $3, $4, $5, now() + $6::interval, now() + $7::interval)""",
        session.key_hash,
        session.account,
        provider_session,
        _seal(cipher, session.tokens, session.key_hash),
        session.tokens.until,
        lifetime.idle,
        lifetime.most,
    )


async def load_session(connection: Connection, cipher: Cipher, key_hash: bytes) -> Session | None:
    """The session of a key if it is in force. Raises `Unreadable`."""
    row = await connection.fetchrow(
        "SELECT * FROM session WHERE key_hash = $1 AND ended_at IS NULL AND least(idle_until, ends_at) > now()",
        key_hash,
    )
    return _session(cipher, row) if row else None


async def load_time_left(connection: Connection, key_hash: bytes) -> TimeLeft | None:
    """The time until the session of a key ends; None if it is not in force."""
    row = await connection.fetchrow(
        """SELECT least(idle_until, ends_at) - now() AS time_left, idle_until < ends_at AS postponable FROM session
           WHERE key_hash = $1 AND ended_at IS NULL AND least(idle_until, ends_at) > now()""",
        key_hash,
    )
    return TimeLeft(row["time_left"], row["postponable"]) if row else None


async def save_use(connection: Connection, key_hash: bytes, idle: timedelta) -> None:
    """Note that a person uses a session that is in force."""
    await connection.execute(
        """UPDATE session SET used_at = now(), idle_until = now() + $2::interval
           WHERE key_hash = $1 AND used_at < now() - $3::interval AND ended_at IS NULL AND idle_until > now()""",
        key_hash,
        idle,
        _USE_INTERVAL,
    )


async def lock_session(connection: Connection, cipher: Cipher, key_hash: bytes) -> Session | None:
    """The session, locked until the transaction ends; None if it has ended, or another transaction has the lock."""
    row = await connection.fetchrow(
        """SELECT * FROM session WHERE key_hash = $1 AND ended_at IS NULL AND least(idle_until, ends_at) > now()
           FOR UPDATE SKIP LOCKED""",
        key_hash,
    )
    return _session(cipher, row) if row else None


async def save_tokens(connection: Connection, cipher: Cipher, key_hash: bytes, tokens: SessionTokens) -> None:
    """Replace the tokens of a session."""
    await connection.execute(
        "UPDATE session SET tokens = $2, tokens_until = $3 WHERE key_hash = $1",
        key_hash,
        _seal(cipher, tokens, key_hash),
        tokens.until,
    )


async def save_end(connection: Connection, key_hash: bytes, ended_by: EndedBy) -> None:
    """End a session and remove its tokens."""
    await connection.execute(
        """UPDATE session SET ended_at = now(), ended_by = $2, tokens = NULL
           WHERE key_hash = $1 AND ended_at IS NULL""",
        key_hash,
        ended_by,
    )


async def save_end_by_provider(connection: Connection, provider_session: str | None, account: str | None) -> int:
    """End the sessions of a provider's session or, if none is named, all sessions of an account; return how many."""
    # The account beside a session is not compared. A provider may name it otherwise than in its other tokens, as
    # Keycloak does where a mapper sets `sub`.
    status: str = await connection.execute(
        """UPDATE session SET ended_at = now(), ended_by = 'provider', tokens = NULL
           WHERE ended_at IS NULL AND CASE WHEN $1::text IS NULL THEN account = $2 ELSE provider_session = $1 END""",
        provider_session,
        account,
    )
    return int(status.rpartition(" ")[2])


async def insert_logout_token(connection: Connection, token_id: str, expires_at: datetime) -> bool:
    """Note that a logout token is used; False if it was used before."""
    status: str = await connection.execute(
        "INSERT INTO logout_token VALUES ($1, $2) ON CONFLICT DO NOTHING", token_id, expires_at
    )
    return status.endswith(" 1")


async def remove_old_rows(connection: Connection) -> None:
    """Remove rows that have expired. An ended session is kept for a day, for those who look into an incident."""
    await connection.execute("DELETE FROM login_attempt WHERE expires_at < now()")
    await connection.execute("DELETE FROM logout_token WHERE expires_at < now()")
    await connection.execute("DELETE FROM session WHERE least(idle_until, ends_at) < now() - interval '1 day'")


def _seal(cipher: Cipher, tokens: SessionTokens, key_hash: bytes) -> bytes:
    return cipher.seal(json.dumps([tokens.access, tokens.refresh, tokens.identity]).encode(), key_hash)


def _session(cipher: Cipher, row: Any) -> Session:
    access, refresh, identity = json.loads(cipher.open(row["tokens"], row["key_hash"]))
    tokens = SessionTokens(access, refresh, identity, row["tokens_until"])
    return Session(row["key_hash"], row["account"], tokens)
