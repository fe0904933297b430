"""Limits of a request's first line and headers: their time of arrival and their size.

uvicorn has neither limit. A client that opens many connections and sends nothing, or sends letter by letter, would hold
them all, and one that sends headers without end would fill the memory, before anything is known about it. The body has
limits of its own, in `body_limit.py`.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_TIMEOUT_SECONDS = 10.0
MAX_HEADER_BYTES = 32_768
"""First line and headers of one request, together."""


class HeadersTooLarge(Exception):
    """The parser passes it on to uvicorn as a request that is not HTTP: 400, and the connection is closed."""


class HeaderTimeoutProtocol(HttpToolsProtocol):
    """Closes the connection unless a request's headers are complete in time and small enough."""

    _timeout: asyncio.TimerHandle | None = None
    _awaited = True
    """Whether the headers of a request are awaited and incomplete."""
    _received = 0
    """Bytes received while they were."""
    _parsed = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the time limit of the first request."""
        super().connection_made(transport)
        self._start_timeout()

    def data_received(self, data: bytes) -> None:
        """Refuse headers that are too large before they are complete: the parser keeps an incomplete one in memory."""
        super().data_received(data)
        # The rest of a packet that completes the headers may be a body.
        self._received = self._received + len(data) if self._awaited else 0
        if self._received > MAX_HEADER_BYTES and not self.transport.is_closing():
            self.send_400_response("The request's headers are too large.")

    def on_message_begin(self) -> None:
        """Start the time limit of a further request, unless an earlier one is still being answered."""
        super().on_message_begin()
        self._awaited, self._parsed = True, 0
        if self.cycle is None or self.cycle.response_complete:
            self._start_timeout()

    def on_url(self, url: bytes) -> None:
        """Count the first line."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header."""
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """End the time limit: the headers are complete."""
        self._awaited = False
        self._end_timeout()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Start the time limit of a request whose headers have begun to arrive during the answer."""
        super().on_response_complete()
        if self._awaited and not self.transport.is_closing():
            self._start_timeout()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the time limit with the connection."""
        self._end_timeout()
        super().connection_lost(exc)

    def _count(self, size: int) -> None:
        self._parsed += size
        if self._parsed > MAX_HEADER_BYTES:
            raise HeadersTooLarge

    def _start_timeout(self) -> None:
        # Not restarted while it runs: otherwise a letter now and then would hold the connection.
        if self._timeout is None:
            self._timeout = self.loop.call_later(HEADER_TIMEOUT_SECONDS, self.transport.close)

    def _end_timeout(self) -> None:
        if self._timeout is not None:
            self._timeout.cancel()
            self._timeout = None
