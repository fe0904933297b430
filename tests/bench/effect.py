"""From a request to its effect in another service, through six real processes.

An account gets a position at agreements, and programs knows it. These are figures of one machine: no peer, no goal.
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
from deploy.operating.positions import appoint
from tests.bench.finding import Finding, Side
from tests.bench.pace import at_pace, percentile
from tests.bench.scale import Scale

RATES = (50.0, 200.0)
OPERATOR = "operator-of-the-bench"
PERCENTILES = (50.0, 99.0)
PATIENCE_SECONDS = 120.0
CONNECTIONS = 32

# Delivered when the effect commits: what a poll would see no sooner, and less exactly.
_TELL = """
CREATE OR REPLACE FUNCTION tell_bench() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM pg_notify('bench', NEW.account); RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER tell_bench AFTER INSERT ON position FOR EACH ROW EXECUTE FUNCTION tell_bench();
"""


async def compare_effect(stack: Stack, scale: Scale) -> list[Finding]:
    """Ask at each rate, and see how long after the request's beginning its effect is committed."""
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
        """Note an effect."""
        account = notification[-1]
        if account in self.began:
            self.took[account] = time.monotonic() - self.began[account]


@asynccontextmanager
async def _journey(stack: Stack) -> AsyncIterator[_Journey]:
    environment = stack.environment()
    settings = settings_of(environment)
    await asyncio.to_thread(appoint, settings, OPERATOR, "operator", "nation", "")
    url = settings.database_url("programs", "owner")
    watch = await asyncpg.connect(url, server_settings={"search_path": "programs"})
    await watch.execute(_TELL)
    address = f"http://127.0.0.1:{stack.state.ports['agreements-api']}"
    # Not httpx2: with hundreds of requests under way it takes more of the two cores than the service that it asks. And
    # what was idle for five seconds the server closes: whoever uses a connection just then has lost a request.
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
