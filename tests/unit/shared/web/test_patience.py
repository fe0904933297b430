"""A connection that does not say what it wants is hung up on; one that does is served."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from shared.processes import patience
from shared.processes.patience import PatientProtocol
from tests.sockets import all_of

REQUEST = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setattr(patience, "HEADER_SECONDS", 1.0)
    config = uvicorn.Config(
        PlainTextResponse("served"), port=0, http=PatientProtocol, log_config=None, lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    yield server.servers[0].sockets[0].getsockname()[1]
    await server.shutdown()


async def _said(port: int, *words: bytes) -> bytes:
    """Say these, a little later each; all that is answered until the server hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = asyncio.create_task(all_of(reader))
    for word in words:
        writer.write(word)
        await asyncio.wait([answer], timeout=0.2)
    async with asyncio.timeout(10):
        answered = await answer
    writer.close()
    return answered


async def test_silence_is_hung_up_on(port: int) -> None:
    assert await _said(port) == b""


async def test_headers_that_come_letter_by_letter_are_hung_up_on(port: int) -> None:
    assert await _said(port, *(REQUEST[:8][at : at + 1] for at in range(8))) == b""


async def test_who_says_what_is_wanted_is_served(port: int) -> None:
    assert (await _said(port, REQUEST[:20], REQUEST[20:])).endswith(b"served")
