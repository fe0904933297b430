"""Every request has a correlation id, its own or a fresh one: in logs, in events, in the answer."""

from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Correlation-Id"
LONGEST = 100


class Correlation:
    """ASGI middleware that gives `request.state.correlation_id`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Bind the id for this request and say it in the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        fits = given.isascii() and given.isprintable() and 0 < len(given) <= LONGEST
        correlation_id = given if fits else str(uuid4())
        scope.setdefault("state", {})["correlation_id"] = correlation_id

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = correlation_id
            await send(message)

        with structlog.contextvars.bound_contextvars(correlation_id=correlation_id):
            await self._app(scope, receive, say)
