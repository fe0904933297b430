"""An endpoint that is dead or slow has a narrow lane: one step at a time, after those of the others, own threads."""

import asyncio
import socket
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from services.notifications.webhooks.gateway.guarded import resolve
from services.notifications.webhooks.jobs.lanes import NARROW_THREADS, SLOW_MILLISECONDS, Lanes, Standing, open_lanes
from services.notifications.webhooks.model.deliveries import Outcome

QUICK = Standing()


def dead() -> Standing:
    return Standing(failures=1)


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    with open_lanes() as opened:
        yield opened


def test_an_endpoint_is_in_trouble_after_a_failure_and_after_a_slow_answer() -> None:
    standing = Standing()
    assert not standing.troubled
    standing.note(Outcome("delivered", 200, SLOW_MILLISECONDS + 1))
    assert standing.troubled
    standing.note(Outcome("delivered", 200, SLOW_MILLISECONDS))
    assert not standing.troubled
    standing.note(Outcome("unreachable"))
    assert standing.troubled


async def test_steps_of_dead_endpoints_run_one_by_one_and_those_of_others_together(lanes: Lanes) -> None:
    running = {True: 0, False: 0}
    most = {True: 0, False: 0}

    async def step(standing: Standing) -> None:
        async with lanes.step(standing):
            running[standing.troubled] += 1
            most[standing.troubled] = max(most[standing.troubled], running[standing.troubled])
            await asyncio.sleep(0)
            running[standing.troubled] -= 1

    await asyncio.gather(*(step(each) for _ in range(20) for each in (dead(), QUICK)))
    assert most == {True: 1, False: 20}


async def test_a_dead_endpoint_gives_way_to_the_others(lanes: Lanes) -> None:
    order: list[str] = []

    async def step(name: str, standing: Standing, *, until: asyncio.Event) -> None:
        async with lanes.step(standing):
            await until.wait()
            order.append(name)

    free, done = asyncio.Event(), asyncio.Event()
    done.set()
    quick = asyncio.create_task(step("quick", QUICK, until=free))
    await asyncio.sleep(0)
    waiting = asyncio.create_task(step("dead", dead(), until=done))
    await asyncio.sleep(0)
    assert order == []
    free.set()
    await asyncio.gather(quick, waiting)
    assert order == ["quick", "dead"]


async def test_a_dead_endpoint_does_not_wait_for_ever(lanes: Lanes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.notifications.webhooks.jobs.lanes.LONGEST_WAIT_SECONDS", 0.01)
    async with lanes.step(QUICK), lanes.step(dead()):
        assert True


async def test_names_that_no_server_answers_for_hold_up_no_other_name(
    lanes: Lanes, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Event()

    def look(host: str, *_asked: Any, **_options: Any) -> list[Any]:
        if host == "silent.example":
            answered.wait(30)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    threads = lanes.threads(dead())
    silent = [asyncio.create_task(resolve("silent.example", 443, threads)) for _ in range(3 * NARROW_THREADS)]
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(10):
            assert await resolve("quick.example", 443, lanes.threads(QUICK)) == ["8.8.8.8"]
        assert not any(each.done() for each in silent)
    finally:
        answered.set()
        await asyncio.gather(*silent)
