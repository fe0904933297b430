"""The database of the services, asked by an administrator over a connection that stays open."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from shared.operations.settings import Settings


@dataclass
class Database:
    """One connection; after a restart of PostgreSQL a new one."""

    settings: Settings
    _connection: "asyncpg.Connection[Any] | None" = None
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def fetchval(self, query: str, *arguments: object) -> Any:
        """One value. Raises `AssertionError` while PostgreSQL is away, so that `eventually` asks again."""
        async with self._asking:
            try:
                if self._connection is None:
                    self._connection = await asyncpg.connect(self.settings.admin_database_url(), timeout=5)
                return await self._connection.fetchval(query, *arguments, timeout=5)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                self.close()
                raise AssertionError(f"PostgreSQL does not answer: {error}") from error

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None
