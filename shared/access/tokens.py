"""Bearer tokens: who somebody is, by the issuer's signature (OpenID Connect Core 1.0 §2, RFC 7519, RFC 7517).

A subscriber's token is one of Sinergi's own, and found by its hash.
"""

import asyncio
import base64
import hmac
import time
from collections.abc import Collection

import httpx2
import jwt
import structlog
from jwt import PyJWKSet

from shared.access.actor import Actor
from shared.access.subscribers import TOKEN_PREFIX, FeedReader, find_subscriber
from shared.operations.settings import MissingSecret, Settings
from shared.postgres.connections import Pool
from shared.values.capabilities import Capability, Grant
from shared.values.refusals import RequestRefusal
from shared.values.texts import Text

log = structlog.get_logger()
REFRESH_SECONDS = 30.0
"""The pause before the issuer is asked again for a key that it did not have."""
TRUST_SECONDS = 600.0
"""How long keys are trusted before the issuer is asked whether it still publishes them."""
AWAY_SECONDS = 1.0
"""The pause before an issuer that did not answer is asked again for a key that is unknown."""
ANSWER_SECONDS = 5.0
"""How long the issuer may take to answer."""
PATIENCE_SECONDS = 1.0
"""How long whoever bears a known key waits for the issuer's word that it still holds."""
# Chosen here, never by the token (RFC 8725 §3.1): `none`, or an HMAC keyed with the public key, anybody can make.
ALGORITHMS = ["ES256", "RS256"]


class Unauthenticated(RequestRefusal):
    """There is no token, or it is not valid."""

    status = 401
    advice = Text(
        "Ambil token baru, lalu kirim lagi permintaan yang sama.",
        "Get a new token, then send the same request again.",
    )
    title = Text("Identitas belum dikenali", "Not authenticated")
    detail = Text(
        "Token tidak ada atau tidak berlaku ({why}). Minta token baru dari penerbit identitas.",
        "The token is missing or not valid ({why}). Get a new one from the identity provider.",
    )

    def headers(self) -> dict[str, str]:
        """Name the scheme (RFC 9110 §15.5.2)."""
        # Only Bearer (RFC 6750): Basic is for Sinergi's own services.
        return {"WWW-Authenticate": 'Bearer realm="sinergi"'}


# An OSError, and so answered as what passes by itself (503): nobody's token is called invalid for it.
class IssuerUnreachable(OSError):
    """The issuer's keys cannot be fetched just now."""


class Tokens:
    """Verifies tokens with the issuer's published keys.

    They are fetched when first needed, when one is unknown, and when they have been trusted for a while: a key that the
    issuer withdraws holds ten minutes longer at most, or until the issuer answers again. While it is away nobody whose
    key is known is shut out, or held up for long.
    """

    def __init__(self, settings: Settings, pool: Pool, readers: Collection[str] = ()) -> None:
        self._settings = settings
        self._pool = pool
        self._readers = readers
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched_at = -TRUST_SECONDS
        self._away_since = -REFRESH_SECONDS
        self._asked_at = 0.0
        self._asking: asyncio.Task[None] | None = None

    async def actor_of(self, authorization: str | None) -> Actor:
        """Who an `Authorization` header says it is; an account comes without its grants, all others with their own.

        Raises `Unauthenticated`, `SubscriberSuspended` or `IssuerUnreachable`.
        """
        scheme, _, word = (authorization or "").partition(" ")
        if scheme.lower() == "basic":
            return self._service(word)
        if scheme.lower() == "bearer" and word.startswith(TOKEN_PREFIX):
            return await self._subscriber(word)
        return Actor(await self._account(scheme, word))

    def _service(self, word: str) -> Actor:
        """One of Sinergi's own services, reading a feed: HTTP Basic (RFC 7617), so that repair needs no issuer."""
        try:
            name, _, password = base64.b64decode(word, validate=True).decode().partition(":")
            # Known names only: what somebody sends must not choose the file that is read.
            expected = self._settings.secret(f"feed_{name}") if name in self._readers else ""
        except (ValueError, MissingSecret) as error:
            raise Unauthenticated(why="Authorization: Basic …") from error
        # An empty password would equal that of an unknown name. As bytes, for of texts only ASCII can be compared.
        if not expected or not hmac.compare_digest(password.encode(), expected.encode()):
            raise Unauthenticated(why="Authorization: Basic …")
        return FeedReader(f"service:{name}", (Grant(Capability.SYSTEM_SUBSCRIBER, "nation", ""),))

    async def _subscriber(self, token: str) -> Actor:
        async with self._pool.acquire() as connection:
            found = await find_subscriber(connection, token)
        if found is None:
            raise Unauthenticated(why="sinergi_sub_…")
        return found

    async def _account(self, scheme: str, token: str) -> str:
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated(why="Authorization: Bearer …")
        try:
            key = await self._key(jwt.get_unverified_header(token).get("kid", ""))
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=self._settings.token_audience,
                issuer=self._settings.token_issuer,
                # Of a claim that is not there nothing is checked: a token without an end would hold for ever.
                options={"require": ["exp", "iat", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise Unauthenticated(why=str(error)) from error
        return str(claims["sub"])

    async def _key(self, kid: str) -> jwt.PyJWK:
        # A key's id is the sender's word: without the pause, each one that is made up would send us to the issuer.
        if self._is_due(kid):
            asking = self._ask()
            left = max(0.0, self._asked_at + PATIENCE_SECONDS - time.monotonic())
            await asyncio.wait([asking], timeout=left if kid in self._keys else None)
        if kid in self._keys:
            return self._keys[kid]
        if self._away_since > self._fetched_at:
            raise IssuerUnreachable("the identity provider's keys cannot be fetched")
        raise jwt.InvalidKeyError("unknown key")

    def _is_due(self, kid: str) -> bool:
        now = time.monotonic()
        trusted, pause = (TRUST_SECONDS, REFRESH_SECONDS) if kid in self._keys else (REFRESH_SECONDS, AWAY_SECONDS)
        return now - self._fetched_at >= trusted and now - self._away_since >= pause

    def _ask(self) -> asyncio.Task[None]:
        """Once for all who wait, and to its end, whoever of them gives up."""
        if self._asking is None or self._asking.done():
            self._asked_at = time.monotonic()
            self._asking = asyncio.create_task(self._refresh())
        return self._asking

    async def _refresh(self) -> None:
        try:
            self._keys = await self._fetch()
            self._fetched_at = time.monotonic()
        except (httpx2.HTTPError, ValueError, TypeError, AttributeError, LookupError, jwt.PyJWTError) as error:
            # Away, or a page of something else (a proxy's, a portal's): what was trusted is so for now.
            log.warning("issuer_unreachable", url=self._settings.jwks_url, error=str(error) or type(error).__name__)
            self._away_since = time.monotonic()

    async def _fetch(self) -> dict[str, jwt.PyJWK]:
        # An installation may reach its issuer by a proxy; the embedded stack's is on this machine, to which none leads.
        async with httpx2.AsyncClient(timeout=ANSWER_SECONDS, trust_env=not self._settings.embedded) as client:
            answer = await client.get(self._settings.jwks_url)
            answer.raise_for_status()
        keys = PyJWKSet.from_dict(answer.json())
        return {key.key_id: key for key in keys.keys if key.key_id}
