"""Sinergi from outside: requests to the three services as any account, and waiting until an event took effect."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

import httpx2

from deploy.installation.environment import settings_of
from deploy.local.parts import SENDERS
from deploy.local.stack import Stack
from shared.files.names import content_disposition
from shared.operations.clock import MovableClock
from tests.behaviour.database import Database
from tests.behaviour.http.described import require_described
from tests.behaviour.personal_data.locations import Sources
from tests.behaviour.personal_data.recorded_values import RecordedValues
from tests.behaviour.topics import Topics

SERVICES = ("agreements", "programs", "notifications")
OPERATOR = "operator-of-the-tests"
PATIENCE_SECONDS = 40.0
ROLES = {
    "officer": ("coaching_officer", "cooperation_officer"),
    "regional_reviewer": ("head", "cooperation_officer", "reviewer"),
    "directorate": ("head", "coaching_officer", "cooperation_officer", "master_data_keeper", "reviewer"),
}
"""One account of an office often holds several positions."""
KNOWN_POSITIONS = """SELECT (SELECT count(*) FROM programs.position WHERE id = ANY ($1::uuid[]))
                          + (SELECT count(*) FROM notifications.position WHERE id = ANY ($1::uuid[]))"""
T = TypeVar("T")


@dataclass
class Service:
    """One service as its clients see it."""

    address: str
    tokens: "Tokens"
    http: httpx2.AsyncClient
    recorded: RecordedValues = field(default_factory=RecordedValues)

    async def get(self, path: str, as_: str | None) -> httpx2.Response:
        return await self.send("GET", path, as_)

    async def post(
        self, path: str, json: Any, as_: str | None, *, if_match: str | None = None, key: str | None = None
    ) -> httpx2.Response:
        headers = {"Idempotency-Key": key or str(uuid4())} | ({"If-Match": if_match} if if_match else {})
        return await self.send("POST", path, as_, headers=headers, json=json)

    async def send_file(
        self,
        path: str,
        content: bytes | AsyncIterator[bytes],
        as_: str | None,
        *,
        name: str = "Naskah.pdf",
        key: str | None = None,
    ) -> httpx2.Response:
        """A file as the body; `path` has its kind."""
        headers = {"Idempotency-Key": key or str(uuid4()), "Content-Disposition": content_disposition(name)}
        headers |= {"Content-Type": "application/pdf"}
        return await self.send("POST", path, as_, headers=headers, content=content)

    async def put(self, path: str, json: Any, as_: str | None, *, if_match: str | None = None) -> httpx2.Response:
        return await self.send("PUT", path, as_, headers={"If-Match": if_match} if if_match else {}, json=json)

    async def send(
        self, method: str, path: str, as_: str | None, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> httpx2.Response:
        """Any request, with any body and headers."""
        await self.tokens.until_assigned(as_)
        authorization = {"Authorization": f"Bearer {await self.tokens.of(as_)}"} if as_ else {}
        self.recorded.record_request(more.get("json"))
        answer = await self.http.request(
            method, f"{self.address}{path}", headers={**authorization, **(headers or {})}, **more
        )
        self.recorded.record_answer(answer)
        return require_described(answer)


@dataclass
class Tokens:
    """Tokens of the local issuer."""

    issuer: str
    http: httpx2.AsyncClient
    known: dict[str, str] = field(default_factory=dict)
    not_yet_assigned: dict[str | None, Callable[[], Awaitable[None]]] = field(default_factory=dict)
    """Accounts that get their positions when they are used for the first time."""

    async def until_assigned(self, account: str | None) -> None:
        """Wait until an account has its positions."""
        if account in self.not_yet_assigned:
            await self.not_yet_assigned[account]()

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
    of_kind: Mapping[str | None, Iterator[Mapping[str, Any]]]
    recorded: RecordedValues
    database: Database
    topics: Topics

    def sources(self) -> Sources:
        """The places that could contain personal data."""
        processes = [*(f"{service}-{kind}" for service in SERVICES for kind in ("api", "worker")), *SENDERS]
        metrics = {name: f"http://127.0.0.1:{self.stack.state.ports[name]}/metrics" for name in processes}
        settings = settings_of(self.stack.environment())
        return Sources(settings, self.stack.folder.logs, metrics, self.recorded.problems)

    def today(self, zone: str = "Asia/Jakarta") -> date:
        return self.clock.today(zone)

    async def assign(self, account: str, capability: str, scope_kind: str, unit: str = "", **more: Any) -> None:
        """Assign a position, or all positions of a role, to an account, and wait until all services know it."""
        ids = []
        for each in ROLES.get(capability, (capability,)):
            body = {"account": account, "capability": each, "scope_kind": scope_kind, "unit": unit, **more}
            answer = await self.agreements.post("/positions", body, OPERATOR)
            assert answer.status_code == 201, answer.text
            ids.append(answer.json()["id"])
        await self.eventually(lambda: self._know_positions(ids))

    def assign_when_used(self, account: str, capability: str, scope_kind: str, unit: str = "") -> None:
        """Assign a position or a role when a request is first sent as this account; many tests never use it."""
        assigning: asyncio.Task[None] | None = None

        async def assign() -> None:
            nonlocal assigning
            # One task, for requests at the same time.
            assigning = assigning or asyncio.create_task(self.assign(account, capability, scope_kind, unit))
            await asyncio.shield(assigning)
            self.agreements.tokens.not_yet_assigned.pop(account, None)

        self.agreements.tokens.not_yet_assigned[account] = assign

    async def _know_positions(self, ids: Sequence[str]) -> None:
        """Asked of the tables: requests would cost ten times as much, some thousand times in a run."""
        assert await self.database.fetchval(KNOWN_POSITIONS, ids) == 2 * len(ids)

    @asynccontextmanager
    async def process_with(self, name: str, environment: Mapping[str, str]) -> AsyncIterator[None]:
        """One process with settings of its own for a while; it restarts before and after, with all counts at zero."""
        await self.stack.stop_one(name)
        await self.stack.start_one(name, environment)
        try:
            yield
        finally:
            await self.stack.stop_one(name)
            await self.stack.start_one(name)

    async def eventually(self, check: Callable[[], Awaitable[T]], seconds: float = PATIENCE_SECONDS) -> T:
        """Ask again until `check` finds its object and returns anything but False.

        `(notice,) = …` and `rows[0]` of rows that do not exist yet raise ValueError and IndexError: not found either.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                found = await check()
                assert found is not False, "not yet"
            except (AssertionError, ValueError, IndexError):
                if time.monotonic() > deadline:
                    raise
            else:
                return found
            await asyncio.sleep(0.05)
