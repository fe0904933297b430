"""Compresses pages for the way to the browser; data are passed on as the service sent them."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

SMALLEST = 500
UNCHANGED = ("/api/", "/aset/")
"""Data keep their length and tag; assets are compressed once, not for each request."""
FILE = "/isi"
"""The end of the address of a file: most types are compressed already, and a browser shows how much is left."""


class PageCompression:
    """ASGI middleware. Streams of events are left alone, because they would be held back until a block is full."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain, self._packed = app, GZipMiddleware(app, minimum_size=SMALLEST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, compressed if the browser can read it."""
        unchanged = scope["type"] != "http" or scope["path"].startswith(UNCHANGED) or scope["path"].endswith(FILE)
        await (self._plain if unchanged else self._packed)(scope, receive, send)
