"""Logins that have begun."""

import json
from datetime import timedelta
from typing import NamedTuple

from services.front.sessions.store.cipher import Cipher
from shared.postgres.connections import Connection

ATTEMPT_LASTS = timedelta(minutes=10)


class LoginAttempt(NamedTuple):
    """State of a login until the browser returns from the identity provider."""

    browser_hash: bytes
    nonce: str
    verifier: str
    return_to: str


async def insert_attempt(connection: Connection, cipher: Cipher, state_hash: bytes, attempt: LoginAttempt) -> None:
    """Insert an attempt under the hash of its state."""
    hidden = json.dumps([attempt.nonce, attempt.verifier]).encode()
    await connection.execute(
        "INSERT INTO login_attempt VALUES ($1, $2, $3, $4, now() + $5::interval)",
        state_hash,
        attempt.browser_hash,
        cipher.seal(hidden, state_hash),
        attempt.return_to,
        ATTEMPT_LASTS,
    )


async def take_attempt(
    connection: Connection, cipher: Cipher, state_hash: bytes, browser_hash: bytes
) -> LoginAttempt | None:
    """Remove an attempt and return it, if this browser began it and it has not expired."""
    # The browser is part of the condition: another browser must not be able to use up the attempt.
    row = await connection.fetchrow(
        "DELETE FROM login_attempt WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > now() RETURNING *",
        state_hash,
        browser_hash,
    )
    if row is None:
        return None
    nonce, verifier = json.loads(cipher.open(row["secrets"], state_hash))
    return LoginAttempt(row["browser_hash"], nonce, verifier, row["return_to"])
