"""Two hundred receivers, twenty of them dead or slow: how much later the others get an event.

The peer is the same installation without the twenty. Each event is a partner that is registered.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import uuid4

import asyncpg
from aiohttp import web

from deploy.demo.client import Client, Refused
from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from tests.bench.finding import Finding, Goal, Side
from tests.bench.pace import at_pace, percentile
from tests.bench.scale import Scale

OPERATOR = "operator-of-the-bench"
RECEIVERS, BAD = 200, 20
OF_A_SUBSCRIBER = 10
SLOW_SECONDS = 10.0
DEAD = "http://127.0.0.1:9/dead"
RATE = 1.0
PATIENCE_SECONDS = 120.0
PERCENTILES = (50.0, 99.0)
SERVICES = ("agreements", "programs", "notifications")


@dataclass
class _Arrivals:
    """The moments at which events began and arrived."""

    began: dict[str, float] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=dict)

    async def take(self, request: web.Request) -> web.Response:
        """A receiver that answers immediately."""
        name = json.loads(await request.read())["data"].get("name")
        if name in self.began:
            self.took.setdefault(name, []).append(time.monotonic() - self.began[name])
        return web.Response(status=204)

    @staticmethod
    async def linger(_request: web.Request) -> web.Response:
        """A receiver that is slow."""
        await asyncio.sleep(SLOW_SECONDS)
        return web.Response(status=204)


async def compare_webhooks(stack: Stack, scale: Scale) -> list[Finding]:
    """Measure in turn without and with the receivers that are dead or slow."""
    arrivals = _Arrivals()
    sides: dict[bool, list[list[float]]] = {False: [], True: []}
    async with _receivers(arrivals) as port, _client(stack) as client:
        await _until_known(client)
        bad = await _register(stack, client, port)
        for _ in range(scale.rounds):
            for with_bad in (False, True):
                await _switch(client, bad, enabled=with_bad)
                sides[with_bad].append(await _latencies(client, arrivals, scale.asked_seconds))
    return [
        Finding(
            f"an event at {RECEIVERS - BAD} receivers beside {BAD} dead or slow ones, p{percent:.0f}",
            "ms",
            Side("with them", [1000 * percentile(some, percent) for some in sides[True]]),
            Side("without them", [1000 * percentile(some, percent) for some in sides[False]]),
            Goal("at most", 1.2) if percent == PERCENTILES[-1] else None,
        )
        for percent in PERCENTILES
    ]


async def _until_known(client: Client) -> None:
    """Wait until the position of the operator has arrived."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            try:
                await client.get("notifications", "/webhooks", OPERATOR)
            except Refused:
                await asyncio.sleep(0.2)
            else:
                return


async def _latencies(client: Client, arrivals: _Arrivals, seconds: float) -> list[float]:
    names: list[str] = []

    async def register(_number: int) -> None:
        names.append(name := f"PT Contoh {uuid4()}")
        arrivals.began[name] = time.monotonic()
        await client.post("agreements", "/partners", OPERATOR, {"name": name, "category": "private_company"})

    await at_pace(RATE, seconds, register)
    async with asyncio.timeout(PATIENCE_SECONDS):
        while any(len(arrivals.took.get(name, ())) < RECEIVERS - BAD for name in names):
            await asyncio.sleep(0.05)
    return [took for name in names for took in arrivals.took[name]]


async def _register(stack: Stack, client: Client, port: int) -> list[str]:
    """Register all receivers, and return the ids of those that are dead or slow."""
    good, slow = f"http://127.0.0.1:{port}/good", f"http://127.0.0.1:{port}/slow"
    addresses = [*[good] * (RECEIVERS - BAD), *[slow, DEAD] * (BAD // 2)]
    ids = []
    for number, address in enumerate(addresses):
        name = f"contoh-{number // OF_A_SUBSCRIBER}"
        if number % OF_A_SUBSCRIBER == 0:
            await _subscribe(stack, name)
        body = {"subscriber": name, "address": address, "topics": ["agreements.v1"], "types": ["partner.registered.v1"]}
        ids.append(str((await client.post("notifications", "/webhooks", OPERATOR, body)).body["id"]))
    return ids[-BAD:]


async def _subscribe(stack: Stack, name: str) -> None:
    settings = settings_of(stack.environment())
    for service in SERVICES:
        owner = await asyncpg.connect(settings.database_url(service, "owner"), server_settings={"search_path": service})
        await owner.execute(
            """INSERT INTO subscriber (name, status, topics, requests_per_minute, changed_at)
               VALUES ($1, 'active', ARRAY['agreements.v1'], 600, now()) ON CONFLICT DO NOTHING""",
            name,
        )
        await owner.close()


async def _switch(client: Client, ids: list[str], *, enabled: bool) -> None:
    for id_ in ids:
        shown = await client.get("notifications", f"/webhooks/{id_}", OPERATOR)
        if shown.body["enabled"] == enabled:
            continue
        step, body = ("enablings", None) if enabled else ("disablings", {"reason": "Pengukuran."})
        await client.post("notifications", f"/webhooks/{id_}/{step}", OPERATOR, body, shown.etag)
    # The sender looks for changes twice a second.
    await asyncio.sleep(2)


@asynccontextmanager
async def _receivers(arrivals: _Arrivals) -> AsyncIterator[int]:
    application = web.Application()
    application.add_routes([web.post("/good", arrivals.take), web.post("/slow", arrivals.linger)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _client(stack: Stack) -> AsyncIterator[Client]:
    environment = stack.environment()
    await asyncio.to_thread(assign_position, settings_of(environment), OPERATOR, "operator", "nation", "")
    addresses = {service: f"http://127.0.0.1:{stack.state.ports[f'{service}-api']}" for service in SERVICES}
    client = Client(addresses, environment["SINERGI_TOKEN_ISSUER"], patience=PATIENCE_SECONDS)
    try:
        yield client
    finally:
        await client.close()
