"""A resolver of names outside of Sinergi, as an HTTP server of the tests."""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

PERSON = {
    "participant_id": str(UUID(int=2)),
    "name": "Warga Contoh",
    "register_number": "B.I 1/2026",
    "kind": "convict",
}


@dataclass
class Server:
    """An HTTP server that gives one answer and keeps what it was asked."""

    status: str = "200 OK"
    body: bytes = json.dumps({"people": [PERSON]}).encode()
    pause: float = 0
    cut: bool = False
    """Whether the connection is closed in the middle of the answer."""
    port: int = 0
    asked: list[tuple[str, str, Any]] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head.splitlines()[1:])}
        body = await reader.readexactly(int(headers["content-length"]))
        request = head.partition(" HTTP")[0]
        self.asked.append((request, headers["authorization"], json.loads(body)))
        self.heed(request, json.loads(body))
        await asyncio.sleep(self.pause)
        if self.cut:
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{")
            writer.close()
            return
        start = f"HTTP/1.1 {self.status}\r\ncontent-length: {len(self.body)}\r\nconnection: close\r\n\r\n"
        writer.write(start.encode() + self.body)
        # A client that does not want the rest has gone.
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        writer.close()

    def heed(self, request: str, body: Any) -> None:
        """What a resolver that keeps names does with a request."""
