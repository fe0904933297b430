"""One run: start everything, let clients work under faults, wait until all events have taken effect, audit."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2

from deploy.installation.environment import settings_of
from deploy.operating.positions import assign_position
from shared.operations.settings import Settings
from tests.chaos.audit import audit
from tests.chaos.backlog import Database, settle
from tests.chaos.breaking import BREAKS
from tests.chaos.client import SERVICES, Client, Ledger, Pace, Unexpected
from tests.chaos.faults import Faults
from tests.chaos.report import Report
from tests.chaos.stack import ChaosStack
from tests.chaos.stories import Cast, play
from tests.chaos.stories import assign_position as assign_over_http

OPERATOR = "operator"
FACILITIES_OF_ONE = 3


@dataclass(frozen=True)
class Options:
    """Options of a run."""

    data_dir: Path
    seconds: float
    rate: float = 20.0
    seed: int = 1
    mean_pause: float = 3.0
    players: int = 8
    breaks: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    """Only these kinds of faults, in turn."""


async def run(options: Options, report: Callable[[str], None]) -> Report:
    """Run and return the result; `report` receives progress lines."""
    began = time.monotonic()
    async with ChaosStack(options.data_dir) as stack, _opened(stack, options) as (client, database):
        settings = settings_of(stack.environment())
        casts = await _assign_all(client, database, settings, options.players)
        report(f"ready after {time.monotonic() - began:.0f} s; {options.seconds:.0f} s of work at {options.rate:.0f}/s")
        chance = random.Random(options.seed)  # noqa: S311 -- reproducible, not a secret
        faults = Faults(stack, database, settings, chance, options.mean_pause, report, options.faults)
        await _work_through(faults, client, casts, options)
        report("work is over: waiting until every event has taken effect")
        caught_up_after = await settle(database, settings)
        report("auditing")
        findings = await audit(database, settings, client.ledger)
        controls = {}
        known = findings
        for name in options.breaks:
            report(f"damaging on purpose: {name}")
            await BREAKS[name](stack, database, settings)
            now = await audit(database, settings, client.ledger)
            controls[name], known = now.beyond(known), now
    told = ("seconds", "rate", "seed", "mean_pause", "players", "breaks", "faults")
    given = {name: getattr(options, name) for name in told}
    seconds = time.monotonic() - began
    return Report(given, seconds, caught_up_after, client.ledger, faults.done, findings, controls)


@asynccontextmanager
async def _opened(stack: ChaosStack, options: Options) -> AsyncIterator[tuple[Client, Database]]:
    ports = {service: stack.state.ports[f"{service}-api"] for service in SERVICES}
    addresses = {service: f"http://127.0.0.1:{port}" for service, port in ports.items()}
    database = Database(settings_of(stack.direct_postgres()))
    async with httpx2.AsyncClient() as http:
        issuer = stack.environment()["SINERGI_TOKEN_ISSUER"]
        yield Client(addresses, issuer, Pace(options.rate), Ledger(), http), database
    await database.close()


async def _assign_all(client: Client, database: Database, settings: Settings, players: int) -> list[list[Cast]]:
    """Assign positions in some facilities for each player of stories, and wait until all services have applied them."""
    position = await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation")
    client.ledger.expect("position.assigned.v1", str(position))
    page = await client.get(OPERATOR, "agreements", "/facilities?limit=200")
    facilities = page["items"][: players * FACILITIES_OF_ONE]
    for region in sorted({facility["region"] for facility in facilities}):
        reviewer = {"capability": "reviewer", "scope_kind": "region", "unit": region}
        await assign_over_http(client, OPERATOR, f"reviewer-{region}", **reviewer)
    casts = []
    for facility in facilities:
        id_ = facility["id"]
        cast = Cast(facility, f"officer-{id_}", f"head-{id_}", f"reviewer-{facility['region']}")
        for account, capability in (
            (cast.officer, "cooperation_officer"),
            (cast.officer, "coaching_officer"),
            (cast.head, "head"),
        ):
            held = {"capability": capability, "scope_kind": "facility", "unit": id_}
            await assign_over_http(client, OPERATOR, account, **held)
        casts.append(cast)
    await settle(database, settings)
    return [casts[nth::players] for nth in range(players)]


async def _work_through(faults: Faults, client: Client, casts: Sequence[Sequence[Cast]], options: Options) -> None:
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for nth, own in enumerate(casts):
            chance = random.Random(f"{options.seed} {nth}")  # noqa: S311 -- reproducible, not a secret
            group.create_task(_work(client, own, chance, over))
        await faults.run(options.seconds)
        over.set()


async def _work(client: Client, casts: Sequence[Cast], chance: random.Random, over: asyncio.Event) -> None:
    while not over.is_set():
        with suppress(Unexpected):
            await play(client, chance.choice(casts), chance, OPERATOR)
