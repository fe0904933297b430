"""Client of the feeds, used by repair and rebuild with the service's own password."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager

import httpx2

from shared.events.feed.reading import LONGEST_PAGE, as_records
from shared.events.record import Record
from shared.operations.clients import direct_client
from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT

TIMEOUT_SECONDS = 30.0
FEED_ERRORS: tuple[type[Exception], ...] = (httpx2.HTTPError, ValueError, *TRANSIENT)
"""Transient errors while a feed is read and its events are stored: retry later."""


class Feeds:
    """Feeds of several topics; `addresses` maps a topic's full name to the address of its owner."""

    def __init__(self, addresses: Mapping[str, str], client: httpx2.AsyncClient) -> None:
        self.addresses = addresses
        self._client = client

    async def page(self, topic: str, after: int, shard: int | None = None) -> Sequence[Record]:
        """Events after an id, of one shard or of all, oldest first; empty at the end. Raises `FEED_ERRORS`."""
        parameters: dict[str, str | int] = {"topic": topic, "after": after, "limit": LONGEST_PAGE}
        if shard is not None:
            parameters["shard"] = shard
        answer = await self._get(f"{self.addresses[topic]}/events", parameters)
        with _invalid_answers_as_transient():
            return as_records(topic, answer.raise_for_status().json(), after)

    async def tails(self, topic: str) -> dict[int, int]:
        """The last relayed id of each shard. Raises `FEED_ERRORS`."""
        answer = await self._get(f"{self.addresses[topic]}/events/tails", {"topic": topic})
        with _invalid_answers_as_transient():
            return {int(shard): last_id for shard, last_id in answer.raise_for_status().json().items()}

    async def _get(self, address: str, parameters: Mapping[str, str | int]) -> httpx2.Response:
        # One limit for the whole answer: the client's own limit begins again with each packet.
        async with asyncio.timeout(TIMEOUT_SECONDS):
            return await self._client.get(address, params=parameters)


@contextmanager
def _invalid_answers_as_transient() -> Iterator[None]:
    """Treat JSON of an unexpected shape as a transient error: something else is answering at this address."""
    try:
        yield
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the feed's answer has an unexpected shape: {describe(error)}") from error


@asynccontextmanager
async def open_feeds(addresses: Mapping[str, str], user: str, password: str) -> AsyncIterator[Feeds]:
    """Open a client for the feeds; it closes with the block."""
    auth = httpx2.BasicAuth(user, password)
    async with direct_client(TIMEOUT_SECONDS, auth=auth) as client:
        yield Feeds(addresses, client)
