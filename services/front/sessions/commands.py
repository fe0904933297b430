"""Opening, using and ending sessions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from services.front.sessions.model import EndedBy, Session, SessionTokens, TimeLeft, hash_of, new_key
from services.front.sessions.store import rows
from services.front.sessions.store.cipher import Cipher, Unreadable
from services.front.sessions.store.rows import Lifetime
from shared.operations.settings import Settings
from shared.postgres.connections import Pool

log = structlog.get_logger()


@dataclass(frozen=True)
class Sessions:
    """The sessions of one installation."""

    pool: Pool
    cipher: Cipher
    settings: Settings

    @property
    def lifetime(self) -> Lifetime:
        """The limits of a session."""
        return Lifetime(
            timedelta(minutes=self.settings.session_idle_minutes), timedelta(hours=self.settings.session_hours)
        )

    async def open(self, account: str, provider_session: str | None, tokens: SessionTokens, old_key: str) -> str:
        """Open a session under a new key, and end the one that the browser had; return the key."""
        # Always a new key: one that another party put into the browser before must not become valid (fixation).
        key = new_key()
        session = Session(hash_of(key), account, tokens)
        async with self.pool.acquire() as connection, connection.transaction():
            await rows.save_end(connection, hash_of(old_key), "login")
            await rows.insert_session(connection, self.cipher, session, provider_session, self.lifetime)
        return key

    async def find(self, key: str, *, by_person: bool) -> Session | None:
        """The session of a key, if it is in force; asked for each request, so that an ended one is refused immediately.

        Only requests `by_person` prolong it: a script that keeps a page fresh would never let it become idle.
        """
        if not key:
            return None
        async with self.pool.acquire() as connection:
            try:
                session = await rows.load_session(connection, self.cipher, hash_of(key))
            except Unreadable:
                log.warning("session_unreadable")
                return None
            if session is not None and by_person:
                await rows.save_use(connection, session.key_hash, self.lifetime.idle)
            return session

    async def time_left(self, key: str, *, by_person: bool) -> TimeLeft | None:
        """The time until the session of a key ends, after this use `by_person`; None if it is not in force."""
        async with self.pool.acquire() as connection:
            if by_person:
                await rows.save_use(connection, hash_of(key), self.lifetime.idle)
            return await rows.load_time_left(connection, hash_of(key))

    async def end(self, session: Session, ended_by: EndedBy) -> None:
        """End a session."""
        async with self.pool.acquire() as connection:
            await rows.save_end(connection, session.key_hash, ended_by)

    async def end_by_provider(
        self, token_id: str, expires_at: datetime, provider_session: str | None, account: str | None
    ) -> int | None:
        """End the sessions that a logout token names; return how many, or None if the token was used before."""
        async with self.pool.acquire() as connection, connection.transaction():
            if not await rows.insert_logout_token(connection, token_id, expires_at):
                return None
            return await rows.save_end_by_provider(connection, provider_session, account)

    async def remove_old(self) -> None:
        """Remove rows that have expired."""
        async with self.pool.acquire() as connection:
            await rows.remove_old_rows(connection)
