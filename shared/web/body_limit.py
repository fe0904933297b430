"""No request body is read beyond a limit, whether it says its length or comes in chunks."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.problems import BodyTooLarge, problem

LIMIT = 1_048_576
"""Bytes."""


class BodyLimit:
    """ASGI middleware that answers 413 once a body exceeds `LIMIT`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while its body stays within the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LIMIT:
                raise BodyTooLarge(limit=LIMIT)
            return message

        declared = Request(scope).headers.get("content-length", "0")
        if declared.isdecimal() and int(declared[:20]) > LIMIT:
            await problem(Request(scope), BodyTooLarge(limit=LIMIT))(scope, receive, send)
            return
        await self._app(scope, limited, send)
