"""Sinergi from outside: requests to the three services as any account, and patience until an event took effect.

What the requests say of people is remembered, and looked for everywhere when the run ends.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx2
import pytest

from deploy.demo.cast import FACILITY_NAME
from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from deploy.operating.positions import appoint
from shared.operations.clock import MovableClock
from tests.behaviour.http.documented import documented
from tests.behaviour.personal_data.places import Sources
from tests.behaviour.personal_data.scan import leaks
from tests.behaviour.personal_data.went_in import WentIn

SERVICES = ("agreements", "programs", "notifications")
OPERATOR = "operator-of-the-tests"
PATIENCE_SECONDS = 40.0
T = TypeVar("T")


@dataclass
class Service:
    """One service as its clients see it."""

    address: str
    tokens: "Tokens"
    http: httpx2.AsyncClient
    went_in: WentIn = field(default_factory=WentIn)

    async def get(self, path: str, as_: str | None) -> httpx2.Response:
        return await self.send("GET", path, as_)

    async def post(
        self, path: str, json: Any, as_: str | None, *, if_match: str | None = None, key: str | None = None
    ) -> httpx2.Response:
        headers = {"Idempotency-Key": key or str(uuid4())} | ({"If-Match": if_match} if if_match else {})
        return await self.send("POST", path, as_, headers=headers, json=json)

    async def put(self, path: str, json: Any, as_: str | None, *, if_match: str | None = None) -> httpx2.Response:
        return await self.send("PUT", path, as_, headers={"If-Match": if_match} if if_match else {}, json=json)

    async def send(
        self, method: str, path: str, as_: str | None, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> httpx2.Response:
        """Any request, with whatever body and headers a test wants."""
        authorization = {"Authorization": f"Bearer {await self.tokens.of(as_)}"} if as_ else {}
        self.went_in.note_request(more.get("json"))
        answer = await self.http.request(
            method, f"{self.address}{path}", headers={**authorization, **(headers or {})}, **more
        )
        self.went_in.note_answer(answer)
        return documented(answer)


@dataclass
class Tokens:
    """Tokens of the local issuer."""

    issuer: str
    http: httpx2.AsyncClient
    known: dict[str, str] = field(default_factory=dict)

    async def of(self, account: str) -> str:
        if account not in self.known:
            answer = await self.http.post(f"{self.issuer}/token", json={"account": account})
            self.known[account] = answer.raise_for_status().json()["access_token"]
        return self.known[account]


@dataclass
class Sinergi:
    """The three services, the business clock, and what tests need of them."""

    stack: Stack
    agreements: Service
    programs: Service
    notifications: Service
    clock: MovableClock
    facilities: Iterator[Mapping[str, Any]]
    went_in: WentIn

    def sources(self) -> Sources:
        """Where something about a person could stand."""
        processes = [f"{service}-{kind}" for service in SERVICES for kind in ("api", "worker")]
        metrics = {name: f"http://127.0.0.1:{self.stack.state.ports[name]}/metrics" for name in processes}
        settings = settings_of(self.stack.environment())
        return Sources(settings, self.stack.folder.logs, metrics, self.went_in.problems)

    def today(self, zone: str = "Asia/Jakarta") -> date:
        return self.clock.today(zone)

    async def appoint(self, account: str, capability: str, scope_kind: str, unit: str = "", **more: Any) -> None:
        """Give an account a position, and wait until all services know it."""
        body = {"account": account, "capability": capability, "scope_kind": scope_kind, "unit": unit, **more}
        answer = await self.agreements.post("/positions", body, OPERATOR)
        assert answer.status_code == 201, answer.text
        await self.eventually(lambda: self._known(account))

    async def _known(self, account: str) -> None:
        for service, path in ((self.programs, "/templates"), (self.notifications, "/inbox/count")):
            assert (await service.get(path, account)).status_code == 200

    @asynccontextmanager
    async def process_with(self, name: str, environment: Mapping[str, str]) -> AsyncIterator[None]:
        """One process with settings of its own for a while; before and after it begins anew, with nothing counted."""
        await self.stack.stop_one(name)
        await self.stack.start_one(name, environment)
        try:
            yield
        finally:
            await self.stack.stop_one(name)
            await self.stack.start_one(name)

    async def eventually(self, check: Callable[[], Awaitable[T]], seconds: float = PATIENCE_SECONDS) -> T:
        """Ask again until `check` neither raises AssertionError nor returns False or nothing found."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                found = await check()
                assert found is not False, "not yet"
            except AssertionError:
                if time.monotonic() > deadline:
                    raise
            else:
                return found
            await asyncio.sleep(0.05)


@pytest.fixture(scope="session")
async def sinergi(stack: Stack) -> AsyncIterator[Sinergi]:
    """All of Sinergi, running, with one operator."""
    environment = stack.environment()
    await asyncio.to_thread(appoint, settings_of(environment), OPERATOR, "operator", "nation", "")
    # The servers close a connection that was idle for five seconds: the client must give it up before.
    async with httpx2.AsyncClient(timeout=20, limits=httpx2.Limits(keepalive_expiry=2)) as http:
        tokens = Tokens(environment["SINERGI_TOKEN_ISSUER"], http)
        went_in = WentIn()
        services = [
            Service(f"http://127.0.0.1:{stack.state.ports[f'{name}-api']}", tokens, http, went_in) for name in SERVICES
        ]
        clock = MovableClock(Path(environment["SINERGI_CLOCK_FILE"]))
        facilities = await every_facility(services[0])
        sinergi = Sinergi(stack, *services, clock, iter(facilities), went_in)
        yield sinergi
    await _refuse_leaks(sinergi)


async def every_facility(agreements: Service) -> list[Mapping[str, Any]]:
    """All of them but the story's, so that each test has one of its own."""
    found: list[Mapping[str, Any]] = []
    following = ""
    while following is not None:
        page = await agreements.get(f"/facilities?limit=200{following and f'&cursor={following}'}", OPERATOR)
        assert page.status_code == 200, page.text
        found += page.json()["items"]
        following = page.json()["next"]
    return [facility for facility in found if facility["name"] != FACILITY_NAME]


async def _refuse_leaks(sinergi: Sinergi) -> None:
    """The last thing that a run does: what it said of people stands only where it may."""
    sources = sinergi.sources()
    for process in sources.metrics:
        await sinergi.stack.until_ready(process, 60)
    sentences = [leak.sentence for leak in await leaks(sources, sinergi.went_in)]
    assert not sentences, "\n".join(sentences)


@pytest.fixture
def facility(sinergi: Sinergi) -> Mapping[str, Any]:
    """A facility that no other test of this run uses."""
    return next(sinergi.facilities)
