"""A TCP proxy that can cut its connections, or hold up every byte for a while; it knows nothing of what it carries."""

import asyncio
from contextlib import suppress

CHUNK = 65_536


class Proxy:
    """Listens on `port` of 127.0.0.1 and passes everything on to the same port of `behind`."""

    def __init__(self, port: int, behind: str) -> None:
        self._port, self._behind = port, behind
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._carried: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self._port)

    async def stop(self) -> None:
        """Cut everything and listen no more."""
        if self._server is not None:
            self._server.close()
        self._flowing.set()
        self.cut()
        await asyncio.gather(*self._carried, return_exceptions=True)

    def cut(self) -> int:
        """Cut all connections without a word to either side; return how many there were."""
        for task in self._carried:
            task.cancel()
        return len(self._carried)

    def hold_up(self) -> None:
        """Let no byte through: connections stay open, and nobody is told."""
        self._flowing.clear()

    def let_go(self) -> None:
        """Let everything through again."""
        self._flowing.set()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._carried.add(task)
        # A cut ends this task, and asyncio's server would report its own handler's cancellation as an error.
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
