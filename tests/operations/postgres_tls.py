"""TLS in front of PostgreSQL, as its own server does it: the wheel of the embedded stack is built without."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

# Length 8, then the code 1234 5679.
SSL_REQUEST = bytes.fromhex("0000000804d2162f")


@dataclass
class PostgresTls:
    """Takes encrypted connections only, and passes them on to the plain server."""

    context: ssl.SSLContext
    port: int
    server: int = 0
    taken: int = 0
    refused: int = 0

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one client until either side closes."""
        try:
            if await reader.readexactly(len(SSL_REQUEST)) != SSL_REQUEST:
                raise ConnectionRefusedError
            writer.write(b"S")
            await writer.start_tls(self.context)
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.server)
        except (OSError, asyncio.IncompleteReadError):
            self.refused += 1
            writer.close()
            return
        self.taken += 1
        await asyncio.gather(_pass_on(reader, to_server), _pass_on(from_server, writer))


@asynccontextmanager
async def encrypting(context: ssl.SSLContext, port: int) -> AsyncIterator[PostgresTls]:
    """Listen as long as the block."""
    front = PostgresTls(context, port)
    server = await asyncio.start_server(front.connect, "127.0.0.1", port)
    try:
        yield front
    finally:
        server.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()
