"""Each kind of search beside the read of one row by its primary key, through the same interface.

All are asked for in turn, as the directorate general and as a regional office, and their 95th percentiles are compared.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

import aiohttp
import asyncpg

from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from tests.bench.finding import Finding, Goal, Side
from tests.bench.scale import Scale
from tests.bench.waiting import Measure, ask_in_turn, desk_tokens, fill_agreements, time_request

TIMES_A_READ = 3.0
TIMES_AS_LONG = 1.5
"""With ten times as many agreements."""
READ = "a row by its primary key"
_RARE = """
SELECT p.id, p.name, n.number FROM partner p JOIN party y ON y.unit_id = p.id
JOIN document_number n ON n.party_id = y.id
WHERE p.category = 'local_government' AND p.parent_id IS NULL ORDER BY p.id LIMIT 1
"""


@dataclass(frozen=True)
class _Kind:
    """A kind of search, and the desk that asks."""

    desk: str
    wanted: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/agreements?{urlencode(self.wanted | {'limit': 15})}"


async def compare_search(stack: Stack, scale: Scale) -> list[Finding]:
    """Each kind of search, at most three times the read."""
    given = await _measure(stack, scale, scale.searched)
    return [
        _finding(name, scale.searched, ours, Side(READ, given[READ]), TIMES_A_READ)
        for name, ours in given.items()
        if name != READ
    ]


async def compare_growth(stack: Stack, scale: Scale) -> list[Finding]:
    """Each kind of search with many agreements, beside the same search with a tenth of them."""
    few = await _measure(stack, scale, scale.searched)
    many = await _measure(stack, scale, scale.searched * 10)
    before = f"with {scale.searched:,}"
    return [
        _finding(name, scale.searched * 10, ours, Side(before, few[name]), TIMES_AS_LONG) for name, ours in many.items()
    ]


def _finding(name: str, agreements: int, ours: list[float], peer: Side, limit: float) -> Finding:
    what = f"95th percentile of a search with {agreements:,} agreements: {name}"
    return Finding(what, "ms", Side("search", ours), peer, Goal("at most", limit))


async def _measure(stack: Stack, scale: Scale, agreements: int) -> dict[str, list[float]]:
    await fill_agreements(settings_of(stack.environment()), agreements)
    async with desk_tokens(stack) as tokens, _interface(stack) as http, _database(stack) as database:
        row = await database.fetchval("SELECT '/partners/' || id FROM partner LIMIT 1")
        requests: dict[str, Measure] = {READ: partial(time_request, http, tokens["nation"], row)}
        for name, kind in (await _kinds(database)).items():
            requests[name] = partial(time_request, http, tokens[kind.desk], kind.path)
        return await ask_in_turn(requests, scale.rounds)


async def _kinds(database: "asyncpg.Connection[Any]") -> dict[str, _Kind]:
    """Frequent and rare words, numbers, units, fields, states, days, and several at once."""
    known = await database.fetchrow(_RARE)
    region = await database.fetchval("SELECT region FROM facility ORDER BY id LIMIT 1")
    today = datetime.now(UTC).date()
    soon = {"ends_from": today, "ends_until": today + timedelta(days=90)}
    several = {"search": "pelatihan menjahit", "region": region, "field": "work_training", "state": "active"}
    wanted: dict[str, dict[str, Any]] = {
        "a frequent word": {"search": "pembinaan"},
        "two words": {"search": "keterampilan menjahit"},
        "a misspelt word": {"search": "keterampiln"},
        "a rare name": {"search": known["name"]},
        "a word that nothing has": {"search": "perkapalan"},
        "a number in another spelling": {"search": known["number"].replace("/", " ").lower()},
        "a partner with everything under it": {"partner": known["id"]},
        "a field with those under it": {"field": "education"},
        "a state": {"state": "active"},
        "a rare state": {"state": "awaiting_signature"},
        "a regional office": {"region": region},
        "the end within 90 days": soon,
        "in force on a day": {"running_on": today - timedelta(days=2_000)},
        "dormant": {"dormant": "true"},
        "several at once": several,
    }
    return {
        **{f"{name}, in the nation": _Kind("nation", each) for name, each in wanted.items()},
        **{f"{name}, in a region": _Kind("region", wanted[name]) for name in ("a frequent word", "a state", "dormant")},
    }


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
