"""Sends a message to a receiver and reads the beginning of its answer. Redirects are not followed."""

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from types import TracebackType

import httpcore2

from services.notifications.webhooks.gateway.guarded import GuardedBackend, InnerAddress, Unresolved
from services.notifications.webhooks.model.deliveries import Cause, Outcome
from services.notifications.webhooks.model.retries import read_retry_after
from shared.operations.version import VERSION

MOST_REQUESTS = 4
"""At the same time, to one endpoint."""
ANSWER_BYTES = 16 * 1024
"""A connection whose answer is longer is closed: nothing in an answer is used but its status and Retry-After."""
KEPT_OPEN_SECONDS = 30.0
MEDIA_TYPE = "application/cloudevents+json; charset=utf-8"


class Connections(AbstractAsyncContextManager["Connections"]):
    """The connections to one endpoint, so that a slow one holds up no other."""

    def __init__(
        self, context: ssl.SSLContext, *, inner: bool, timeout_seconds: float, threads: Callable[[], Executor]
    ) -> None:
        self._seconds = timeout_seconds
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context,
            max_connections=MOST_REQUESTS,
            keepalive_expiry=KEPT_OPEN_SECONDS,
            network_backend=GuardedBackend(inner=inner, threads=threads),
        )

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._pool.aclose()

    async def send(self, address: str, headers: Mapping[str, str], body: bytes) -> Outcome:
        """Send a message; every result is an outcome, failures too."""
        began = time.monotonic()
        cause: Cause
        try:
            # One limit for the whole exchange: the library's own limits begin again with each packet.
            async with asyncio.timeout(self._seconds):
                status, retry_after = await self._exchange(address, headers, body)
        except (TimeoutError, httpcore2.TimeoutException):
            cause = "timed_out"
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, OSError) as error:
            cause = _cause_of(error)
        else:
            return Outcome(
                _cause_of_status(status), status, _since(began), read_retry_after(retry_after, datetime.now(UTC))
            )
        return Outcome(cause, milliseconds=_since(began))

    async def _exchange(self, address: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str | None]:
        sent = {"Content-Type": MEDIA_TYPE, "User-Agent": f"Sinergi/{VERSION}", **headers}
        async with self._pool.stream("POST", address, headers=list(sent.items()), content=body) as answer:
            retry_after = next((value for name, value in answer.headers if name.lower() == b"retry-after"), None)
            length = 0
            async for part in answer.aiter_stream():
                length += len(part)
                if length > ANSWER_BYTES:
                    break
            return answer.status, None if retry_after is None else retry_after.decode("latin-1")


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def _cause_of_status(status: int) -> Cause:
    match status // 100:
        case 2:
            return "delivered"
        case 3:
            return "redirected"
    return "answered"


def _cause_of(error: Exception) -> Cause:
    match error:
        case InnerAddress():
            return "inner_address"
        case Unresolved():
            return "unresolved"
        case httpcore2.ConnectError() if isinstance(error.__cause__ or error.__context__, ssl.SSLError):
            return "insecure"
        case httpcore2.ConnectError():
            return "unreachable"
    return "broken"
