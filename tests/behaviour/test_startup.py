"""Processes started before Kafka or PostgreSQL wait, are not ready meanwhile, and become ready by themselves.

A process that waits for an operator ends on request.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
import httpx2

from tests.behaviour.client import OPERATOR, SERVICES, Sinergi

GRACE_SECONDS = 10
"""Half of what the supervisor allows before it kills a process."""


async def readiness(sinergi: Sinergi, process: str) -> tuple[int, str | None]:
    port = sinergi.stack.state.ports[process]
    try:
        answer = await sinergi.agreements.http.get(f"http://127.0.0.1:{port}/readyz", timeout=5)
    except httpx2.TransportError:
        return 0, None
    return answer.status_code, answer.json()["reason"]


async def test_a_worker_waits_for_kafka_while_changes_are_accepted(sinergi: Sinergi) -> None:
    await sinergi.stack.stop_one("kafka")
    sinergi.stack.kill("agreements-worker")

    async def waiting() -> bool:
        return await readiness(sinergi, "agreements-worker") == (503, "waiting for kafka")

    await sinergi.eventually(waiting, seconds=30)
    answer = await sinergi.agreements.post(
        "/partners", {"name": "Yayasan Contoh Saat Kafka Mati", "category": "foundation_ngo"}, OPERATOR
    )
    assert answer.status_code == 201, answer.text
    await sinergi.stack.start_one("kafka")
    await sinergi.stack.until_ready("agreements-worker", 60)


async def test_an_api_waits_for_postgres_and_is_not_ready(sinergi: Sinergi) -> None:
    await sinergi.stack.stop_one("postgres")
    sinergi.stack.kill("programs-api")

    async def waiting() -> bool:
        return await readiness(sinergi, "programs-api") == (503, "waiting for postgres")

    await sinergi.eventually(waiting, seconds=30)
    answer = await sinergi.programs.get("/templates", OPERATOR)
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/try-again")
    assert answer.headers["retry-after"]
    await sinergi.stack.start_one("postgres")
    for service in SERVICES:
        await sinergi.stack.until_ready(f"{service}-api", 60)
        await sinergi.stack.until_ready(f"{service}-worker", 60)
    assert (await sinergi.programs.get("/templates", OPERATOR)).status_code == 200


@asynccontextmanager
async def without_right(sinergi: Sinergi, table: str) -> AsyncIterator[None]:
    """Take from the programs service the right to insert into one of its tables, which halts its consumer."""
    settings = sinergi.sources().settings
    database = await asyncpg.connect(settings.admin_database_url())
    role = settings.role("programs", "app")
    await database.execute(f"REVOKE INSERT ON programs.{table} FROM {role}")
    try:
        yield
    finally:
        await database.execute(f"GRANT INSERT ON programs.{table} TO {role}")
        await database.close()


async def test_a_worker_whose_consumer_has_halted_ends_in_time_and_another_one_goes_on(sinergi: Sinergi) -> None:
    account = f"officer-{uuid4().hex[:12]}"
    position = {"account": account, "capability": "coaching_officer", "scope_kind": "facility"}

    async def halted() -> bool:
        status, reason = await readiness(sinergi, "programs-worker")
        return status == 503 and "permission denied for table position" in str(reason)

    async with without_right(sinergi, "position"):
        unit = next(sinergi.facilities)["id"]
        answer = await sinergi.agreements.post("/positions", {**position, "unit": unit}, OPERATOR)
        assert answer.status_code == 201, answer.text
        await sinergi.eventually(halted)
        began = time.monotonic()
        await sinergi.stack.stop_one("programs-worker")
        assert time.monotonic() - began < GRACE_SECONDS
    await sinergi.stack.start_one("programs-worker")
    await sinergi.stack.until_ready("programs-worker", 60)

    async def known() -> bool:
        return (await sinergi.programs.get("/templates", account)).status_code == 200

    await sinergi.eventually(known)
