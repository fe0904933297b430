"""The stream of the inbox: the state of an account's desks, what a client that comes back is sent, and its limits."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx2

from services.notifications.inbox.pages.streams import MOST_OF_ACCOUNT
from shared.operations.settings import Settings
from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office, problem

STREAM = "/kotak-masuk/aliran"
PATIENCE_SECONDS = 20


@dataclass
class Stream:
    """An open stream, one event or comment after the other."""

    answer: httpx2.Response
    lines: AsyncIterator[str]

    async def next(self) -> dict[str, str]:
        """The fields of the next event; of a comment, its text under an empty name. Heartbeats are left out."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            fields: dict[str, str] = {}
            async for line in self.lines:
                if line:
                    name, _, value = line.partition(":")
                    fields[name] = value.strip()
                elif fields not in ({}, {"": ""}) and "retry" not in fields:
                    return fields
                else:
                    fields = {}
        raise AssertionError("the stream has ended")

    async def unread(self) -> tuple[str, int, str]:
        """The name of the next event, its number of unread notices, and its id."""
        fields = await self.next()
        return fields["event"], json.loads(fields["data"])["belum_dibaca"], fields["id"]


@asynccontextmanager
async def opened(sinergi: Sinergi, account: str, path: str = STREAM, **headers: str) -> AsyncIterator[Stream]:
    """A stream of the service itself."""
    token = {"Authorization": f"Bearer {await sinergi.notifications.tokens.of(account)}"}
    given: dict[str, Any] = {"headers": token | headers, "timeout": PATIENCE_SECONDS}
    async with sinergi.notifications.http.stream("GET", f"{sinergi.notifications.address}{path}", **given) as answer:
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        yield Stream(answer, answer.aiter_lines())


async def test_a_stream_has_the_state_and_each_change_of_it(sinergi: Sinergi, office: Office) -> None:
    async with opened(sinergi, office.contact) as stream:
        assert (await stream.unread())[:2] == ("keadaan", 0)
        await office.submit(await office.draft())
        assert (await stream.unread())[:2] == ("keadaan", 1)
        [notice] = (await sinergi.notifications.get("/inbox?unread=true", office.contact)).json()["items"]
        await sinergi.notifications.post(f"/inbox/{notice['id']}/readings", {}, office.contact)
        assert (await stream.unread())[:2] == ("keadaan", 0)


async def test_a_client_that_comes_back_is_sent_what_it_missed_and_nothing_else(
    sinergi: Sinergi, office: Office
) -> None:
    async with opened(sinergi, office.contact) as stream:
        _, before, first = await stream.unread()
    async with opened(sinergi, office.contact, **{"Last-Event-ID": first}) as stream:
        assert await stream.next() == {"": "nothing was missed"}
    await office.submit(await office.draft())

    async def counted() -> None:
        count = (await sinergi.notifications.get("/inbox/count", office.contact)).json()
        assert sum(count.values()) == before + 1

    await sinergi.eventually(counted)
    async with opened(sinergi, office.contact, **{"Last-Event-ID": first}) as stream:
        name, unread, second = await stream.unread()
        assert (name, unread) == ("keadaan", before + 1)
    # As a tab does that takes over from another one.
    async with opened(sinergi, office.contact, f"{STREAM}?sejak={second}") as stream:
        assert await stream.next() == {"": "nothing was missed"}


async def test_a_client_whose_desks_have_changed_is_asked_to_load_its_page_again(
    sinergi: Sinergi, office: Office
) -> None:
    async with opened(sinergi, office.contact) as stream:
        *_, seen = await stream.unread()
    await sinergi.assign(office.contact, "coaching_officer", "facility", office.facility["id"])

    async def asked(given: str) -> None:
        async with opened(sinergi, office.contact, **{"Last-Event-ID": given}) as stream:
            assert (await stream.unread())[0] == "muat-ulang"

    # The service already knew the account; the further position arrives as an event.
    await sinergi.eventually(partial(asked, seen))
    await asked("invented")


async def test_streams_hold_no_connection_and_an_account_has_a_bounded_number(sinergi: Sinergi, office: Office) -> None:
    async def hold(release: asyncio.Event, ready: asyncio.Barrier) -> None:
        async with opened(sinergi, office.contact) as stream:
            await stream.unread()
            await ready.wait()
            await release.wait()

    assert Settings().pool_size < MOST_OF_ACCOUNT
    release, ready = asyncio.Event(), asyncio.Barrier(MOST_OF_ACCOUNT + 1)
    streams = [asyncio.create_task(hold(release, ready)) for _ in range(MOST_OF_ACCOUNT)]
    await ready.wait()
    answers = await asyncio.gather(*(sinergi.notifications.get("/inbox/count", office.officer) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    problem(await sinergi.notifications.get(STREAM, office.contact), 503, "try-again")
    release.set()
    await asyncio.gather(*streams)

    async def has_room() -> None:
        async with opened(sinergi, office.contact) as stream:
            await stream.unread()

    await sinergi.eventually(has_room)


async def test_a_stream_needs_a_desk(sinergi: Sinergi, office: Office) -> None:
    problem(await sinergi.notifications.get(STREAM, None), 401, "unauthenticated")
    problem(await sinergi.notifications.get(STREAM, f"stranger-{office.suffix}"), 403, "not-permitted")
