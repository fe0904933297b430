"""Time limits of a pool, of a migration and of an issuer, each in a process with settings of its own."""

import asyncio
from uuid import uuid4

import asyncpg

from deploy.installation.environment import settings_of
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.http.test_time_limits import LIMITS, PROCESS, locked, partner


async def test_a_request_that_finds_no_free_connection_is_refused_soon(sinergi: Sinergi) -> None:
    limits = {"SINERGI_POOL_SIZE": "2", "SINERGI_POOL_TIMEOUT_SECONDS": "0.5", "SINERGI_REQUEST_TIMEOUT_SECONDS": "25"}
    async with sinergi.process_with(PROCESS, limits):
        async with locked(sinergi):
            waiting = [asyncio.create_task(sinergi.agreements.post("/partners", partner(), OPERATOR)) for _ in range(2)]
            await asyncio.sleep(0.5)
            refused = await sinergi.agreements.get("/fields", OPERATOR)
            assert not any(task.done() for task in waiting), "before the limit of the request"
            assert (refused.status_code, refused.json()["type"]) == (503, "/problems/try-again")
            assert int(refused.headers["retry-after"]) > 0
        assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {201}


async def test_a_request_after_a_migration_that_changed_a_table_succeeds(sinergi: Sinergi) -> None:
    """The prepared statements of its connection are outdated, and the client must not notice it."""
    body, key = partner(), str(uuid4())
    first = await sinergi.agreements.post("/partners", body, OPERATOR, key=key)
    url = settings_of(sinergi.stack.environment()).database_url("agreements", "owner")
    owner = await asyncpg.connect(url, server_settings={"search_path": "agreements"})
    for change in ("ADD COLUMN later text", "DROP COLUMN later"):
        assert (await sinergi.agreements.post("/partners", body, OPERATOR, key=key)).content == first.content
        await owner.execute(f"ALTER TABLE idempotency {change}")
        again = await sinergi.agreements.post("/partners", body, OPERATOR, key=key)
        assert (again.status_code, again.content) == (201, first.content)
    await owner.close()


async def test_a_silent_issuer_delays_a_request_no_longer_than_the_limit(sinergi: Sinergi) -> None:
    async def stay_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    issuer = await asyncio.start_server(stay_silent, "127.0.0.1", 0)
    silent = {"SINERGI_JWKS_URL": f"http://127.0.0.1:{issuer.sockets[0].getsockname()[1]}/jwks.json"}
    async with sinergi.process_with(PROCESS, LIMITS | silent):
        refused = await sinergi.agreements.get("/fields", OPERATOR)
    issuer.close()
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/took-too-long")
