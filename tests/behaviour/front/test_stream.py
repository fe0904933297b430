"""The stream of the inbox through the door and an ingress before it: neither holds it back, and a cut loses nothing."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.front.browser import OWN_SCRIPT, Browser
from tests.behaviour.notifications.test_inbox_stream import STREAM, Stream
from tests.behaviour.office import open_office

CHUNK = 65_536


@dataclass
class Ingress:
    """A server before the door that passes bytes on in both directions, and can end all of its connections."""

    port: int
    host: str
    address: str = ""
    ways: set[asyncio.Task[None]] = field(default_factory=set)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on one connection."""
        beyond_reader, beyond_writer = await asyncio.open_connection(self.host, self.port)
        pair = (
            asyncio.create_task(pass_on(reader, beyond_writer)),
            asyncio.create_task(pass_on(beyond_reader, writer)),
        )
        self.ways.update(pair)
        await asyncio.wait(pair, return_when=asyncio.FIRST_COMPLETED)
        for way in pair:
            way.cancel()
        for each in (writer, beyond_writer):
            each.transport.abort()
        self.ways.difference_update(pair)

    def cut(self) -> None:
        """End every connection."""
        for way in self.ways:
            way.cancel()


async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, asyncio.CancelledError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()


@pytest.fixture
async def ingress(browser: Browser) -> AsyncIterator[Ingress]:
    """An ingress before the door."""
    door = urlsplit(browser.origin)
    assert door.hostname and door.port  # noqa: PT018 -- both are parts of one address
    found = Ingress(door.port, door.hostname)
    async with await asyncio.start_server(found.carry, "127.0.0.1", 0) as server:
        found.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield found
        found.cut()


@asynccontextmanager
async def streamed(browser: Browser, ingress: Ingress, since: str = "") -> AsyncIterator[Stream]:
    """The stream as the browser reads it; its header `Host` is that of the door."""
    headers = OWN_SCRIPT | {"Host": urlsplit(browser.origin).netloc, "Accept": "text/event-stream"}
    headers |= {"Last-Event-ID": since} if since else {}
    cookies = {"Cookie": f"sinergi={browser.session}"}
    async with browser.http.stream("GET", ingress.address + STREAM, headers=headers | cookies) as answer:
        assert answer.status_code == 200, await answer.aread()
        assert "Content-Encoding" not in answer.headers
        yield Stream(answer, answer.aiter_lines())


async def ends(stream: Stream) -> bool:
    """Wait for the end of a stream, and return whether it was an orderly one."""
    try:
        while True:
            await stream.next()
    except AssertionError:
        return True
    except httpx2.TransportError:
        return False


async def test_a_stream_goes_on_after_a_cut_and_a_restart_and_is_sent_what_it_missed(
    sinergi: Sinergi, facility: Mapping[str, Any], browser: Browser, ingress: Ingress
) -> None:
    # Of its own: the drafts of other tests would be counted too.
    office = await open_office(sinergi, facility)
    await browser.log_in(office.contact)
    async with streamed(browser, ingress) as stream:
        _, before, first = await stream.unread()
        ingress.cut()
        assert not await ends(stream)
    async with streamed(browser, ingress, first) as stream:
        assert await stream.next() == {"": "nothing was missed"}
        await sinergi.stack.stop_one("notifications-api")
        assert await ends(stream), "the door ends it; an error of the service is none of the browser's"
    try:
        assert (await browser.fetch(STREAM)).status_code == 502
        await office.submit(await office.draft())
    finally:
        await sinergi.stack.start_one("notifications-api")

    async def counted() -> None:
        count = (await sinergi.notifications.get("/inbox/count", office.contact)).json()
        assert sum(count.values()) == before + 1

    await sinergi.eventually(counted)
    async with streamed(browser, ingress, first) as stream:
        assert (await stream.unread())[:2] == ("keadaan", before + 1)
