"""The waiting list of a desk and its counts, with few and with many agreements, beside a read by primary key.

The agreements are made by SQL. Most are signed; of each state some wait, as in a register that has been kept for years.
"""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from typing import Any
from uuid import uuid4

import aiohttp
import asyncpg

from deploy.demo.client import Client
from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from tests.bench.finding import Finding, Goal, Side
from tests.bench.national import OPERATOR, PATIENCE_SECONDS
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale

ASKED = 100
"""Requests of one round."""
REFRESHED = 1_000
"""Agreements of one statement, each with a lock of its own."""
LIMIT = 3.0
DESKS = {"the directorate general": "nation", "a regional office": "region", "a facility": "facility"}
PATHS = {"the list": "/waiting", "the counts": "/waiting/counts"}

Measure = Callable[[], Awaitable[float]]


async def compare_waiting(stack: Stack, scale: Scale) -> list[Finding]:
    """Ask as each kind of desk, first with few agreements and then with many."""
    findings = []
    async with _asking(stack) as (database, measures):
        for number in scale.agreements:
            await fill_with_agreements(database, number)
            given = await in_turn(scale.rounds, **measures)
            for name in measures:
                if name != "read":
                    what = f"{name.replace('_', ' ')}, {number:,} agreements"
                    findings.append(_finding(what, given[name], given["read"]))
    return findings


def _finding(what: str, ours: list[float], read: list[float]) -> Finding:
    return Finding(
        f"95th percentile of {what}",
        "ms",
        Side("waiting list", ours),
        Side("read by primary key", read),
        Goal("at most", LIMIT),
    )


async def fill_with_agreements(database: "asyncpg.Connection[Any]", number: int) -> None:
    """Add agreements until there are `number`; triggers and foreign keys would take an hour."""
    await database.execute("SET session_replication_role = replica")
    sql = files("tests.bench").joinpath("waiting.sql").read_text("utf-8")
    begun = await database.fetchval("SELECT count(*) FROM agreement WHERE registration_number ~ '^bench/'")
    async with database.transaction():
        await database.execute(sql.format(first=begun + 1, last=number))
    for first in range(begun + 1, number + 1, REFRESHED):
        await database.execute(
            """SELECT refresh_waiting(ARRAY(SELECT id FROM agreement WHERE registration_number = ANY (
                   SELECT 'bench/' || n FROM generate_series($1::int, $2::int) AS n)))""",
            first,
            min(first + REFRESHED - 1, number),
        )
    await database.execute("RESET session_replication_role")
    await database.execute("VACUUM ANALYZE")


@asynccontextmanager
async def _asking(stack: Stack) -> AsyncIterator[tuple["asyncpg.Connection[Any]", dict[str, Measure]]]:
    environment = stack.environment()
    settings = settings_of(environment)
    await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation", "")
    address = f"http://127.0.0.1:{stack.state.ports['agreements-api']}"
    client = Client({"agreements": address}, environment["SINERGI_TOKEN_ISSUER"], patience=PATIENCE_SECONDS)
    facility = (await client.get("agreements", "/facilities?limit=1", OPERATOR)).body["items"][0]
    units = {"nation": "", "region": facility["region"], "facility": facility["id"]}
    for scope_kind, unit in units.items():
        await client.post(
            "agreements",
            "/positions",
            OPERATOR,
            {"account": f"desk-of-{scope_kind}", "capability": "cooperation_officer", "scope_kind": scope_kind}
            | ({"unit": unit} if unit else {}),
        )
    partner = {"name": f"PT Contoh {uuid4()}", "category": "private_company"}
    partner_id = (await client.post("agreements", "/partners", OPERATOR, partner)).body["id"]
    database = await asyncpg.connect(
        settings.admin_database_url(), server_settings={"search_path": "agreements"}, command_timeout=600
    )
    async with aiohttp.ClientSession(address) as http:
        tokens = {account: await client.token(account) for account in map("desk-of-{}".format, units)}
        ask = {account: partial(_percentile, http, token) for account, token in tokens.items()}
        measures: dict[str, Measure] = {"read": partial(ask["desk-of-nation"], f"/partners/{partner_id}")}
        for desk, scope_kind in DESKS.items():
            for name, path in PATHS.items():
                measures[f"{name}_of_{desk}".replace(" ", "_")] = partial(ask[f"desk-of-{scope_kind}"], path)
        try:
            yield database, measures
        finally:
            await database.close()
            await client.close()


async def _percentile(http: aiohttp.ClientSession, token: str, path: str) -> float:
    """The 95th percentile of the time of one request after the other, in milliseconds."""
    taken = []
    for _ in range(ASKED):
        began = time.perf_counter()
        async with http.get(path, headers={"Authorization": f"Bearer {token}"}) as answer:
            assert answer.status == 200, await answer.text()
            await answer.read()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=20)[-1]
