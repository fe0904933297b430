"""The services behind the door, by HTTP."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import httpx2

from services.front.origin.model import Destination, ServiceDown, ServiceSlow
from shared.operations.clients import direct_client
from shared.operations.settings import Settings
from shared.values.labels import label

EVENT_STREAM = "text/event-stream"
CONNECT_SECONDS = 3.0
MARGIN_SECONDS = 5.0
"""A service ends a request at its own time limit, and its answer still has to arrive."""
CONNECTIONS = 200
STREAMS = 2_000
"""A stream keeps its connection as long as a page is open, so streams have connections of their own."""


@dataclass(frozen=True)
class Services:
    """Connections to the services' apis."""

    addresses: Mapping[str, str]
    requests: httpx2.AsyncClient
    streams: httpx2.AsyncClient

    async def send(
        self,
        method: str,
        destination: Destination,
        query: str,
        headers: Mapping[str, str],
        body: bytes | AsyncIterator[bytes] = b"",
    ) -> httpx2.Response:
        """Send a request; the answer's body is read by the caller, who closes it.

        Raises `ServiceDown` or `ServiceSlow`.
        """
        address = f"{self.addresses[destination.service]}{destination.path}{'?' if query else ''}{query}"
        client = self.streams if headers.get("accept") == EVENT_STREAM else self.requests
        request = client.build_request(method, address, headers=headers, content=body or None)
        try:
            return await client.send(request, stream=True, follow_redirects=False)
        except httpx2.ReadTimeout as error:
            raise ServiceSlow(service=label("service", destination.service)) from error
        except httpx2.HTTPError as error:
            raise ServiceDown(service=label("service", destination.service)) from error

    async def close(self) -> None:
        """Close all connections."""
        await self.requests.aclose()
        await self.streams.aclose()


def open_services(settings: Settings) -> Services:
    """The services of an installation. A request is limited in time; its streaming answer only in its pauses."""
    timeout = httpx2.Timeout(
        settings.request_timeout_seconds + MARGIN_SECONDS, connect=CONNECT_SECONDS, pool=CONNECT_SECONDS
    )

    def client(connections: int) -> httpx2.AsyncClient:
        # The servers close a connection that was idle for five seconds: it must be given up before.
        limits = httpx2.Limits(max_connections=connections, keepalive_expiry=2)
        return direct_client(timeout, limits=limits)

    addresses = {name: url.rstrip("/") for name, url in settings.feeds.items()}
    return Services(addresses, client(CONNECTIONS), client(STREAMS))
