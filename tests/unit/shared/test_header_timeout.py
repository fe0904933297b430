"""A connection is closed unless a request's headers arrive in time."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from shared.processes import header_timeout
from shared.processes.header_timeout import HeaderTimeoutProtocol
from tests.sockets import all_of

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

REQUEST = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setattr(header_timeout, "HEADER_TIMEOUT_SECONDS", 1.0)
    config = uvicorn.Config(
        PlainTextResponse("served"), port=0, http=HeaderTimeoutProtocol, log_config=None, lifespan="off", ws="none"
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
