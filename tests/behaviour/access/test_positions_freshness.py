"""How up to date the positions of each service are, and that a delay is visible."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import asyncpg
import pytest
from typer.testing import CliRunner

from deploy.installation.environment import settings_of
from deploy.sinergi.cli import app
from tests.behaviour.access.positions import arrived, assign
from tests.behaviour.client import OPERATOR, Service, Sinergi

Json = dict[str, Any]
KEY = "a-made-up-key"


async def freshness(service: Service) -> Json:
    answer = await service.get("/positions/freshness", OPERATOR)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


async def up_to_date(service: Service) -> None:
    assert (await freshness(service))["up_to_date"]


async def metric(sinergi: Sinergi, process: str, name: str) -> float:
    answer = await sinergi.agreements.http.get(f"http://127.0.0.1:{sinergi.stack.state.ports[process]}/metrics")
    return next(float(line.split()[1]) for line in answer.text.splitlines() if line.startswith(name))


async def test_nothing_can_be_missing_at_the_owner_of_positions(sinergi: Sinergi) -> None:
    position = await assign(sinergi)
    await arrived(sinergi, position)
    shown = await freshness(sinergi.agreements)
    assert (shown["source"], shown["up_to_date"], shown["age_seconds"]) == ("owner", True, 0)
    assert (shown["shards_behind"], shown["compared_at"]) == (None, None)
    assert shown["last_position_at"] is not None


@pytest.mark.parametrize("name", ["programs", "notifications"])
async def test_a_projection_becomes_up_to_date_and_shows_its_age(sinergi: Sinergi, name: str) -> None:
    service: Service = getattr(sinergi, name)
    await sinergi.eventually(lambda: up_to_date(service))
    shown = await freshness(service)
    assert (shown["source"], shown["shards_behind"], shown["parked"], shown["unsent"]) == ("projection", 0, 0, None)
    assert shown["last_position_at"] is not None
    assert await metric(sinergi, f"{name}-worker", "sinergi_positions_freshness_age_seconds") < 10


@pytest.fixture
async def stopped(sinergi: Sinergi) -> AsyncIterator[Service]:
    """Programs without its worker."""
    await sinergi.eventually(lambda: up_to_date(sinergi.programs))
    await sinergi.stack.stop_one("programs-worker")
    yield sinergi.programs
    await sinergi.stack.start_one("programs-worker")


async def test_without_its_worker_a_projection_ages_and_catches_up_afterwards(
    sinergi: Sinergi, stopped: Service
) -> None:
    position = await assign(sinergi)

    async def out_of_date() -> None:
        assert not (await freshness(stopped))["up_to_date"]

    await sinergi.eventually(out_of_date)
    earlier, later = await freshness(stopped), await freshness(stopped)
    assert earlier["age_seconds"] < later["age_seconds"]
    assert earlier["up_to_date_at"] == later["up_to_date_at"]
    assert (await stopped.get("/positions/freshness", position["account"])).status_code == 403

    await sinergi.stack.start_one("programs-worker")
    await arrived(sinergi, position)
    await sinergi.eventually(lambda: up_to_date(stopped), seconds=40)


async def command(sinergi: Sinergi, *arguments: str) -> None:
    """Run `sinergi …` as an operator."""
    environment = sinergi.stack.environment()
    result = await asyncio.to_thread(CliRunner().invoke, app, arguments, env=environment)
    assert result.exit_code == 0, result.output


@pytest.fixture
async def paused_consumer(sinergi: Sinergi) -> AsyncIterator[Service]:
    """Notifications with its consumer paused."""
    await command(sinergi, "consumers", "pause", "notifications", "--reason", "a test")
    try:
        yield sinergi.notifications
    finally:
        await command(sinergi, "consumers", "resume", "notifications", "--reason", "tested")
    await sinergi.eventually(lambda: up_to_date(sinergi.notifications))


async def test_events_that_a_paused_consumer_misses_are_counted(sinergi: Sinergi, paused_consumer: Service) -> None:
    await assign(sinergi)

    async def behind() -> None:
        shown = await freshness(paused_consumer)
        assert (shown["shards_behind"] > 0, shown["up_to_date"]) == (True, False)

    async def measured() -> None:
        assert await metric(sinergi, "notifications-worker", "sinergi_positions_freshness_behind_shards") > 0

    await sinergi.eventually(behind)
    await sinergi.eventually(measured)


async def test_only_parked_records_about_positions_are_counted(sinergi: Sinergi) -> None:
    connection = await asyncpg.connect(settings_of(sinergi.stack.environment()).admin_database_url())
    await connection.execute(
        """INSERT INTO notifications.parked (consumer, topic, key, partition, "offset", reason, detail, headers, data)
           SELECT 'notifications', 'sinergi.agreements.internal.v1', $1, 0, 0, 'undecodable', 'a test',
                  json_build_object('ce_type', 'id.go.ditjenpas.sinergi.' || type), ''
           FROM unnest(ARRAY ['agreement.drafted.v1', 'position.assigned.v1']) AS type""",
        KEY,
    )

    async def counted(parked: int) -> None:
        assert (await freshness(sinergi.notifications))["parked"] == parked

    try:
        await sinergi.eventually(partial(counted, 1))
    finally:
        await connection.execute("DELETE FROM notifications.parked WHERE key = $1", KEY)
        await connection.close()
    await sinergi.eventually(partial(counted, 0))


@pytest.fixture
async def paused_relay(sinergi: Sinergi) -> AsyncIterator[Service]:
    """Agreements with its relay paused."""

    async def relay_is_paused() -> None:
        assert await metric(sinergi, "agreements-worker", "sinergi_relay_paused") == 1

    await command(sinergi, "relays", "pause", "agreements", "--reason", "a test")
    # Resumed in any case: a relay that stays paused would fail every later test.
    try:
        await sinergi.eventually(relay_is_paused)
        yield sinergi.agreements
    finally:
        await command(sinergi, "relays", "resume", "agreements", "--reason", "tested")

    async def everything_is_relayed() -> None:
        assert (await freshness(sinergi.agreements))["unsent"] == 0

    await sinergi.eventually(everything_is_relayed)


async def test_only_the_owner_shows_events_that_are_not_relayed(sinergi: Sinergi, paused_relay: Service) -> None:
    position = await assign(sinergi)
    assert (await freshness(paused_relay))["unsent"] > 0
    assert (await sinergi.programs.get("/positions/freshness", position["account"])).status_code == 403
