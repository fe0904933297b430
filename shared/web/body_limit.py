"""Limits of a request's body: its size, whether its length is declared or it comes in chunks, and its time of arrival.

The body is read before a database connection is taken (`edge.py`), so that a slow client holds none.
"""

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.problems.details import problem_response
from shared.web.problems.refusals import BodyTooLarge, BodyTooSlow

LIMIT = 1_048_576
"""Bytes."""


class BodyLimit:
    """ASGI middleware that answers 413 if a body exceeds `LIMIT`, and 408 if it is not complete after `seconds`."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while its body stays within the limits."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Request(scope).headers.get("content-length", "0")
        # Twenty digits are beyond any limit; with thousands of them `int` would raise.
        if declared.isdecimal() and int(declared[:20]) > LIMIT:
            await problem_response(Request(scope), BodyTooLarge(limit=LIMIT))(scope, receive, send)
            return
        await self._app(scope, self._limited(receive), send)

    def _limited(self, receive: Receive) -> Receive:
        # One deadline for the whole body: with one per chunk, a client could send a byte at a time without end.
        deadline = asyncio.get_running_loop().time() + self._seconds
        size, complete = 0, False

        async def limited() -> Message:
            nonlocal size, complete
            if complete:
                # The next message is the client's disconnection, which has no time limit.
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError as error:
                raise BodyTooSlow(seconds=round(self._seconds)) from error
            size += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if size > LIMIT:
                raise BodyTooLarge(limit=LIMIT)
            return message

        return limited
