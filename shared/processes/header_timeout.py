"""A time limit for the arrival of a request's first line and headers.

uvicorn waits for them without limit, so a client that opens many connections and sends nothing, or sends letter by
letter, would hold them all. The body has a time limit of its own, in `body_limit.py`.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_TIMEOUT_SECONDS = 10.0


class HeaderTimeoutProtocol(HttpToolsProtocol):
    """Closes the connection unless a request's headers are complete in time."""

    _timeout: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the time limit of the first request."""
        super().connection_made(transport)
        self._start_timeout()

    def on_message_begin(self) -> None:
        """Start the time limit of a further request."""
        super().on_message_begin()
        self._start_timeout()

    def on_headers_complete(self) -> None:
        """End the time limit: the headers are complete."""
        self._end_timeout()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the time limit with the connection."""
        self._end_timeout()
        super().connection_lost(exc)

    def _start_timeout(self) -> None:
        # Not restarted while it runs: otherwise a letter now and then would hold the connection.
        if self._timeout is None:
            self._timeout = self.loop.call_later(HEADER_TIMEOUT_SECONDS, self.transport.close)

    def _end_timeout(self) -> None:
        if self._timeout is not None:
            self._timeout.cancel()
            self._timeout = None
