"""One run: bring everything up, let people work, let things fail, wait until it is quiet, look at everything."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2

from deploy.installation.environment import settings_of
from deploy.operating.positions import appoint
from shared.operations.settings import Settings
from tests.chaos.audit import audit
from tests.chaos.backlog import Database, settle
from tests.chaos.breaking import BREAKS
from tests.chaos.client import SERVICES, Client, Ledger, Pace, Unexpected
from tests.chaos.faults import Faults
from tests.chaos.report import Report
from tests.chaos.stack import ChaosStack
from tests.chaos.stories import Cast, give_position, tell

OPERATOR = "operator"
FACILITIES_OF_ONE = 3


@dataclass(frozen=True)
class Options:
    """What a run is told."""

    data_dir: Path
    seconds: float
    rate: float = 20.0
    seed: int = 1
    mean_pause: float = 3.0
    tellers: int = 8
    breaks: tuple[str, ...] = ()


async def run(options: Options, say: Callable[[str], None]) -> Report:
    """Run, and return what it has shown."""
    began = time.monotonic()
    async with ChaosStack(options.data_dir) as stack, _opened(stack, options) as (client, database):
        settings = settings_of(stack.environment())
        casts = await _appoint_all(client, database, settings, options.tellers)
        say(f"ready after {time.monotonic() - began:.0f} s; {options.seconds:.0f} s of work at {options.rate:.0f}/s")
        faults = Faults(stack, database, settings, random.Random(options.seed), options.mean_pause, say)  # noqa: S311
        await _work_through(faults, client, casts, options)
        say("quiet: waiting until every event has taken effect")
        caught_up_after = await settle(database, settings)
        say("auditing")
        findings = await audit(database, settings, client.ledger)
        controls = {}
        known = findings
        for name in options.breaks:
            say(f"broken on purpose: {name}")
            await BREAKS[name](stack, database, settings)
            now = await audit(database, settings, client.ledger)
            controls[name], known = now.beyond(known), now
    told = {name: getattr(options, name) for name in ("seconds", "rate", "seed", "mean_pause", "tellers", "breaks")}
    seconds = time.monotonic() - began
    return Report(told, seconds, caught_up_after, client.ledger, faults.done, findings, controls)


@asynccontextmanager
async def _opened(stack: ChaosStack, options: Options) -> AsyncIterator[tuple[Client, Database]]:
    ports = {service: stack.state.ports[f"{service}-api"] for service in SERVICES}
    addresses = {service: f"http://127.0.0.1:{port}" for service, port in ports.items()}
    database = Database(settings_of(stack.direct_postgres()))
    async with httpx2.AsyncClient() as http:
        issuer = stack.environment()["SINERGI_TOKEN_ISSUER"]
        yield Client(addresses, issuer, Pace(options.rate), Ledger(), http), database
    await database.close()


async def _appoint_all(client: Client, database: Database, settings: Settings, tellers: int) -> list[list[Cast]]:
    """Fill the positions of so many facilities, each with one teller of stories, and wait until all services know."""
    position = await asyncio.to_thread(appoint, settings, OPERATOR, "operator", "nation")
    client.ledger.expect("position.assigned.v1", str(position))
    page = await client.get(OPERATOR, "agreements", "/facilities?limit=200")
    facilities = page["items"][: tellers * FACILITIES_OF_ONE]
    for region in sorted({facility["region"] for facility in facilities}):
        reviewer = {"capability": "regional_reviewer", "scope_kind": "region", "unit": region}
        await give_position(client, OPERATOR, f"reviewer-{region}", **reviewer)
    casts = []
    for facility in facilities:
        cast = Cast(facility, f"officer-{facility['id']}", f"reviewer-{facility['region']}")
        officer = {"capability": "officer", "scope_kind": "facility", "unit": facility["id"]}
        await give_position(client, OPERATOR, cast.officer, **officer)
        casts.append(cast)
    await settle(database, settings)
    return [casts[nth::tellers] for nth in range(tellers)]


async def _work_through(faults: Faults, client: Client, casts: Sequence[Sequence[Cast]], options: Options) -> None:
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for nth, own in enumerate(casts):
            chance = random.Random(f"{options.seed} {nth}")  # noqa: S311 -- to be drawn again, not to be guessed
            group.create_task(_work(client, own, chance, over))
        await faults.run(options.seconds)
        over.set()


async def _work(client: Client, casts: Sequence[Cast], chance: random.Random, over: asyncio.Event) -> None:
    while not over.is_set():
        with suppress(Unexpected):
            await tell(client, chance.choice(casts), chance, OPERATOR)
