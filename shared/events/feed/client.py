"""Reading the feeds of the owners of topics, as repair and rebuild do, with a service's own password."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager

import httpx2

from shared.events.feed.reading import LONGEST_PAGE, as_records
from shared.events.record import Record
from shared.postgres.connections import TRANSIENT

SECONDS = 30.0
PASSING: tuple[type[Exception], ...] = (httpx2.HTTPError, ValueError, *TRANSIENT)
"""What passes by itself when a feed is read and its events are kept: the owner is away, or answers nonsense for now."""


class Feeds:
    """The feeds of some topics; `addresses` are their owners', by the topic's full name."""

    def __init__(self, addresses: Mapping[str, str], client: httpx2.AsyncClient) -> None:
        self.addresses = addresses
        self._client = client

    async def page(self, topic: str, after: int, shard: int | None = None) -> Sequence[Record]:
        """Events after an id, of one shard or of all, oldest first; none where the feed ends. Raises `PASSING`."""
        question: dict[str, str | int] = {"topic": topic, "after": after, "limit": LONGEST_PAGE}
        if shard is not None:
            question["shard"] = shard
        answer = await self._client.get(f"{self.addresses[topic]}/events", params=question)
        with _sense():
            return as_records(topic, answer.raise_for_status().json(), after)

    async def tails(self, topic: str) -> dict[int, int]:
        """The last relayed id of each shard. Raises `PASSING`."""
        answer = await self._client.get(f"{self.addresses[topic]}/events/tails", params={"topic": topic})
        with _sense():
            return {int(shard): last_id for shard, last_id in answer.raise_for_status().json().items()}


@contextmanager
def _sense() -> Iterator[None]:
    """Take JSON of another shape for what it is: an answer of somebody else, who stands at this address for now."""
    try:
        yield
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the feed answers nonsense: {type(error).__name__}: {error}") from error


@asynccontextmanager
async def open_feeds(addresses: Mapping[str, str], user: str, password: str) -> AsyncIterator[Feeds]:
    """Read feeds until the block ends."""
    # Services speak to each other directly: a proxy that the environment names is for the way out.
    async with httpx2.AsyncClient(auth=httpx2.BasicAuth(user, password), timeout=SECONDS, trust_env=False) as client:
        yield Feeds(addresses, client)
