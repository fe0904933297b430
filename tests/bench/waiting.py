"""The waiting list of a desk and its counts, with few and with many agreements, beside a read by primary key.

There are as many programs and notices as agreements. Agreements are loaded as `sinergi load` does, the others are made
by SQL: most are done, and of each state some wait, as in tables that have been kept for years.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from importlib.resources import files
from itertools import product
from typing import Any

import aiohttp
import asyncpg

from deploy.demo.client import Client, Refused
from deploy.installation.environment import settings_of
from deploy.load.writing import load_agreements
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from deploy.operating.waiting import rebuild
from shared.events.operator_log import Operator
from shared.operations.settings import Settings
from tests.bench.asking import Measure, Timings, ask_in_turn, time_request
from tests.bench.finding import Finding, Goal, Side
from tests.bench.national import OPERATOR, PATIENCE_SECONDS
from tests.bench.progress import Progress
from tests.bench.scale import Scale

ASKED = 300
"""Requests of each kind in one round."""
LIMIT = 3.0
DESKS = {"the directorate general": "nation", "a regional office": "region", "a facility": "facility"}
HOLDERS = {"nation": "cooperation_officer", "region": "reviewer", "facility": "cooperation_officer"}
PATHS = {"the list": "/waiting", "the counts": "/waiting/counts"}
MADE = {
    "agreements": "SELECT count(*) FROM agreement",
    "programs": "SELECT count(*) FROM program WHERE name ~ '^Program Contoh '",
    "notifications": "SELECT count(*) FROM notice WHERE rule = 'bench'",
}
"""How many there are, by service."""
ONE = {
    "agreements": "SELECT '/partners/' || id FROM partner LIMIT 1",
    "programs": "SELECT '/programs/' || id FROM program WHERE name = 'Program Contoh 1'",
    "notifications": "SELECT '/inbox/' || id FROM notice WHERE desk = 'nation:cooperation_officer' LIMIT 1",
}
"""The path of one row, which the directorate general reads."""


async def compare_waiting(stack: Stack, scale: Scale) -> list[Finding]:
    """Ask as each kind of desk in each service, first with few agreements and then with many."""
    settings = settings_of(stack.environment())
    findings = []
    async with desk_tokens(stack) as tokens:
        for number in scale.agreements:
            for service in MADE:
                await fill(settings, service, number)
                given = await _measure(stack, service, tokens, scale.rounds)
                findings += [
                    _finding(f"{name} in {service}, {number:,} agreements", ours.slow, given["read"].slow)
                    for name, ours in given.items()
                    if name != "read"
                ]
    return findings


def _finding(what: str, ours: list[float], read: list[float]) -> Finding:
    return Finding(
        f"95th percentile of {what}",
        "ms",
        Side("waiting list", ours),
        Side("read by primary key", read),
        Goal("at most", LIMIT),
    )


async def fill(settings: Settings, service: str, number: int) -> None:
    """Add rows until there are `number`; triggers and foreign keys would take an hour."""
    if service == "agreements":
        await fill_agreements(settings, number)
        return
    async with _database(settings, service) as database:
        made = await database.fetchval(MADE[service])
        if made >= number:
            return
        await database.execute("SET session_replication_role = replica")
        sql = files("tests.bench").joinpath(f"waiting_{service}.sql").read_text("utf-8")
        async with database.transaction():
            await database.execute(sql.replace("{first}", str(made + 1)).replace("{last}", str(number)))
        await rebuild(settings, service, Operator(OPERATOR, "rows that were made by SQL"))
        await database.execute("VACUUM ANALYZE")


async def fill_agreements(settings: Settings, number: int) -> None:
    """Load agreements until there are `number`. Without events: workers would consume them during the measurement."""
    async with _database(settings, "agreements") as database:
        made = await database.fetchval(MADE["agreements"])
    if made < number:
        await load_agreements(settings, number - made, made, Progress("agreements", number - made), with_log=False)


@asynccontextmanager
async def _database(settings: Settings, service: str) -> AsyncIterator["asyncpg.Connection[Any]"]:
    database = await asyncpg.connect(
        settings.admin_database_url(), server_settings={"search_path": service}, command_timeout=600
    )
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def desk_tokens(stack: Stack) -> AsyncIterator[dict[str, str]]:
    """The tokens of an account at each kind of desk."""
    environment = stack.environment()
    await asyncio.to_thread(assign_position, settings_of(environment), OPERATOR, "operator", "nation", "")
    addresses = {service: f"http://127.0.0.1:{stack.state.ports[f'{service}-api']}" for service in MADE}
    client = Client(addresses, environment["SINERGI_TOKEN_ISSUER"], patience=PATIENCE_SECONDS)
    facility = (await client.get("agreements", "/facilities?limit=1", OPERATOR)).body["items"][0]
    units = {"nation": {}, "region": {"unit": facility["region"]}, "facility": {"unit": facility["id"]}}
    for scope_kind, unit in units.items():
        position = {"account": f"desk-of-{scope_kind}", "capability": HOLDERS[scope_kind], "scope_kind": scope_kind}
        await client.post("agreements", "/positions", OPERATOR, position | unit)
    try:
        await client.eventually("the desks to be known everywhere", partial(_known, client))
        yield {scope_kind: await client.token(f"desk-of-{scope_kind}") for scope_kind in units}
    finally:
        await client.close()


async def _known(client: Client) -> bool:
    try:
        for service, scope_kind in product(MADE, HOLDERS):
            await client.get(service, "/waiting/counts", f"desk-of-{scope_kind}")
    except Refused:
        return False
    return True


async def _measure(stack: Stack, service: str, tokens: dict[str, str], rounds: int) -> dict[str, Timings]:
    async with AsyncExitStack() as open_:
        database = await open_.enter_async_context(_database(settings_of(stack.environment()), service))
        address = f"http://127.0.0.1:{stack.state.ports[f'{service}-api']}"
        http = await open_.enter_async_context(aiohttp.ClientSession(address))
        requests: dict[str, Measure] = {
            "read": partial(time_request, http, tokens["nation"], await database.fetchval(ONE[service]))
        }
        for desk, scope_kind in DESKS.items():
            for name, path in PATHS.items():
                requests[f"{name} of {desk}"] = partial(time_request, http, tokens[scope_kind], path)
        return await ask_in_turn(requests, rounds, ASKED)
