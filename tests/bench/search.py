"""Each kind of search beside the read of one row by its primary key, through the same interface.

All are asked for in turn, as the directorate general, a regional office and a facility with very many agreements.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import aiohttp
import asyncpg

from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from tests.bench.asking import Measure, Timings, ask_in_turn, compared, time_request
from tests.bench.finding import Finding, Goal, Side
from tests.bench.scale import Scale
from tests.bench.searches import searches_in
from tests.bench.waiting import MADE, desk_tokens, fill_agreements

TIMES_A_READ = 3.0
TIMES_AS_LONG = 1.5
"""With ten times as many agreements."""
READ = "a row by its primary key"


async def compare_search(stack: Stack, scale: Scale) -> list[Finding]:
    """Each kind of search, at most three times the read."""
    number, given = await _measure(stack, scale, scale.searched)
    return _beside_a_read(number, given)


async def compare_growth(stack: Stack, scale: Scale) -> list[Finding]:
    """Each kind of search with many agreements, beside the same search with a tenth of them.

    Both are divided by the reads of their rounds, because the machine is not the same an hour later.
    """
    few, before = await _measure(stack, scale, scale.searched)
    many, given = await _measure(stack, scale, scale.searched * 10)
    growth = [
        Finding(
            f"{name}: p95 with {many:,} agreements",
            "reads",
            Side(f"with {many:,}", _in_reads(given, name)),
            Side(f"with {few:,}", _in_reads(before, name)),
            Goal("at most", TIMES_AS_LONG),
        )
        for name in given
        if name != READ
    ]
    read = Finding(READ, "ms", Side(f"with {many:,}", given[READ].slow), Side(f"with {few:,}", before[READ].slow))
    return [read, *growth]


def _beside_a_read(number: int, given: dict[str, Timings]) -> list[Finding]:
    return [
        finding
        for name, ours in given.items()
        if name != READ
        for finding in compared(f"{number:,}: {name}", ("search", ours), (READ, given[READ]), TIMES_A_READ)
    ]


def _in_reads(given: dict[str, Timings], name: str) -> list[float]:
    return [search / read for search, read in zip(given[name].slow, given[READ].slow, strict=True)]


async def _measure(stack: Stack, scale: Scale, agreements: int) -> tuple[int, dict[str, Timings]]:
    """The number of agreements, which is larger after other comparisons, and the times of each kind of search."""
    await fill_agreements(settings_of(stack.environment()), agreements)
    async with desk_tokens(stack) as tokens, _interface(stack) as http, _database(stack) as database:
        row = await database.fetchval("SELECT '/partners/' || id FROM partner ORDER BY id DESC LIMIT 1")
        requests: dict[str, Measure] = {READ: partial(time_request, http, tokens["nation"], row)}
        for search in await searches_in(database):
            requests[search.name] = partial(time_request, http, tokens[search.desk], search.path)
        given = await ask_in_turn(requests, scale.rounds, scale.asked_for_searches)
        return await database.fetchval(MADE["agreements"]), given


@asynccontextmanager
async def _interface(stack: Stack) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(f"http://127.0.0.1:{stack.state.ports['agreements-api']}") as http:
        yield http


@asynccontextmanager
async def _database(stack: Stack) -> "AsyncIterator[asyncpg.Connection[Any]]":
    url = settings_of(stack.environment()).admin_database_url()
    database = await asyncpg.connect(url, server_settings={"search_path": "agreements"})
    try:
        yield database
    finally:
        await database.close()
