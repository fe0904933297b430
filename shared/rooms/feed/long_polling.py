"""Long polling: a request for events that finds none can wait for a while, without holding a connection.

Each poll is a unit of work of its own, so a client that loses its right to read while it waits is refused at the next
one.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import Response

from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT, Pool
from shared.web.edge import WorkRoute

log = structlog.get_logger()

LONGEST_WAIT_SECONDS = 30
LOOK_INTERVAL_SECONDS = 0.2
POLL_INTERVAL_SECONDS = 5.0
"""The longest time between two polls; each one checks the rights again, and whether the client is still connected."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait for events after a position of the log, the cursor of that position, and the longest time to wait."""

    position: int
    cursor: str
    seconds: int


class RelayWatch:
    """Watches how far one log is relayed, for all waiting requests of the process; without them it does nothing."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._waiting = 0
        self._cursor = 0
        self._moved = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    async def wait_beyond(self, position: int, seconds: float) -> None:
        """Return once the log is relayed beyond `position`, or after `seconds`."""
        self._waiting += 1
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch())
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while self._cursor <= position:
                        await self._moved.wait()
        finally:
            self._waiting -= 1

    async def _watch(self) -> None:
        while self._waiting:
            try:
                cursor = await self._pool.fetchval("SELECT cursor FROM relay")
            except TRANSIENT as error:
                log.warning("feed_watch_retrying", error=describe(error))
            else:
                if cursor != self._cursor:
                    # Waiting requests hold the old event, which stays set; later ones wait for the next move.
                    self._cursor, moved, self._moved = cursor, self._moved, asyncio.Event()
                    moved.set()
            await asyncio.sleep(LOOK_INTERVAL_SECONDS)


def _watch_of(state: State) -> RelayWatch:
    if not hasattr(state, "relay_watch"):
        state.relay_watch = RelayWatch(state.edge.units.pool)
    watch: RelayWatch = state.relay_watch
    return watch


class LongPollingRoute(WorkRoute):
    """The route class for long polling: the handler leaves a `Wait` in the request's state if it found no events."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        """Poll until there are events or the wait is over."""
        answer = super().get_route_handler()

        async def poll(request: Request) -> Response:
            started = time.monotonic()
            while True:
                response: Response = await answer(request)
                wait: Wait | None = getattr(request.state, "wait", None)
                left = started + wait.seconds - time.monotonic() if wait else 0.0
                if wait is None or left <= 0 or await request.is_disconnected():
                    return response
                await _watch_of(request.app.state).wait_beyond(wait.position, min(left, POLL_INTERVAL_SECONDS))

        return poll
