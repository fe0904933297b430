"""The people who work: their positions, and their stories, one after the other until the work is over."""

import asyncio
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import httpx2

from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from shared.operations.settings import Settings
from tests.chaos.backlog import Database, settle
from tests.chaos.client import SERVICES, Client, Ledger, Pace, Unexpected
from tests.chaos.stories import Cast, assign_position, play

OPERATOR = "operator"
FACILITIES_OF_ONE = 3


@asynccontextmanager
async def opened(stack: Stack, of_database: Mapping[str, str], rate: float) -> AsyncIterator[tuple[Client, Database]]:
    """A client of the running services, and the database with the environment that leads to it."""
    ports = {service: stack.state.ports[f"{service}-api"] for service in SERVICES}
    addresses = {service: f"http://127.0.0.1:{port}" for service, port in ports.items()}
    database = Database(settings_of(of_database))
    async with httpx2.AsyncClient() as http:
        issuer = stack.environment()["SINERGI_TOKEN_ISSUER"]
        yield Client(addresses, issuer, Pace(rate), Ledger(), http), database
    await database.close()


async def assign_all(
    client: Client, database: Database, settings: Settings, position: UUID, *, players: int
) -> list[list[Cast]]:
    """Assign positions in some prisons for each player of stories, and wait until all services have applied them.

    `position` is the operator's own, which was assigned by a command. The stories are those of convicts, whom no other
    facilities have.
    """
    client.ledger.expect("position.assigned.v1", str(position))
    page = await client.get(OPERATOR, "agreements", "/facilities?kind=lapas&limit=200")
    facilities = page["items"][: players * FACILITIES_OF_ONE]
    for region in sorted({facility["region"] for facility in facilities}):
        reviewer = {"capability": "reviewer", "scope_kind": "region", "unit": region}
        await assign_position(client, OPERATOR, f"reviewer-{region}", **reviewer)
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
            await assign_position(client, OPERATOR, account, **held)
        casts.append(cast)
    await settle(database, settings)
    return [casts[nth::players] for nth in range(players)]


async def work(client: Client, casts: Sequence[Cast], chance: random.Random, over: asyncio.Event) -> None:
    """Play stories until the work is over."""
    while not over.is_set():
        with suppress(Unexpected):
            await play(client, chance.choice(casts), chance, OPERATOR)
