"""The keys with which the identity provider signs: trusted for a limited time, fetched once for all requests.

The verifiers of access tokens and of the door's tokens use them, each with the keys of its own library.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

import structlog

from shared.operations.errors import describe

log = structlog.get_logger()
REFRESH_INTERVAL_SECONDS = 30.0
"""The pause before the issuer is asked again for a key that it does not publish."""
TRUST_SECONDS = 600.0
"""The time for which keys are trusted before they are fetched again."""
RETRY_INTERVAL_SECONDS = 1.0
"""The pause before an issuer that did not answer is asked again for an unknown key."""
ISSUER_TIMEOUT_SECONDS = 5.0
"""The time limit of a request to the issuer."""
REFRESH_WAIT_SECONDS = 1.0
"""The longest time that a request signed with a known key waits for the keys to be fetched again."""
# Chosen here, never by the token (RFC 8725 §3.1): anyone can make a token with `none`, or an HMAC with the public key.
ALGORITHMS = ("ES256", "RS256")
K = TypeVar("K")


# An OSError, so the answer is 503 and the client tries again; the token itself may be valid.
class IssuerUnreachable(OSError):
    """The issuer's keys cannot be fetched now."""


class SigningKeys(Generic[K]):
    """The keys by their ids.

    They are fetched when a key is unknown, and again after `TRUST_SECONDS`. So a key that the issuer withdraws stays
    valid for at most ten more minutes, or until the issuer answers again. While the issuer is unreachable, known keys
    stay valid, and requests that use them are hardly delayed.
    """

    def __init__(self, fetch: Callable[[], Awaitable[Mapping[str, K]]]) -> None:
        """`fetch` returns the keys that the issuer publishes, or raises `IssuerUnreachable`."""
        self._fetch = fetch
        self._keys: Mapping[str, K] = {}
        self._fetched_at = -TRUST_SECONDS
        self._failed_at = -REFRESH_INTERVAL_SECONDS
        self._missed_at = -REFRESH_INTERVAL_SECONDS
        self._refresh_started_at = 0.0
        self._refreshing: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> K | None:
        """The key of an id, or None if the issuer does not publish it. Raises `IssuerUnreachable`."""
        # The client chooses the key id. Without the pause, each invented id would cause a request to the issuer.
        due = self._is_due(kid)
        if due:
            refreshing = self._start_refresh()
            left = max(0.0, self._refresh_started_at + REFRESH_WAIT_SECONDS - time.monotonic())
            await asyncio.wait([refreshing], timeout=left if kid in self._keys else None)
        if kid in self._keys:
            return self._keys[kid]
        if self._failed_at > self._fetched_at:
            raise IssuerUnreachable("the identity provider's keys cannot be fetched")
        if due:
            self._missed_at = time.monotonic()
        return None

    def _is_due(self, kid: str) -> bool:
        now = time.monotonic()
        if kid in self._keys:
            return now - self._fetched_at >= TRUST_SECONDS and now - self._failed_at >= REFRESH_INTERVAL_SECONDS
        # Counted from the last unknown key and not from the last fetch: a provider may make a key with its first token.
        return now - self._missed_at >= REFRESH_INTERVAL_SECONDS and now - self._failed_at >= RETRY_INTERVAL_SECONDS

    def _start_refresh(self) -> asyncio.Task[None]:
        """The one running refresh that all requests wait for; it continues if one of them gives up."""
        if self._refreshing is None or self._refreshing.done():
            self._refresh_started_at = time.monotonic()
            self._refreshing = asyncio.create_task(self._refresh())
        return self._refreshing

    async def _refresh(self) -> None:
        try:
            # One limit for the whole answer: the client's own limit begins again with each packet.
            async with asyncio.timeout(ISSUER_TIMEOUT_SECONDS):
                self._keys = await self._fetch()
            self._fetched_at = time.monotonic()
        except (IssuerUnreachable, TimeoutError) as error:
            # Unreachable, or another page (of a proxy or a portal): the known keys stay trusted for now.
            log.warning("issuer_unreachable", issuer=str(error), error=describe(error.__cause__ or error))
            self._failed_at = time.monotonic()
