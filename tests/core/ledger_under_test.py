"""An instance of the ledger and its reader under test, with processes that can be killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg

from shared.operations.settings import Settings
from shared.postgres.connections import connect


@dataclass
class Ledger:
    """The instance under test."""

    settings: Settings
    logs: Path
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)
    _owners: dict[str, "asyncpg.Connection[Any]"] = field(default_factory=dict)
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self, *arguments: str, crash_at: str | None = None, **more: str) -> asyncio.subprocess.Process:
        """Start a process of `tests.core.process`, optionally with a crash point and `more` settings."""
        environment = {**os.environ, **_as_environment(self.settings)}
        environment |= {f"SINERGI_{name.upper()}": value for name, value in more.items()}
        if crash_at:
            environment["SINERGI_CRASH_AT"] = crash_at
        with (self.logs / f"{len(self.processes)}-{arguments[0]}.log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.core.process", *arguments, env=environment, stdout=log, stderr=log
            )
        self.processes.append(process)
        return process

    def log_of(self, process: asyncio.subprocess.Process) -> str:
        """The log that a process has written so far."""
        nth = self.processes.index(process)
        return next(self.logs.glob(f"{nth}-*.log")).read_text()

    async def crashed(self, process: asyncio.subprocess.Process) -> None:
        """Wait until a process has killed itself at its crash point."""
        async with asyncio.timeout(30):
            assert await process.wait() == -signal.SIGKILL

    async def fetch(self, service: str, query: str, *arguments: object) -> list[Any]:
        """Query a service's tables as its owner."""
        # On a connection that stays open: tests ask again and again, and connecting costs fifty times as much.
        async with self._asking:
            if service not in self._owners or self._owners[service].is_closed():
                self._owners[service] = await connect(self.settings, service, "owner", "test")
            return [tuple(row.values()) for row in await self._owners[service].fetch(query, *arguments)]

    @asynccontextmanager
    async def as_owner(self, service: str) -> AsyncIterator["asyncpg.Connection[Any]"]:
        """A connection of a schema's owner role, as operators use it."""
        connection = await connect(self.settings, service, "owner", "operator")
        try:
            yield connection
        finally:
            await connection.close()

    async def close(self) -> None:
        """End the processes and the connections."""
        for process in self.processes:
            if process.returncode is None:
                process.kill()
                await process.wait()
        for owner in self._owners.values():
            owner.terminate()

    async def eventually(self, check: Callable[[], Awaitable[bool]], seconds: float = 40) -> None:
        """Wait until `check` holds."""
        async with asyncio.timeout(seconds):
            while not await check():
                await asyncio.sleep(0.05)

    async def all_relayed(self) -> None:
        """Wait until the relay's cursor has reached the end of the log."""

        async def check() -> bool:
            rows = await self.fetch(
                "ledger", "SELECT relay.cursor >= (SELECT coalesce(max(id), 0) FROM outbox) FROM relay"
            )
            return bool(rows[0][0])

        await self.eventually(check)

    async def all_consumed(self, seconds: float = 40) -> None:
        """Wait until the reader has recorded as many numbers as the ledger has emitted."""

        async def check() -> bool:
            emitted = await self.fetch("ledger", "SELECT count(*) FROM outbox")
            consumed = await self.fetch("reader", "SELECT count(*) FROM consumed")
            return bool(consumed[0][0] >= emitted[0][0])

        await self.eventually(check, seconds)

    async def assert_each_consumed_once_in_order(self) -> None:
        """External audit: every event took effect once, in the order of its key, and no record is parked."""
        emitted = await self.fetch("ledger", "SELECT key, event_id FROM outbox ORDER BY id")
        consumed = await self.fetch("reader", "SELECT key, event_id FROM consumed ORDER BY nth")
        for key in {key for key, _ in emitted}:
            assert [id_ for k, id_ in consumed if k == key] == [id_ for k, id_ in emitted if k == key]
        assert len(consumed) == len(emitted)
        assert await self.fetch("reader", "SELECT reason, detail FROM parked") == []
        forwarded = await self.fetch("reader", "SELECT count(*) FROM outbox")
        assert forwarded == [(len(emitted),)]


def _as_environment(settings: Settings) -> dict[str, str]:
    given = settings.model_dump(exclude_unset=True, mode="json")
    return {f"SINERGI_{name.upper()}": str(value) for name, value in given.items()}
