"""No request body is read beyond a size, whether it says its length or comes in chunks, nor waited for beyond a time.

What has been read is read before a database connection is taken (`edge.py`), so that a slow sender holds none.
"""

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.problems.details import problem_response
from shared.web.problems.refusals import BodyTooLarge, BodyTooSlow

LIMIT = 1_048_576
"""Bytes."""


class BodyLimit:
    """ASGI middleware that answers 413 once a body exceeds `LIMIT`, 408 when it is not whole after `seconds`."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while its body stays within the limits."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Request(scope).headers.get("content-length", "0")
        # Twenty digits are beyond any limit; thousands of them `int` would refuse by raising.
        if declared.isdecimal() and int(declared[:20]) > LIMIT:
            await problem_response(Request(scope), BodyTooLarge(limit=LIMIT))(scope, receive, send)
            return
        await self._app(scope, self._limited(receive), send)

    def _limited(self, receive: Receive) -> Receive:
        # One deadline for the whole body: with one for each piece a sender could go on for ever, a byte at a time.
        deadline = asyncio.get_running_loop().time() + self._seconds
        taken, complete = 0, False

        async def limited() -> Message:
            nonlocal taken, complete
            if complete:
                # What comes now is the sender hanging up, and that may take as long as it likes.
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError as error:
                raise BodyTooSlow(seconds=round(self._seconds)) from error
            taken += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if taken > LIMIT:
                raise BodyTooLarge(limit=LIMIT)
            return message

        return limited
