"""How current each service's view of positions is, and that it is seen when it is not."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner

from deploy.sinergi.cli import app
from tests.behaviour.access.register import arrived, assign
from tests.behaviour.conftest import OPERATOR, Service, Sinergi

Json = dict[str, Any]


async def view(service: Service) -> Json:
    answer = await service.get("/access/view", OPERATOR)
    assert answer.status_code == 200, answer.text
    shown: Json = answer.json()
    return shown


async def whole(service: Service) -> None:
    assert (await view(service))["up_to_date"]


async def metric(sinergi: Sinergi, process: str, name: str) -> float:
    async with httpx2.AsyncClient() as client:
        answer = await client.get(f"http://127.0.0.1:{sinergi.stack.state.ports[process]}/metrics")
    return next(float(line.split()[1]) for line in answer.text.splitlines() if line.startswith(name))


async def test_where_positions_are_owned_nothing_can_be_missing(sinergi: Sinergi) -> None:
    position = await assign(sinergi)
    await arrived(sinergi, position)
    shown = await view(sinergi.agreements)
    assert (shown["source"], shown["up_to_date"], shown["age_seconds"]) == ("owner", True, 0)
    assert (shown["shards_behind"], shown["compared_at"]) == (None, None)
    assert shown["last_position_at"] is not None


@pytest.mark.parametrize("name", ["programs", "notifications"])
async def test_elsewhere_the_view_becomes_whole_and_says_how_old_it_is(sinergi: Sinergi, name: str) -> None:
    service: Service = getattr(sinergi, name)
    await sinergi.eventually(lambda: whole(service))
    shown = await view(service)
    assert (shown["source"], shown["shards_behind"], shown["parked"], shown["unsent"]) == ("projection", 0, 0, None)
    assert shown["last_position_at"] is not None
    assert await metric(sinergi, f"{name}-worker", "sinergi_positions_freshness_age_seconds") < 10


@pytest.fixture
async def stopped(sinergi: Sinergi) -> AsyncIterator[Service]:
    """Programs without its worker."""
    await sinergi.eventually(lambda: whole(sinergi.programs))
    await sinergi.stack.stop_one("programs-worker")
    yield sinergi.programs
    await sinergi.stack.start_one("programs-worker")


async def test_without_its_worker_a_view_grows_old_and_is_whole_again_afterwards(
    sinergi: Sinergi, stopped: Service
) -> None:
    position = await assign(sinergi)

    async def not_whole() -> None:
        assert not (await view(stopped))["up_to_date"]

    await sinergi.eventually(not_whole)
    earlier, later = await view(stopped), await view(stopped)
    assert earlier["age_seconds"] < later["age_seconds"]
    assert earlier["up_to_date_at"] == later["up_to_date_at"]
    assert (await stopped.get("/access/view", position["account"])).status_code == 403

    await sinergi.stack.start_one("programs-worker")
    await arrived(sinergi, position)
    await sinergi.eventually(lambda: whole(stopped), seconds=40)


async def events(sinergi: Sinergi, *arguments: str) -> None:
    """`sinergi events …`, as an operator runs it."""
    environment = sinergi.stack.environment()
    result = await asyncio.to_thread(CliRunner().invoke, app, ["events", *arguments], env=environment)
    assert result.exit_code == 0, result.output


@pytest.fixture
async def unheard(sinergi: Sinergi) -> AsyncIterator[Service]:
    """Notifications, which hears nothing for a while."""
    await events(sinergi, "pause", "notifications", "--consumer", "--reason", "a test")
    try:
        yield sinergi.notifications
    finally:
        await events(sinergi, "resume", "notifications", "--consumer", "--reason", "tested")
    await sinergi.eventually(lambda: whole(sinergi.notifications))


async def test_what_a_paused_consumer_has_not_heard_is_counted(sinergi: Sinergi, unheard: Service) -> None:
    await assign(sinergi)

    async def behind() -> None:
        shown = await view(unheard)
        assert (shown["shards_behind"] > 0, shown["up_to_date"]) == (True, False)

    async def measured() -> None:
        assert await metric(sinergi, "notifications-worker", "sinergi_positions_freshness_behind_shards") > 0

    await sinergi.eventually(behind)
    await sinergi.eventually(measured)


@pytest.fixture
async def unsaid(sinergi: Sinergi) -> AsyncIterator[Service]:
    """Agreements, which brings nothing out for a while."""

    async def stands_still() -> None:
        assert await metric(sinergi, "agreements-worker", "sinergi_relay_paused") == 1

    await events(sinergi, "pause", "agreements", "--reason", "a test")
    # Whatever happens in between: a relay that stands still for good would fail every test after this one.
    try:
        await sinergi.eventually(stands_still)
        yield sinergi.agreements
    finally:
        await events(sinergi, "resume", "agreements", "--reason", "tested")

    async def brought_out() -> None:
        assert (await view(sinergi.agreements))["unsent"] == 0

    await sinergi.eventually(brought_out)


async def test_what_the_owner_has_not_brought_out_only_the_owner_can_show(sinergi: Sinergi, unsaid: Service) -> None:
    position = await assign(sinergi)
    assert (await view(unsaid))["unsent"] > 0
    assert (await sinergi.programs.get("/access/view", position["account"])).status_code == 403
