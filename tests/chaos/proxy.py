"""A TCP proxy that can cut its connections, hold up all data or slow it down; it does not interpret the data."""

import asyncio
from contextlib import suppress

CHUNK = 65_536


class Proxy:
    """Listens on `port` of 127.0.0.1 and forwards to the same port of `behind`."""

    def __init__(self, port: int, behind: str) -> None:
        self._port, self._behind = port, behind
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._carried: set[asyncio.Task[None]] = set()
        self._bytes_per_second: int | None = None
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Start listening."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self._port)

    async def stop(self) -> None:
        """Cut all connections and stop listening."""
        if self._server is not None:
            self._server.close()
        self._flowing.set()
        self.cut()
        await asyncio.gather(*self._carried, return_exceptions=True)

    def cut(self) -> int:
        """Abort all connections; return their number."""
        for task in self._carried:
            task.cancel()
        return len(self._carried)

    def hold_up(self) -> None:
        """Stop forwarding data; connections stay open."""
        self._flowing.clear()

    def release(self) -> None:
        """Forward data again."""
        self._flowing.set()

    def throttle(self, bytes_per_second: int | None) -> None:
        """Limit each connection in each direction; None ends the limit."""
        self._bytes_per_second = bytes_per_second

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._carried.add(task)
        # A cut cancels this task, and asyncio's server would report the cancellation of its handler as an error.
        with suppress(OSError, asyncio.CancelledError):
            await self._carry_both_ways(reader, writer)
        writer.transport.abort()
        self._carried.discard(task)

    async def _carry_both_ways(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        beyond_reader, beyond_writer = await asyncio.open_connection(self._behind, self._port)
        ways = [
            asyncio.create_task(self._pass_on(reader, beyond_writer)),
            asyncio.create_task(self._pass_on(beyond_reader, writer)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            beyond_writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(CHUNK):
            await self._flowing.wait()
            writer.write(chunk)
            await writer.drain()
            if self._bytes_per_second:
                await asyncio.sleep(len(chunk) / self._bytes_per_second)
