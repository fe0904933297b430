"""Readiness of an api: whether PostgreSQL answers, asked on a connection of its own.

On a connection of the pool, a few requests that wait for the same locked row would make the process not ready, and a
balancer would take every process out of service at the same time.
"""

import asyncio
from typing import Any

import asyncpg

from shared.operations.settings import Settings
from shared.postgres.connections import TRANSIENT, connect

ANSWER_TIMEOUT_SECONDS = 2.0


class PostgresProbe:
    """Asks PostgreSQL, one question at a time; the connection is opened again after a failure."""

    def __init__(self, settings: Settings, service: str) -> None:
        self._settings = settings
        self._service = service
        self._asking = asyncio.Lock()
        self._connection: asyncpg.Connection[Any] | None = None

    async def trouble(self) -> str | None:
        """Why PostgreSQL does not serve this service, or None."""
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_SECONDS), self._asking:
                await self._ask()
        except (*TRANSIENT, asyncpg.PostgresError) as error:
            self.close()
            return f"postgres does not answer: {type(error).__name__}"
        return None

    def close(self) -> None:
        """Close the connection without waiting for a server that may be gone."""
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None

    async def _ask(self) -> None:
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(self._settings, self._service, "app", f"{self._service} readiness")
        # A table of the schema, because SELECT 1 would succeed before the first migration.
        await self._connection.fetchval("SELECT cursor FROM relay")
