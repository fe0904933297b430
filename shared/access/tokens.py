"""Bearer tokens: the caller's identity, signed by the issuer (OpenID Connect Core 1.0 §2, RFC 7519, RFC 7517).

Subscribers have tokens of Sinergi's own, which are found by their hash.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Collection
from typing import NamedTuple

import httpx2
import jwt
from jwt import PyJWKSet

from shared.access.actor import Actor
from shared.access.signing_keys import ALGORITHMS, ISSUER_TIMEOUT_SECONDS, IssuerUnreachable, SigningKeys
from shared.access.subscribers import TOKEN_PREFIX, FeedReader, find_subscriber
from shared.operations.settings import MissingSecret, Settings
from shared.postgres.connections import Pool
from shared.values.capabilities import Capability, Grant
from shared.values.refusals import RequestRefusal
from shared.values.texts import Text

MAX_TOKEN_CHARACTERS = 8_192
"""A longer one is refused unread: to verify one of twenty megabytes takes seconds, in which nothing else is done."""
REMEMBERED_SECONDS = 60.0
"""A token is verified once in this time: its signature took a fifth of the time of a short request."""
MOST_REMEMBERED = 10_000
MAX_ACCOUNT_CHARACTERS = 200
RESERVED_PREFIXES = ("system:", "command:", "service:", "subscriber:", "correspondent:")
"""Names of Sinergi's own actors: an account of such a name would be taken for one of them in the audit trail."""


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


def _reason(error: jwt.PyJWTError) -> Text:
    """The reason in both languages; PyJWT has English messages only."""
    match error:
        case jwt.ExpiredSignatureError():
            return Text("masa berlakunya sudah lewat", str(error))
        case jwt.InvalidKeyError():
            return Text("kuncinya tidak dikenal", str(error))
    return Text("isinya tidak sah", str(error))


class VerifiedToken(NamedTuple):
    """A valid token: its account, its key, the end of its validity, and until when it is not verified again."""

    account: str
    kid: str
    key: jwt.PyJWK
    expires: float
    until: float


class Tokens:
    """Verifies tokens with the issuer's published keys."""

    def __init__(self, settings: Settings, pool: Pool, readers: Collection[str] = ()) -> None:
        self._settings = settings
        self._pool = pool
        self._readers = readers
        self._keys = SigningKeys(self._fetch)
        self._verified: dict[bytes, VerifiedToken] = {}

    async def actor_of(self, authorization: str | None) -> Actor:
        """The actor of an `Authorization` header: an account without its grants, or a reader of the feed with its own.

        Raises `Unauthenticated`, `SubscriberSuspended` or `IssuerUnreachable`.
        """
        if authorization and len(authorization) > MAX_TOKEN_CHARACTERS:
            raise Unauthenticated(why=f"> {MAX_TOKEN_CHARACTERS}")
        scheme, _, word = (authorization or "").partition(" ")
        if scheme.lower() == "basic":
            return self._service(word)
        if scheme.lower() == "bearer" and word.startswith(TOKEN_PREFIX):
            return await self._subscriber(word)
        return Actor(await self._account(scheme, word))

    def _service(self, word: str) -> Actor:
        """A service of Sinergi that reads a feed, by HTTP Basic (RFC 7617), so that repair works without the issuer."""
        try:
            name, _, password = base64.b64decode(word, validate=True).decode().partition(":")
            # Known names only, because the name selects the file that is read.
            expected = self._settings.secret(f"feed_{name}") if name in self._readers else ""
        except (ValueError, MissingSecret) as error:
            raise Unauthenticated(why="Authorization: Basic …") from error
        # An empty password would equal that of an unknown name. As bytes, because texts must be ASCII.
        if not expected or not hmac.compare_digest(password.encode(), expected.encode()):
            raise Unauthenticated(why="Authorization: Basic …")
        return FeedReader(f"service:{name}", (Grant(Capability.SYSTEM_SUBSCRIBER, "nation", ""),))

    async def _subscriber(self, token: str) -> Actor:
        async with self._pool.acquire(timeout=self._settings.pool_timeout_seconds) as connection:
            found = await find_subscriber(connection, token)
        if found is None:
            raise Unauthenticated(why="sinergi_sub_…")
        return found

    async def _account(self, scheme: str, token: str) -> str:
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated(why="Authorization: Bearer …")
        digest = hashlib.sha256(token.encode()).digest()
        try:
            if account := await self._known_account(digest):
                return account
            kid = jwt.get_unverified_header(token).get("kid", "")
            key = await self._key(kid)
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=self._settings.token_audience,
                issuer=self._settings.token_issuer,
                # PyJWT does not check missing claims: a token without `exp` would be valid forever.
                options={"require": ["exp", "iat", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise Unauthenticated(why=_reason(error)) from error
        account = _account_name(claims["sub"])
        until = time.monotonic() + REMEMBERED_SECONDS
        self._remember(digest, VerifiedToken(account, kid, key, int(claims["exp"]), until))
        return account

    async def _known_account(self, digest: bytes) -> str | None:
        """The account of a token that was verified a short time ago, with a key that is still published."""
        known = self._verified.get(digest)
        if known is None or known.until <= time.monotonic() or known.expires <= time.time():
            return None
        return known.account if await self._key(known.kid) is known.key else None

    def _remember(self, digest: bytes, verified: VerifiedToken) -> None:
        if len(self._verified) >= MOST_REMEMBERED:
            self._verified.clear()
        self._verified[digest] = verified

    async def _key(self, kid: str) -> jwt.PyJWK:
        key = await self._keys.find(kid)
        if key is None:
            raise jwt.InvalidKeyError("unknown key")
        return key

    async def _fetch(self) -> dict[str, jwt.PyJWK]:
        try:
            async with self._client() as client:
                answer = await client.get(self._settings.jwks_url)
            keys = PyJWKSet.from_dict(answer.raise_for_status().json())
        except (httpx2.HTTPError, ValueError, TypeError, AttributeError, LookupError, jwt.PyJWTError) as error:
            raise IssuerUnreachable(self._settings.jwks_url) from error
        # A key for encryption signs nothing (RFC 7517 §4.2).
        return {key.key_id: key for key in keys.keys if key.key_id and key.public_key_use in (None, "sig")}

    def _client(self) -> httpx2.AsyncClient:
        # An installation may reach its issuer through a proxy. The issuer of the embedded stack is on this machine.
        return httpx2.AsyncClient(timeout=ISSUER_TIMEOUT_SECONDS, trust_env=not self._settings.embedded)


def _account_name(subject: object) -> str:
    """A token's subject as an account. Raises `Unauthenticated`."""
    name = str(subject)
    # Of the characters that PostgreSQL does not store, none is printable.
    if not 0 < len(name) <= MAX_ACCOUNT_CHARACTERS or not name.isprintable() or name.startswith(RESERVED_PREFIXES):
        raise Unauthenticated(why="sub")
    return name
