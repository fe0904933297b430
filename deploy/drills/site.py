"""The installation of a drill, and the people who work in it: each assignment of a position is one event."""

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg

from deploy.demo.client import Client
from deploy.demo.steps.staff import OPERATOR
from deploy.drills.report import Report
from deploy.installation.environment import settings_of
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from deploy.installation.trouble import Trouble
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from deploy.operating.relays import list_relays
from shared.operations.settings import Settings

PATIENCE_SECONDS = 180.0
OWNER = "agreements"
READERS = tuple(service for service in SERVICES if service != OWNER)


@dataclass
class Site:
    """A running stack with one operator."""

    stack: Stack
    client: Client
    settings: Settings

    async def work(self, events: int) -> list[str]:
        """Assign positions through HTTP; return their ids."""
        return [await self._assign() for _ in range(events)]

    async def _assign(self) -> str:
        body = {"account": f"akun-{uuid4()}", "capability": "reader", "scope_kind": "nation"}
        return str((await self.client.post(OWNER, "/positions", OPERATOR, body)).body["id"])

    async def known(self, service: str, positions: Sequence[str]) -> int:
        """How many of these positions a service has."""
        async with connected(self.settings, service) as connection:
            count = await connection.fetchval("SELECT count(*) FROM position WHERE id = ANY ($1::uuid[])", positions)
        return int(count)

    async def until_applied(self, positions: Sequence[str]) -> None:
        """Wait until every reader has these positions. Raises `Trouble`."""

        async def applied() -> bool:
            return all([await self.known(service, positions) == len(positions) for service in READERS])

        await self.until(applied, "every service knows the new positions")

    async def sql(self, query: str, *values: str) -> Any:
        """Ask PostgreSQL as its superuser."""
        connection = await asyncpg.connect(self.settings.admin_database_url())
        try:
            return await connection.fetchval(query, *values)
        finally:
            await connection.close()

    async def leads(self, service: str) -> bool:
        """Whether the relay of a service has a leader."""
        (relay,) = await list_relays(self.settings, service)
        return relay.relay.leads

    async def refuses_to_lead(self) -> bool:
        """Whether the relay has found that its log lacks events that Kafka has."""
        return "relay_refuses_to_lead" in self.stack.folder.log(f"{OWNER}-worker").read_text()

    async def until(self, condition: Callable[[], Awaitable[bool]], words: str) -> None:
        """Wait for a condition, also through errors of servers that are just returning. Raises `Trouble`."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if await condition():
                    return
            except Trouble:
                pass
            if time.monotonic() > deadline:
                raise Trouble(f"The drill failed: after {PATIENCE_SECONDS:.0f} s it is not true that {words}")
            await asyncio.sleep(0.1)


@asynccontextmanager
async def open_site(report: Report, postgres_options: Mapping[str, str] | None = None) -> AsyncIterator[Site]:
    """Start a stack in a temporary folder, as a step of the drill; it is stopped and deleted with the block."""
    async with AsyncExitStack() as opened:
        with report.step("start of an installation"):
            site = await _start(opened, postgres_options or {})
        yield site


async def _start(opened: AsyncExitStack, postgres_options: Mapping[str, str]) -> Site:
    # A short path: that of a Unix socket below it may have a hundred letters.
    folder = opened.enter_context(tempfile.TemporaryDirectory(prefix="drill-", ignore_cleanup_errors=True))
    options = {name: value.format(folder=folder) for name, value in postgres_options.items()}
    local = LocalSettings(data_dir=Path(folder) / "data", postgres_options=options)
    stack = await opened.enter_async_context(Stack(local, steps=setup_steps(), with_services=True))
    environment = stack.environment()
    settings = settings_of(environment)
    await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation", "")
    addresses = json.loads(environment["SINERGI_FEEDS"])
    client = Client(addresses, environment["SINERGI_TOKEN_ISSUER"], patience=PATIENCE_SECONDS)
    opened.push_async_callback(client.close)
    return Site(stack, client, settings)
