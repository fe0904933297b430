"""People at work, as HTTP clients that do not give up: each change is sent again, under its key, until it is answered.

What was answered with success is written down: the audit asks for its event. Nobody's answer is taken for granted that
has not arrived.
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
    """A rule said no; whoever asked goes on with something else."""


class Unexpected(Exception):
    """A 500 or a 401: a fault of ours, or of the harness."""


@dataclass
class Pace:
    """So many requests a second over all clients, evenly; time that was lost to a fault is not made up."""

    rate: float
    _next: float = 0.0

    async def wait(self) -> None:
        """Wait for one's turn."""
        now = time.monotonic()
        turn = max(now, self._next)
        self._next = turn + 1 / self.rate
        await asyncio.sleep(turn - now)


@dataclass
class Ledger:
    """What the clients know: how often each event must have been said about each subject, and how requests went."""

    acknowledged: Counter[tuple[str, str]] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)

    def expect(self, type_: str, subject: str) -> None:
        """An answer has said that something happened which has an event."""
        self.acknowledged[type_, subject] += 1


@dataclass
class Client:
    """All accounts; each call names the one that makes it."""

    addresses: Mapping[str, str]
    issuer: str
    pace: Pace
    ledger: Ledger
    http: httpx2.AsyncClient
    _tokens: dict[str, str] = field(default_factory=dict)

    async def get(self, account: str, service: str, path: str) -> Any:
        """Read something. Raises `Refused` or `Unexpected`."""
        headers = await self._authorised(account)
        return (await self._until_answered("GET", f"{self.addresses[service]}{path}", headers)).json()

    async def post(self, account: str, service: str, path: str, body: Any, etag: str | None = None) -> httpx2.Response:
        """Change something, once, however often it must be sent. Raises `Refused` or `Unexpected`."""
        headers = await self._authorised(account)
        headers |= {"Idempotency-Key": str(uuid4())} | ({"If-Match": etag} if etag else {})
        return await self._until_answered("POST", f"{self.addresses[service]}{path}", headers, body)

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
        said = f"{method} {url}: {answer.status_code} {answer.text[:500]}"
        if answer.status_code in (httpx2.codes.UNAUTHORIZED, httpx2.codes.FORBIDDEN) or answer.is_server_error:
            self.ledger.unexpected.append(said)
            raise Unexpected(said)
        self.ledger.requests["refused"] += 1
        raise Refused(said)

    async def _authorised(self, account: str) -> dict[str, str]:
        if account not in self._tokens:
            answer = await self.http.post(f"{self.issuer}/token", json={"account": account})
            self._tokens[account] = answer.raise_for_status().json()["access_token"]
        return {"Authorization": f"Bearer {self._tokens[account]}"}
