"""A feed whose answer has an unexpected shape is retried, like one that does not answer."""

from collections.abc import Awaitable, Callable

import httpx2
import pytest

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
