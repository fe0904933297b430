"""Waiting for events: a request that has nothing to say yet may stay for a while, and holds no connection meanwhile.

Each look is a unit of work of its own, so whoever loses the right to read while waiting is refused at the next one.
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

from shared.postgres.connections import TRANSIENT, Pool
from shared.web.edge import WorkRoute

log = structlog.get_logger()

LONGEST_WAIT = 30
LOOK_SECONDS = 0.2
ASK_AGAIN_SECONDS = 5.0
"""After which rights are checked again, and whether anybody still listens."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long somebody will wait for what comes after a position of the log, and the cursor of that position."""

    position: int
    cursor: str
    seconds: int


class Lookout:
    """Sees how far one log is relayed, for all who wait for it in this process; without them it does nothing."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._waiting = 0
        self._cursor = 0
        self._moved = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    async def beyond(self, position: int, seconds: float) -> None:
        """Return once more is relayed than `position`, or after `seconds`."""
        self._waiting += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while self._cursor <= position:
                        await self._moved.wait()
        finally:
            self._waiting -= 1

    async def _look(self) -> None:
        while self._waiting:
            try:
                cursor = await self._pool.fetchval("SELECT cursor FROM relay")
            except TRANSIENT as error:
                log.warning("feed_lookout_retrying", error=f"{type(error).__name__}: {error}")
            else:
                if cursor != self._cursor:
                    # Those who wait hold the old event, which stays set; whoever comes now waits for the next move.
                    self._cursor, moved, self._moved = cursor, self._moved, asyncio.Event()
                    moved.set()
            await asyncio.sleep(LOOK_SECONDS)


def _lookout_of(state: State) -> Lookout:
    if not hasattr(state, "lookout"):
        state.lookout = Lookout(state.edge.units.pool)
    lookout: Lookout = state.lookout
    return lookout


class WaitingRoute(WorkRoute):
    """The route class of what can be waited for: its handler leaves its `Patience` in the request's state, or none."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        """Answer again and again until there is something to say or patience ends."""
        answer = super().get_route_handler()

        async def wait(request: Request) -> Response:
            begun = time.monotonic()
            while True:
                response: Response = await answer(request)
                patience: Patience | None = getattr(request.state, "patience", None)
                left = begun + patience.seconds - time.monotonic() if patience else 0.0
                if patience is None or left <= 0 or await request.is_disconnected():
                    return response
                await _lookout_of(request.app.state).beyond(patience.position, min(left, ASK_AGAIN_SECONDS))

        return wait
