"""Long polling: a request waits for an event, is answered as soon as there is one, and holds no connection."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import asyncpg

from deploy.installation.environment import settings_of
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.feed.following import Follower, emit_activity, register_partner, subjects


async def at_the_end(sinergi: Sinergi, more: str = "") -> Follower:
    follower = Follower(sinergi.agreements)
    await follower.take_all(f"&limit=1000{more}")
    return follower


async def test_an_event_ends_the_wait(sinergi: Sinergi) -> None:
    # Of this type, because the jobs of earlier tests emit others.
    follower = await at_the_end(sinergi, registered := "&type=partner.registered.v1")
    started = time.monotonic()
    waiting = asyncio.create_task(follower.take(f"{registered}&wait=18"))
    await asyncio.sleep(1)
    assert not waiting.done()
    subject = await register_partner(sinergi)
    assert subject in subjects(await waiting)
    assert time.monotonic() - started < 17


async def test_a_wait_without_events_ends_with_an_empty_page(sinergi: Sinergi) -> None:
    follower = await at_the_end(sinergi, "&type=agreement.superseded.v1")
    started = time.monotonic()
    assert await follower.take("&type=agreement.superseded.v1&wait=2") == []
    assert 1.9 < time.monotonic() - started < 17


async def test_a_filtered_event_does_not_end_the_wait(sinergi: Sinergi, facility: Mapping[str, Any]) -> None:
    follower = await at_the_end(sinergi)
    waiting = asyncio.create_task(follower.take("&type=agreement.first_activity_recorded.v1&wait=20"))
    await register_partner(sinergi)
    await asyncio.sleep(1.5)
    assert not waiting.done()
    active = await emit_activity(sinergi, facility)
    assert subjects(await waiting) == [active]


async def test_many_waiting_requests_hold_no_connection_and_delay_no_other_request(sinergi: Sinergi) -> None:
    settings = settings_of(sinergi.stack.environment())
    followers = [await at_the_end(sinergi, "&type=agreement.superseded.v1")] * (settings.pool_size * 4)
    waiting = [asyncio.create_task(one.ask("&type=agreement.superseded.v1&wait=7")) for one in followers]
    await asyncio.sleep(1)
    assert not any(one.done() for one in waiting)
    started = time.monotonic()
    assert (await sinergi.agreements.get("/facilities", OPERATOR)).status_code == 200
    assert time.monotonic() - started < 5
    connection = await asyncpg.connect(settings.admin_database_url())
    held = await connection.fetchval(
        """SELECT count(*) FROM pg_stat_activity
           WHERE application_name = 'agreements api' AND state LIKE 'idle in transaction%'"""
    )
    await connection.close()
    assert held <= 1
    assert {one.status_code for one in await asyncio.gather(*waiting)} == {200}
