"""A story of the demonstration, played on the stack of the tests, and what it has caused in all services."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import asyncpg

from deploy.demo.client import PATIENCE_SECONDS, Client
from deploy.demo.playing import Story, StoryStep, play, steps_of
from deploy.demo.steps.staff import OPERATOR
from deploy.installation.environment import settings_of
from deploy.operating.positions import assign_position
from shared.operations.settings import Settings
from tests.behaviour.across.settled import all_settled
from tests.behaviour.client import SERVICES, Sinergi

S = TypeVar("S", bound=Story)
CAUSED = """SELECT replace(type, 'id.go.ditjenpas.sinergi.', ''), count(*) FROM outbox
            WHERE headers::json ->> 'ce_correlationid' = ANY($1) GROUP BY 1"""
# Tests that emit made-up events by themselves do so under this correlation id; some of them are meant to be parked.
PARKED = "SELECT reason, detail FROM parked WHERE headers::json ->> 'ce_correlationid' <> 'test'"


@dataclass
class Tables:
    """The tables of the services, read by their owners."""

    settings: Settings

    async def rows(self, service: str, query: str, *arguments: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        url = self.settings.database_url(service, "owner")
        connection = await asyncpg.connect(url, server_settings={"search_path": service})
        try:
            return [tuple(row.values()) for row in await connection.fetch(query, *arguments)]
        finally:
            await connection.close()

    async def require_nothing_left(self) -> None:
        """Every event was relayed, and none is parked or held."""
        for service in SERVICES:
            assert await self.rows(service, "SELECT (SELECT max(id) FROM outbox) - cursor FROM relay") == [(0,)]
            assert await self.rows(service, PARKED) == []
            assert await self.rows(service, "SELECT topic, shard FROM inbox_mark WHERE held") == []


@dataclass
class Played(Generic[S]):
    """A story after its last step; `requests` are the correlation ids of its requests."""

    story: S
    tables: Tables
    requests: frozenset[str]

    async def get(self, service: str, path: str, account: str) -> Any:
        """The body of an answer."""
        return (await self.story.client.get(service, path, account)).body

    async def events(self, service: str) -> dict[str, int]:
        """The events of a service that the requests of the story have caused, counted by type."""
        return dict(await self.tables.rows(service, CAUSED, list(self.requests)))

    async def open_notices(self, account: str) -> dict[tuple[str, int], int]:
        """The notices that are neither closed nor expired: rule and number of matters, and how many there are."""
        notices = (await self.get("notifications", "/inbox?limit=200", account))["items"]
        living = (each for each in notices if each["closed_at"] is None and not each["expired"])
        return dict(Counter((each["rule"], each["matters"]) for each in living))

    async def waiting(self, account: str) -> dict[str, int]:
        """The cases that wait for an account in all services, counted by kind."""
        pages = [await self.get(service, "/waiting?limit=200", account) for service in SERVICES]
        return dict(Counter(case["kind"] for page in pages for case in page["items"]))

    async def states(self, facility: str, account: str) -> dict[str, int]:
        """The agreements of a facility, counted by state."""
        page = await self.get("agreements", f"/agreements?facility={facility}&limit=200", account)
        return dict(Counter(each["state"] for each in page["items"]))


def _nothing_before(_step: StoryStep[Any]) -> None:
    """The step begins."""


async def _nothing_after(_step: StoryStep[Any]) -> None:
    """The next step follows."""


@asynccontextmanager
async def played(
    sinergi: Sinergi,
    kind: type[S],
    before: Callable[[StoryStep[S]], None] = _nothing_before,
    after: Callable[[StoryStep[S]], Awaitable[None]] = _nothing_after,
    patience: float = PATIENCE_SECONDS,
    **fields: Any,
) -> AsyncIterator[Played[S]]:
    """Play a story in its own time; the clock is at its end in the block, and goes back to that of the run after it."""
    settings = settings_of(sinergi.stack.environment())
    steps = steps_of(kind)
    sinergi.clock.move_to(steps[0].at)
    await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation")
    requests: set[str] = set()
    addresses = {service: getattr(sinergi, service).address for service in SERVICES}
    client = Client(
        addresses, settings.token_issuer, lambda correlation_id, _moment: requests.add(correlation_id), patience
    )
    story = kind(client, sinergi.clock.move_to, **fields)
    try:
        await play(story, steps, before, after)
        await all_settled(sinergi)
        yield Played(story, Tables(settings), frozenset(requests))
    finally:
        await client.close()
        sinergi.clock.reset()
