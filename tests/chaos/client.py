"""HTTP clients that never give up: each change is sent again under its idempotency key until it is answered.

Successful answers are recorded, and the audit expects their events. Changes without an answer are not recorded.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx2

SERVICES = ("agreements", "programs", "notifications")
TIMEOUT_SECONDS = 8.0
PAUSE_SECONDS = 0.3


class Refused(Exception):
    """A rule refused the request; the client continues with something else."""


class Unexpected(Exception):
    """An answer 401, 403 or 5xx: a fault of Sinergi or of the test."""


@dataclass
class Pace:
    """An even rate of requests over all clients; time lost to a fault is not made up."""

    rate: float
    _next: float = 0.0

    async def wait(self) -> None:
        """Wait for the next turn."""
        now = time.monotonic()
        turn = max(now, self._next)
        self._next = turn + 1 / self.rate
        await asyncio.sleep(turn - now)


@dataclass
class Ledger:
    """Record of all clients: the number of expected events by type and subject, and the outcomes of requests."""

    acknowledged: Counter[tuple[str, str]] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)

    def expect(self, type_: str, subject: str) -> None:
        """Expect an event, after a successful answer."""
        self.acknowledged[type_, subject] += 1


@dataclass
class Client:
    """The client of all accounts; each call names its account."""

    addresses: Mapping[str, str]
    issuer: str
    pace: Pace
    ledger: Ledger
    http: httpx2.AsyncClient
    _tokens: dict[str, str] = field(default_factory=dict)

    async def get(self, account: str, service: str, path: str) -> Any:
        """Read something. Raises `Refused` or `Unexpected`."""
        return (await self.answer(account, service, path)).json()

    async def answer(self, account: str, service: str, path: str) -> httpx2.Response:
        """Read something with its ETag. Raises `Refused` or `Unexpected`."""
        headers = await self._authorised(account)
        return await self._until_answered("GET", f"{self.addresses[service]}{path}", headers)

    async def post(self, account: str, service: str, path: str, body: Any, etag: str | None = None) -> httpx2.Response:
        """Make a change exactly once, sending it as often as necessary. Raises `Refused` or `Unexpected`."""
        headers = await self._authorised(account)
        headers |= {"Idempotency-Key": str(uuid4())} | ({"If-Match": etag} if etag else {})
        return await self._until_answered("POST", f"{self.addresses[service]}{path}", headers, body)

    async def put(self, account: str, service: str, path: str, body: Any, etag: str) -> httpx2.Response:
        """Replace something. Raises `Refused` or `Unexpected`."""
        headers = await self._authorised(account) | {"If-Match": etag}
        return await self._until_answered("PUT", f"{self.addresses[service]}{path}", headers, body)

    async def _until_answered(
        self, method: str, url: str, headers: Mapping[str, str], body: Any = None
    ) -> httpx2.Response:
        await self.pace.wait()
        self.ledger.requests["sent"] += 1
        while True:
            try:
                answer = await self.http.request(method, url, headers=headers, json=body, timeout=TIMEOUT_SECONDS)
            except httpx2.TransportError:
                self.ledger.requests["unanswered"] += 1
            else:
                if answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
                    return self._judge(method, url, answer)
                self.ledger.requests["unavailable"] += 1
            await asyncio.sleep(PAUSE_SECONDS)

    def _judge(self, method: str, url: str, answer: httpx2.Response) -> httpx2.Response:
        if answer.is_success:
            self.ledger.requests["acknowledged" if method == "POST" else "read"] += 1
            if answer.headers.get("idempotency-replayed"):
                self.ledger.requests["replayed"] += 1
            return answer
        description = f"{method} {url}: {answer.status_code} {answer.text[:500]}"
        if answer.status_code in (httpx2.codes.UNAUTHORIZED, httpx2.codes.FORBIDDEN) or answer.is_server_error:
            self.ledger.unexpected.append(description)
            raise Unexpected(description)
        self.ledger.requests["refused"] += 1
        raise Refused(description)

    async def _authorised(self, account: str) -> dict[str, str]:
        if account not in self._tokens:
            answer = await self.http.post(f"{self.issuer}/token", json={"account": account})
            self._tokens[account] = answer.raise_for_status().json()["access_token"]
        return {"Authorization": f"Bearer {self._tokens[account]}"}
