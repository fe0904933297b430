"""Waking the relay after a commit, outside of the business transaction; a nudge that is lost costs a poll's pause."""

import asyncio
from contextlib import suppress

import asyncpg
import structlog

from shared.operations.settings import Settings
from shared.postgres.connections import TRANSIENT, connect, wait_for

log = structlog.get_logger()


def channel_of(service: str) -> str:
    """The notification channel of a service's log."""
    return f"{service}_outbox"


class Nudge:
    """One debounced `pg_notify` per process, from a side connection; call it after a commit that wrote events."""

    def __init__(self, settings: Settings, service: str) -> None:
        self._settings = settings
        self._service = service
        self._wanted = asyncio.Event()

    def __call__(self) -> None:
        """Ask for a nudge; returns at once."""
        self._wanted.set()

    async def run(self) -> None:
        """Pass nudges on until cancelled."""
        while True:
            connection = await wait_for(
                "postgres", lambda: connect(self._settings, self._service, "app", f"{self._service} nudge")
            )
            try:
                # A notification draws a transaction id: its commit would wait for the disk, and let writers wait.
                await connection.execute("SET synchronous_commit = off")
                await self._pass_on(connection)
            except TRANSIENT as error:
                log.warning("nudge_lost", error=str(error) or type(error).__name__)
            finally:
                connection.terminate()

    async def _pass_on(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        while True:
            await self._wanted.wait()
            # Cleared before the statement: a commit that comes while it is under way gets a notification of its own.
            self._wanted.clear()
            await connection.execute("SELECT pg_notify($1, '')", channel_of(self._service))


class Alarm:
    """The relay's side: rings when a nudge arrives."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    async def listen(self, connection: "asyncpg.Connection[asyncpg.Record]", service: str) -> None:
        """Listen on `connection`, which must be a direct one."""
        await connection.add_listener(channel_of(service), lambda *_: self._rung.set())

    async def rings_within(self, seconds: float) -> bool:
        """Return once a nudge has arrived since the last call, or after `seconds`; and whether one has."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        rung = self._rung.is_set()
        self._rung.clear()
        return rung
