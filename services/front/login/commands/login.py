"""Logging in, keeping the tokens fresh, and logging out."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

import structlog

from services.front.login.gateway import Provider, Refused
from services.front.login.model import (
    LOGGED_OUT,
    LoginFailed,
    LogoutTokenRefused,
    ProviderAway,
    own_path,
    require_issuer,
    require_logout_claims,
)
from services.front.sessions.commands import Sessions
from services.front.sessions.model import Session, hash_of, machine_now, new_key
from services.front.sessions.store import rows
from services.front.sessions.store.attempts import LoginAttempt, insert_attempt, take_attempt
from shared.values.texts import Text

log = structlog.get_logger()


class Beginning(NamedTuple):
    """Where the browser logs in, and the key that it keeps until it returns."""

    address: str
    browser_key: str


class Return(NamedTuple):
    """The parameters with which a browser returns from the provider."""

    code: str
    state: str
    issuer: str | None
    error: str | None


class Arrival(NamedTuple):
    """The key of the new session, and where the browser goes."""

    session_key: str
    return_to: str


@dataclass(frozen=True)
class Login:
    """Login and logout of one installation."""

    sessions: Sessions
    provider: Provider

    async def begin(self, wanted: str) -> Beginning:
        """Begin a login that returns to the path `wanted`. Raises `ProviderAway`."""
        state, browser_key, nonce, verifier = new_key(), new_key(), new_key(), secrets.token_urlsafe(48)
        address = await self.provider.login_address(state, nonce, verifier)
        attempt = LoginAttempt(hash_of(browser_key), nonce, verifier, own_path(wanted))
        async with self.sessions.pool.acquire() as connection:
            await insert_attempt(connection, self.sessions.cipher, hash_of(state), attempt)
        return Beginning(address, browser_key)

    async def finish(self, returned: Return, browser_key: str, old_key: str) -> Arrival:
        """Open the session of a login. Raises `LoginFailed` or `ProviderAway`."""
        attempt = await self._take(returned.state, browser_key)
        require_issuer(returned.issuer, await self.provider.metadata())
        if returned.error or not returned.code:
            raise LoginFailed(why=Text("penyedia identitas menolak", "the identity provider refused"))
        try:
            tokens = await self.provider.redeem(returned.code, attempt.verifier)
            claims = await self.provider.claims(tokens.identity, nonce=attempt.nonce)
        except Refused as error:
            log.warning("login_refused", reason=str(error))
            raise LoginFailed(why=Text("kode masuk tidak berlaku", "the sign-in code is not valid")) from error
        key = await self.sessions.open(str(claims["sub"]), claims.get("sid"), tokens, old_key)
        log.info("logged_in")
        return Arrival(key, attempt.return_to)

    async def _take(self, state: str, browser_key: str) -> LoginAttempt:
        async with self.sessions.pool.acquire() as connection:
            found = await take_attempt(connection, self.sessions.cipher, hash_of(state), hash_of(browser_key))
        if found is None:
            why = Text(
                "halaman masuk sudah kedaluwarsa atau dibuka di peramban lain",
                "the sign-in page has expired or was opened in another browser",
            )
            raise LoginFailed(why=why)
        return found

    async def find(self, key: str, *, by_person: bool) -> Session | None:
        """The session of a key with an access token that is valid. Raises `ProviderAway`."""
        session = await self.sessions.find(key, by_person=by_person)
        if session is None or not session.tokens.are_due(machine_now()):
            return session
        try:
            refreshed = await self._refresh(session)
        except ProviderAway:
            refreshed = session
            if session.tokens.have_ended(machine_now()):
                raise
        return refreshed

    async def _refresh(self, session: Session) -> Session | None:
        if session.tokens.refresh is None:
            if session.tokens.have_ended(machine_now()):
                await self.sessions.end(session, "refresh")
                return None
            return session
        async with self.sessions.pool.acquire() as connection, connection.transaction():
            # One request refreshes, because a provider may accept a refresh token once only. The others use the
            # token that they have.
            locked = await rows.lock_session(connection, self.sessions.cipher, session.key_hash)
            if locked is None or not locked.tokens.are_due(machine_now()):
                return locked or session
            try:
                tokens = await self.provider.refresh(locked.tokens)
            except Refused as error:
                log.warning("refresh_refused", reason=str(error))
                await rows.save_end(connection, session.key_hash, "refresh")
                return None
            await rows.save_tokens(connection, self.sessions.cipher, session.key_hash, tokens)
            return Session(session.key_hash, session.account, tokens)

    async def log_out(self, key: str) -> str:
        """End the session of a key; return the address at which the provider's session ends, or our own page."""
        session = await self.sessions.find(key, by_person=False)
        if session is None:
            return LOGGED_OUT
        # First here: the browser may never arrive at the provider.
        await self.sessions.end(session, "logout")
        log.info("logged_out")
        page = f"{self.sessions.settings.public_origin}{LOGGED_OUT}"
        try:
            return await self.provider.logout_address(session.tokens.identity, page) or LOGGED_OUT
        except ProviderAway:
            return LOGGED_OUT

    async def log_out_by_provider(self, token: str) -> None:
        """End the sessions that a logout token names. Raises `LogoutTokenRefused` or `ProviderAway`."""
        try:
            claims = await self.provider.claims(token)
            token_id, ends = str(claims["jti"]), datetime.fromtimestamp(claims["exp"], UTC)
        except (Refused, LookupError, ValueError, TypeError) as error:
            raise LogoutTokenRefused(why=str(error)) from error
        require_logout_claims(claims)
        count = await self.sessions.end_by_provider(token_id, ends, claims.get("sid"), claims.get("sub"))
        if count is None:
            raise LogoutTokenRefused(why="jti")
        log.info("logged_out_by_provider", sessions=count)
