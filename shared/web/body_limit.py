"""Limits of a request's body: its size, whether its length is declared or it comes in chunks, and its time of arrival.

The body is read before a database connection is taken (`edge.py`), so that a slow client holds none. A route that
receives files raises the limits of its own requests, once it knows that the account may send one.
"""

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.files.refusals import FileTooLarge
from shared.operations.settings import Settings
from shared.web.problems.refusals import BodyTooLarge, BodyTooSlow

MEGABYTE = 1_048_576
LIMIT = MEGABYTE
"""Bytes."""


class Allowance:
    """What one request may send: so many bytes, within so many seconds."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.allow(limit, seconds)

    def allow(self, limit: int, seconds: float) -> None:
        """Set the limits of what follows; the time begins now."""
        self.limit, self.seconds = limit, seconds
        self.deadline = asyncio.get_running_loop().time() + seconds

    def require_size(self, size: int) -> None:
        """Raise `BodyTooLarge` beyond the limit."""
        if size > self.limit:
            raise BodyTooLarge(limit=self.limit)


def allow_file(request: Request, settings: Settings) -> None:
    """Let the body of a request be as large as a file and the fields around it, and take as long.

    Raises `FileTooLarge` if a larger one is declared: a browser would send all of it before it reads the answer.
    """
    limit = settings.files_max_megabytes * MEGABYTE + LIMIT
    if _declared(request) > limit:
        raise FileTooLarge(megabytes=settings.files_max_megabytes)
    request.state.body_allowance.allow(limit, settings.files_upload_timeout_seconds)


class BodyLimit:
    """ASGI middleware that lets the reading of a body end in 413 beyond its limit, and in 408 after its time."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; its body is limited while it is read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        request.state.body_allowance = Allowance(LIMIT, self._seconds)
        await self._app(scope, self._limited(request, receive), send)

    def _limited(self, request: Request, receive: Receive) -> Receive:
        # One deadline for the whole body: with one per chunk, a client could send a byte at a time without end.
        allowance: Allowance = request.state.body_allowance
        size, complete = _declared(request), False
        received = 0

        async def limited() -> Message:
            nonlocal received, complete
            if complete:
                # The next message is the client's disconnection, which has no time limit.
                return await receive()
            # Before the first chunk is awaited.
            allowance.require_size(size)
            try:
                async with asyncio.timeout_at(allowance.deadline):
                    message = await receive()
            except TimeoutError as error:
                raise BodyTooSlow(seconds=round(allowance.seconds)) from error
            received += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            allowance.require_size(received)
            return message

        return limited


def _declared(request: Request) -> int:
    declared = request.headers.get("content-length", "0")
    # Twenty digits are beyond any limit; with thousands of them `int` would raise.
    return int(declared[:20]) if declared.isdecimal() else 0
