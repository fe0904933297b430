"""A TCP proxy that can cut its connections, hold up all data or slow it down; it does not interpret the data.

`python -m tests.chaos.proxy PORT BEHIND` is a process of its own, so that what passes does not wait for the simulated
people. It reads commands from standard input, one per line: cut, hold_up, release, throttle [BYTES_PER_SECOND].
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

import uvloop

CHUNK = 65_536


class ProxyProcess:
    """A proxy in a process of its own."""

    def __init__(self, port: int, behind: str) -> None:
        self._port, self._behind = port, behind
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        command = (sys.executable, "-m", __name__, str(self._port), self._behind)
        self._process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, start_new_session=True)
        assert self._process.stdout is not None
        if await self._process.stdout.readline() != b"listening\n":
            raise RuntimeError(f"the proxy of port {self._port} does not listen")

    def command(self, *words: object) -> None:
        """Give it a command."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write((" ".join(map(str, words)) + "\n").encode())

    async def stop(self) -> None:
        """Let it cut all connections and end."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            await self._process.wait()


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

    def obey(self, command: str, *numbers: str) -> None:
        """Carry a command out."""
        match command:
            case "cut":
                self.cut()
            case "hold_up":
                self._flowing.clear()
            case "release":
                self._flowing.set()
            case "throttle":
                self._bytes_per_second = int(numbers[0]) if numbers else None

    def cut(self) -> None:
        """Abort all connections."""
        for task in self._carried:
            task.cancel()

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


async def serve(port: int, behind: str) -> None:
    """Forward until standard input ends."""
    proxy = Proxy(port, behind)
    await proxy.start()
    sys.stdout.write("listening\n")
    sys.stdout.flush()
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := await commands.readline():
        proxy.obey(*line.decode().split())
    await proxy.stop()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), sys.argv[2]))
