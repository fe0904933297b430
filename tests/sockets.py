"""Speaking to a server through a bare socket."""

import asyncio
from contextlib import suppress


async def all_of(reader: asyncio.StreamReader) -> bytes:
    """All that is answered until the server hangs up; whoever sends more may find that reset instead of closed."""
    said = b""
    with suppress(ConnectionResetError):
        while more := await reader.read(65_536):
            said += more
    return said
