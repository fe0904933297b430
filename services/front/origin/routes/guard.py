"""The guard before every route: it refuses what no page of Sinergi sends, and adds the security headers."""

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.front.login.model import BACK_CHANNEL
from services.front.origin.model import (
    ForeignOrigin,
    WrongHost,
    is_foreign,
    require_small_cookies,
    require_unambiguous,
    security_headers,
)
from shared.console.asset_files import ADDRESS
from shared.operations.settings import Settings
from shared.values.refusals import Refusal

FOR_OPERATIONS = frozenset({"/livez", "/readyz", "/metrics"})
"""Probes ask for these by the address of the process, not by the public one."""


class Guard:
    """ASGI middleware; `answer` makes the answer to a refusal."""

    def __init__(self, app: ASGIApp, settings: Settings, answer: Callable[[Request, Refusal], Response]) -> None:
        self._app, self._answer, self._origin = app, answer, settings.public_origin
        self._headers = security_headers(settings.public_origin, settings.token_issuer)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request, then pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._secure(MutableHeaders(scope=message), cached=scope["path"].startswith(ADDRESS))
            await send(message)

        request = Request(scope, receive)
        try:
            self._check(request)
        except Refusal as refusal:
            await self._answer(request, refusal)(scope, receive, send_secured)
            return
        await self._app(scope, receive, send_secured)

    def _check(self, request: Request) -> None:
        pairs = request.headers.items()
        require_small_cookies(pairs)
        require_unambiguous(request.method, pairs)
        path = request.scope["path"]
        if path in FOR_OPERATIONS or path == BACK_CHANNEL:
            return
        # Another host that leads here (DNS rebinding) would have an origin of its own.
        if request.headers.get("host", "").lower() != urlsplit(self._origin).netloc:
            raise WrongHost(origin=self._origin)
        if is_foreign(request.method, request.headers, self._origin):
            raise ForeignOrigin

    def _secure(self, headers: MutableHeaders, *, cached: bool) -> None:
        headers.update(self._headers)
        if not cached or "Cache-Control" not in headers:
            # Also for the browser's own back button after a logout.
            headers["Cache-Control"] = "no-store"
