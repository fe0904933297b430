"""A feed that answers something else than a feed would is waited for, as one that does not answer."""

from collections.abc import Awaitable, Callable

import httpx2
import pytest

from shared.events.feed.client import PASSING, Feeds

ASK: list[Callable[[Feeds], Awaitable[object]]] = [
    lambda feeds: feeds.page("topic", 0),
    lambda feeds: feeds.tails("topic"),
]


@pytest.mark.parametrize("ask", ASK, ids=["page", "tails"])
@pytest.mark.parametrize("body", [b"<html>", b"null", b"[1]", b'[{"no": "event"}]', b'{"shard": 1}'])
async def test_nonsense_passes(ask: Callable[[Feeds], Awaitable[object]], body: bytes) -> None:
    transport = httpx2.MockTransport(lambda _request: httpx2.Response(200, content=body))
    async with httpx2.AsyncClient(transport=transport) as client:
        with pytest.raises(PASSING):
            await ask(Feeds({"topic": "http://owner"}, client))
