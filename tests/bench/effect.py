"""From a request to its effect in another service, through six real processes.

A position is assigned in agreements and arrives in programs. The figures are of one machine, without peer or goal.
"""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import asyncpg
import httpx2

from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from tests.bench.finding import Finding, Side
from tests.bench.pace import at_pace, percentile
from tests.bench.scale import Scale

RATES = (50.0, 200.0)
OPERATOR = "operator-of-the-bench"
PERCENTILES = (50.0, 99.0)
PATIENCE_SECONDS = 120.0
CONNECTIONS = 32

# Notified when the effect commits, which is earlier and more exact than polling.
_NOTIFY = """
CREATE OR REPLACE FUNCTION notify_bench() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM pg_notify('bench', NEW.account); RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER notify_bench AFTER INSERT ON position FOR EACH ROW EXECUTE FUNCTION notify_bench();
"""


async def compare_effect(stack: Stack, scale: Scale) -> list[Finding]:
    """Send requests at each rate, and measure the time from a request's start to the commit of its effect."""
    findings = []
    async with _journey(stack) as journey:
        await journey.waits(RATES[0], scale.asked_seconds / 3)
        waits: dict[float, list[list[float]]] = {rate: [] for rate in RATES}
        for _ in range(scale.rounds):
            for rate in RATES:
                waits[rate].append(await journey.waits(rate, scale.asked_seconds))
        for rate, percent in itertools.product(RATES, PERCENTILES):
            rounds = [1000 * percentile(some, percent) for some in waits[rate]]
            findings.append(
                Finding(
                    f"request to effect in the other service at {rate:.0f}/s, p{percent:.0f}",
                    "ms",
                    Side("agreements → programs", rounds),
                )
            )
    return findings


@dataclass
class _Journey:
    """Requests at one end, effects at the other."""

    http: aiohttp.ClientSession
    began: dict[str, float] = field(default_factory=dict)
    took: dict[str, float] = field(default_factory=dict)

    async def waits(self, rate: float, seconds: float) -> list[float]:
        earlier = len(self.began)
        await at_pace(rate, seconds, self._ask, earlier)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(self.took) < len(self.began):
                await asyncio.sleep(0.05)
        return list(self.took.values())[earlier:]

    async def _ask(self, number: int) -> None:
        account = f"account-{number}"
        body = {"account": account, "capability": "operator", "scope_kind": "nation"}
        self.began[account] = time.monotonic()
        async with self.http.post("/positions", json=body, headers={"Idempotency-Key": account}) as answer:
            assert answer.status == 201, await answer.text()

    def arrived(self, *notification: Any) -> None:
        """Record the time of an effect."""
        account = notification[-1]
        if account in self.began:
            self.took[account] = time.monotonic() - self.began[account]


@asynccontextmanager
async def _journey(stack: Stack) -> AsyncIterator[_Journey]:
    environment = stack.environment()
    settings = settings_of(environment)
    await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation", "")
    url = settings.database_url("programs", "owner")
    watch = await asyncpg.connect(url, server_settings={"search_path": "programs"})
    await watch.execute(_NOTIFY)
    address = f"http://127.0.0.1:{stack.state.ports['agreements-api']}"
    # Not httpx2: with hundreds of concurrent requests it uses more CPU than the service under test. The server closes
    # connections after five idle seconds, and a request sent at that moment is lost; so the client closes them earlier.
    async with aiohttp.ClientSession(
        address,
        timeout=aiohttp.ClientTimeout(PATIENCE_SECONDS),
        connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=2),
        headers=await _authorised(environment),
    ) as http:
        journey = _Journey(http)
        await watch.add_listener("bench", journey.arrived)
        yield journey
    await watch.close()


async def _authorised(environment: dict[str, str]) -> dict[str, str]:
    async with httpx2.AsyncClient() as http:
        answer = await http.post(f"{environment['SINERGI_TOKEN_ISSUER']}/token", json={"account": OPERATOR})
    return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}
