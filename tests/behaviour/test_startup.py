"""Processes started before Kafka or PostgreSQL wait, are not ready meanwhile, and become ready by themselves."""

import httpx2

from tests.behaviour.client import OPERATOR, SERVICES, Sinergi


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
