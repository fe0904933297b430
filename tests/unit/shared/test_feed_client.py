"""A feed whose answer has an unexpected shape, or takes too long, is retried, like one that does not answer."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx2
import pytest

from shared.events.feed import client as feed_client
from shared.events.feed.client import FEED_ERRORS, Feeds

ASK: list[Callable[[Feeds], Awaitable[object]]] = [
    lambda feeds: feeds.page("topic", 0),
    lambda feeds: feeds.tails("topic"),
]


@pytest.mark.parametrize("ask", ASK, ids=["page", "tails"])
@pytest.mark.parametrize("body", [b"<html>", b"null", b"[1]", b'[{"no": "event"}]', b'{"shard": 1}'])
async def test_an_answer_of_an_unexpected_shape_is_a_transient_error(
    ask: Callable[[Feeds], Awaitable[object]], body: bytes
) -> None:
    transport = httpx2.MockTransport(lambda _request: httpx2.Response(200, content=body))
    async with httpx2.AsyncClient(transport=transport) as client:
        with pytest.raises(FEED_ERRORS):
            await ask(Feeds({"topic": "http://owner"}, client))


async def drip() -> AsyncIterator[bytes]:
    """An answer of forty seconds, letter by letter."""
    for _ in range(400):
        yield b" "
        await asyncio.sleep(0.1)


@pytest.mark.parametrize("ask", ASK, ids=["page", "tails"])
async def test_an_answer_letter_by_letter_ends_at_the_limit(
    ask: Callable[[Feeds], Awaitable[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client's own limit would begin again with each letter."""
    monkeypatch.setattr(feed_client, "TIMEOUT_SECONDS", 0.3)
    transport = httpx2.MockTransport(lambda _request: httpx2.Response(200, content=drip()))
    async with httpx2.AsyncClient(transport=transport, timeout=0.3) as client, asyncio.timeout(20):
        with pytest.raises(FEED_ERRORS):
            await ask(Feeds({"topic": "http://owner"}, client))
