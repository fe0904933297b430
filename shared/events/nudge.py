"""Waking the relay after a commit, outside the business transaction. A lost nudge costs one poll interval."""

import asyncio
from contextlib import suppress

import asyncpg
import structlog

from shared.operations.errors import describe
from shared.operations.settings import Settings
from shared.postgres.connections import TRANSIENT, connect, wait_for

log = structlog.get_logger()

INTERVAL_SECONDS = 0.003
"""The pause after a nudge. The first commit after it is announced immediately, and those during it together."""


def channel_of(service: str) -> str:
    """The notification channel of a service's log."""
    return f"{service}_outbox"


class Nudge:
    """Debounced `pg_notify` on a side connection, one per process; call it after a commit that wrote events."""

    def __init__(self, settings: Settings, service: str, interval: float = INTERVAL_SECONDS) -> None:
        self._settings = settings
        self._service = service
        self._interval = interval
        self._requested = asyncio.Event()

    def __call__(self) -> None:
        """Request a nudge; returns immediately."""
        self._requested.set()

    async def run(self) -> None:
        """Send requested nudges until cancelled."""
        while True:
            connection = await wait_for(
                "postgres", lambda: connect(self._settings, self._service, "app", f"{self._service} nudge")
            )
            try:
                # A notification draws a transaction id, so its commit would wait for the disk and delay the writers.
                await connection.execute("SET synchronous_commit = off")
                await self._send(connection)
            except TRANSIENT as error:
                log.warning("nudge_lost", error=describe(error))
            finally:
                connection.terminate()

    async def _send(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        while True:
            await self._requested.wait()
            # Cleared before the statement, so that a commit during the statement gets its own notification.
            self._requested.clear()
            await connection.execute("SELECT pg_notify($1, '')", channel_of(self._service))
            await asyncio.sleep(self._interval)


class NudgeListener:
    """The relay's side of the nudge."""

    def __init__(self) -> None:
        self._nudged = asyncio.Event()

    async def listen(self, connection: "asyncpg.Connection[asyncpg.Record]", service: str) -> None:
        """Listen on `connection`, which must be direct and not pooled."""
        await connection.add_listener(channel_of(service), lambda *_: self._nudged.set())

    async def nudged_within(self, seconds: float) -> bool:
        """Wait until a nudge has arrived since the last call, at most `seconds`; return whether one has."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._nudged.wait()
        nudged = self._nudged.is_set()
        self._nudged.clear()
        return nudged
