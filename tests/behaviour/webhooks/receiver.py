"""Receivers of webhooks as other offices run them: real HTTP servers, which answer as a test wants."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from standardwebhooks import Webhook
from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True)
class Message:
    """One request that a receiver got."""

    id: str
    body: bytes
    headers: Mapping[str, str]
    at: float
    status: int

    @property
    def event(self) -> dict[str, Any]:
        event: dict[str, Any] = json.loads(self.body)
        return event

    def verify(self, secret: str) -> None:
        """Check the signature with the library of the specification. Raises its error."""
        Webhook(secret).verify(self.body, dict(self.headers))


@dataclass
class Receiver:
    """A server and the requests it received; `answer` chooses the response to each event."""

    port: int
    answer: Callable[[dict[str, Any], int], Response] = lambda _event, _times: Response(status_code=204)
    delay: float = 0
    got: list[Message] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def about(self, *subjects: str) -> list[Message]:
        """The requests about these subjects, in the order of their arrival."""
        return [each for each in self.got if each.event.get("subject") in subjects]

    def taken(self, *subjects: str) -> list[Message]:
        """Those that were taken."""
        return [each for each in self.about(*subjects) if each.status < 300]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope, receive)
        body, at = await request.body(), time.monotonic()
        if self.delay:
            await asyncio.sleep(self.delay)
        event = json.loads(body)
        times = sum(each.id == request.headers["webhook-id"] for each in self.got) + 1
        response = self.answer(event, times)
        message = Message(request.headers["webhook-id"], body, dict(request.headers), at, response.status_code)
        self.got.append(message)
        await response(scope, receive, send)


@asynccontextmanager
async def receiving(**behaviour: Any) -> AsyncIterator[Receiver]:
    """A receiver on a port of its own."""
    listening = socket.create_server(("127.0.0.1", 0))
    receiver = Receiver(listening.getsockname()[1], **behaviour)
    server = uvicorn.Server(uvicorn.Config(receiver, log_config=None, access_log=False, lifespan="off"))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield receiver
    finally:
        server.should_exit = server.force_exit = True
        await task
