"""Every request has a correlation id, its own or a fresh one: in logs, in events, in the answer."""

import re
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "X-Correlation-Id"

# It goes into every log line, and into public events that are kept for ever. So it is a UUID or it is not taken: into
# anything longer or freer a sender could put a name, which nobody could take out again.
_OPAQUE = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


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
        correlation_id = given if _OPAQUE.fullmatch(given) else str(uuid4())
        scope.setdefault("state", {})["correlation_id"] = correlation_id

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = correlation_id
            await send(message)

        with structlog.contextvars.bound_contextvars(correlation_id=correlation_id):
            await self._app(scope, receive, say)
