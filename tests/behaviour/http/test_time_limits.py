"""Time limits: a delayed request is refused, changes nothing, and frees its database connection."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import pytest

from deploy.installation.environment import settings_of
from tests.behaviour.client import OPERATOR, Service, Sinergi
from tests.sockets import all_of

PROCESS = "agreements-api"
LIMITS = {"SINERGI_REQUEST_TIMEOUT_SECONDS": "2", "SINERGI_BODY_TIMEOUT_SECONDS": "4", "SINERGI_POOL_SIZE": "3"}


@pytest.fixture(scope="module")
async def short_limits(sinergi: Sinergi) -> AsyncIterator[Sinergi]:
    """Agreements with short limits and three database connections."""
    async with sinergi.process_with(PROCESS, LIMITS):
        yield sinergi


@asynccontextmanager
async def locked(sinergi: Sinergi) -> AsyncIterator[None]:
    """Hold a lock on the table of partners."""
    url = settings_of(sinergi.stack.environment()).database_url("agreements", "owner")
    owner = await asyncpg.connect(url, server_settings={"search_path": "agreements"})
    try:
        async with owner.transaction():
            await owner.execute("LOCK TABLE partner IN ACCESS EXCLUSIVE MODE")
            yield
    finally:
        await owner.close()


def partner() -> dict[str, str]:
    return {"name": f"Yayasan Contoh {uuid4()}", "category": "foundation_ngo"}


async def test_a_delayed_request_is_stopped_and_changes_nothing(short_limits: Sinergi) -> None:
    body, key = partner(), str(uuid4())
    async with locked(short_limits):
        started = time.monotonic()
        refused = await short_limits.agreements.post("/partners", body, OPERATOR, key=key)
        assert time.monotonic() - started < 10
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/took-too-long")
    assert refused.headers["retry-after"]
    again = await short_limits.agreements.post("/partners", body, OPERATOR, key=key)
    assert (again.status_code, again.headers.get("idempotency-replayed")) == (201, None)


async def test_requests_waiting_for_a_connection_are_refused_and_connections_are_freed(
    short_limits: Sinergi,
) -> None:
    async with locked(short_limits):
        waiting = (short_limits.agreements.post("/partners", partner(), OPERATOR) for _ in range(9))
        refused = await asyncio.gather(*waiting)
    assert {answer.json()["type"] for answer in refused} == {"/problems/took-too-long"}
    for _ in range(2):
        answers = await asyncio.gather(
            *(short_limits.agreements.post("/partners", partner(), OPERATOR) for _ in range(3))
        )
        assert {answer.status_code for answer in answers} == {201}


async def test_requests_that_wait_for_a_locked_row_do_not_make_the_process_unready(short_limits: Sinergi) -> None:
    async with locked(short_limits):
        waiting = [
            asyncio.create_task(short_limits.agreements.post("/partners", partner(), OPERATOR)) for _ in range(6)
        ]
        await asyncio.sleep(0.2)
        async with asyncio.timeout(1):
            ready = await short_limits.agreements.get("/readyz", None)
        assert (ready.status_code, ready.json()["ready"]) == (200, True)
        await asyncio.gather(*waiting)


async def test_a_slow_body_is_refused_and_holds_no_connection(short_limits: Sinergi) -> None:
    slow = [asyncio.create_task(_send_slowly(short_limits.agreements)) for _ in range(6)]
    await asyncio.sleep(0.5)
    assert (await short_limits.agreements.get("/fields", OPERATOR)).status_code == 200
    assert not any(task.done() for task in slow)
    for answer in await asyncio.gather(*slow):
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"/problems/body-too-slow" in answer


async def _send_slowly(service: Service) -> bytes:
    """Send a byte of the body now and then; return the answer until the server closes the connection."""
    where = urlsplit(service.address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    token = await service.tokens.of(OPERATOR)
    writer.write(
        f"POST /partners HTTP/1.1\r\nHost: {where.netloc}\r\nAuthorization: Bearer {token}\r\n"
        f"Idempotency-Key: {uuid4()}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n".encode()
    )
    answer = asyncio.create_task(all_of(reader))
    try:
        while not answer.done():
            writer.write(b" ")
            await asyncio.wait([answer], timeout=0.2)
        return await answer
    finally:
        writer.close()
