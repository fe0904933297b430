"""A client as an officer's program would be: a token, an idempotency key on every POST, and retries."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

import httpx2

PATIENCE_SECONDS = 60.0
T = TypeVar("T")


class Refused(Exception):
    """A service answered with a problem."""

    def __init__(self, request: str, problem: Mapping[str, Any]) -> None:
        english = problem.get("english", {})
        super().__init__(f"{request}: {problem.get('status')} {english.get('title')}: {english.get('detail')}")
        self.problem = problem


@dataclass(frozen=True)
class Answer:
    """The body of an answer, and the version as its ETag."""

    body: Any
    etag: str | None


@dataclass
class Client:
    """Sends requests to the three services. `on_request` gets each correlation id with the time of its request."""

    addresses: Mapping[str, str]
    issuer: str
    on_request: Callable[[str, float], None] = lambda _correlation_id, _moment: None
    patience: float = PATIENCE_SECONDS
    _tokens: dict[str, str] = field(default_factory=dict)
    _http: httpx2.AsyncClient = field(default_factory=lambda: httpx2.AsyncClient(timeout=15, trust_env=False))

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def get(self, service: str, path: str, account: str) -> Answer:
        """Read something. Raises `Refused`."""
        return await self._send("GET", service, path, account)

    async def post(self, service: str, path: str, account: str, body: Any, etag: str | None = None) -> Answer:
        """Send a change; repeated sending has one effect. Raises `Refused`."""
        headers = {"Idempotency-Key": str(uuid4())} | ({"If-Match": etag} if etag else {})
        return await self._send("POST", service, path, account, headers=headers, body=body)

    async def put(self, service: str, path: str, account: str, body: Any, etag: str | None) -> Answer:
        """Replace something in the version that was read; repeated sending has one effect. Raises `Refused`."""
        headers = {"Idempotency-Key": str(uuid4())} | ({"If-Match": etag} if etag else {})
        return await self._send("PUT", service, path, account, headers=headers, body=body)

    async def post_file(self, service: str, path: str, account: str, content: bytes, name: str) -> Answer:
        """Send a paper as PDF; repeated sending has one effect. Raises `Refused`."""
        headers = {
            "Idempotency-Key": str(uuid4()),
            "Content-Type": "application/pdf",
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        return await self._send("POST", service, path, account, headers=headers, content=content)

    async def eventually(self, condition: str, check: Callable[[], Awaitable[T]]) -> T:
        """Call `check` until it returns something. Raises TimeoutError, which names the condition."""
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            if found := await check():
                return found
            await asyncio.sleep(0.02)
        raise TimeoutError(f"waited {self.patience:.0f} s for {condition}")

    async def token(self, account: str) -> str:
        """Get a token from the local issuer."""
        if account not in self._tokens:
            answer = await self._http.post(f"{self.issuer}/token", json={"account": account})
            self._tokens[account] = answer.raise_for_status().json()["access_token"]
        return self._tokens[account]

    async def _send(
        self,
        method: str,
        service: str,
        path: str,
        account: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        content: bytes | None = None,
    ) -> Answer:
        correlation_id = str(uuid4())
        identity = {"Authorization": f"Bearer {await self.token(account)}", "X-Correlation-Id": correlation_id}
        request = self._http.build_request(
            method,
            f"{self.addresses[service]}{path}",
            headers={**(headers or {}), **identity},
            json=body,
            content=content,
        )
        self.on_request(correlation_id, time.time())
        answer = await self._send_until_answered(request)
        if answer.is_error:
            raise Refused(f"{method} {path}", answer.json())
        return Answer(answer.json() if answer.content else None, answer.headers.get("etag"))

    async def _send_until_answered(self, request: httpx2.Request) -> httpx2.Response:
        """Send the same request again while the service is unavailable."""
        deadline = time.monotonic() + self.patience
        while True:
            try:
                answer = await self._http.send(request)
            # A request without an answer may have had its effect; the same idempotency key makes sending it again safe.
            except httpx2.TransportError:
                if time.monotonic() > deadline:
                    raise
            else:
                if answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                    return answer
            await asyncio.sleep(0.3)
