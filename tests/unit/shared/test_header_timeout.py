"""A connection is closed unless a request's headers arrive in time and are small enough."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from shared.processes import header_timeout
from shared.processes.header_timeout import MAX_HEADER_BYTES, HeaderTimeoutProtocol
from tests.sockets import all_of

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

REQUEST = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"


async def answer_after_a_while(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that needs longer for `/slow` than a client may for its headers."""
    if scope["path"] == "/slow":
        await asyncio.sleep(1.5)
    await PlainTextResponse("served")(scope, receive, send)


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setattr(header_timeout, "HEADER_TIMEOUT_SECONDS", 1.0)
    config = uvicorn.Config(
        answer_after_a_while, port=0, http=HeaderTimeoutProtocol, log_config=None, lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    yield server.servers[0].sockets[0].getsockname()[1]
    await server.shutdown()


async def _send(port: int, *parts: bytes) -> bytes:
    """Send the parts with a pause after each; return the answer until the server closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = asyncio.create_task(all_of(reader))
    for part in parts:
        writer.write(part)
        await asyncio.wait([answer], timeout=0.2)
    async with asyncio.timeout(10):
        answered = await answer
    writer.close()
    return answered


async def test_a_silent_connection_is_closed(port: int) -> None:
    assert await _send(port) == b""


async def test_headers_sent_letter_by_letter_do_not_extend_the_limit(port: int) -> None:
    assert await _send(port, *(REQUEST[:8][at : at + 1] for at in range(8))) == b""


async def test_headers_in_time_are_served(port: int) -> None:
    assert (await _send(port, REQUEST[:20], REQUEST[20:])).endswith(b"served")


TOO_MUCH = MAX_HEADER_BYTES + 1


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([b"GET / HTTP/1.1\r\nX: " + b"x" * TOO_MUCH, b""], id="one header without an end"),
        pytest.param([b"GET /" + b"x" * TOO_MUCH, b""], id="an address without an end"),
        pytest.param([REQUEST[:-2] + b"X: " + b"x" * TOO_MUCH + b"\r\n\r\n"], id="one header, complete"),
        pytest.param([REQUEST[:-2], (b"X: " + b"x" * 1000 + b"\r\n") * 40 + b"\r\n"], id="many headers"),
    ],
)
async def test_headers_that_are_too_large_are_refused_and_the_connection_is_closed(
    port: int, parts: list[bytes]
) -> None:
    assert (await _send(port, *parts)).startswith(b"HTTP/1.1 400 ")


async def test_a_body_does_not_count_as_headers(port: int) -> None:
    request = REQUEST.replace(b"GET", b"POST")[:-2] + b"Content-Length: %d\r\n\r\n" % (2 * TOO_MUCH)
    assert (await _send(port, request + b"x" * TOO_MUCH, b"x" * TOO_MUCH)).endswith(b"served")


async def test_the_beginning_of_a_next_request_does_not_cut_the_answer_before_it(port: int) -> None:
    slow = b"GET /slow HTTP/1.1\r\nHost: here\r\n\r\n"
    assert (await _send(port, slow, REQUEST[:20])).endswith(b"served")
