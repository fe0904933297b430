"""An office of a partner without an account: a link shows it one notice, once, through the door and without a login."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from shared.operations.clock import MovableClock
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.front.browser import Browser, new_browser
from tests.behaviour.notifications.mail import caught
from tests.behaviour.office import Office


@pytest.fixture
async def browser(sinergi: Sinergi) -> AsyncIterator[Browser]:
    """A browser without a session."""
    browser = new_browser(sinergi.stack)
    yield browser
    await browser.close()


async def correspondent(sinergi: Sinergi, partner_id: str, address: str) -> dict[str, Any]:
    """A correspondent of a partner, as its keeper sees it."""
    body = {"partner_id": partner_id, "office": "Bagian Kerja Sama", "channel": "email", "address": address}

    async def registered() -> str:
        # The partner arrives by an event.
        answer = await sinergi.notifications.post("/correspondents", body, OPERATOR)
        assert answer.status_code == 201, answer.text
        assert address not in answer.text
        return str(answer.json()["id"])

    return await shown(sinergi, await sinergi.eventually(registered))


async def shown(sinergi: Sinergi, id_: str) -> dict[str, Any]:
    answer = await sinergi.notifications.get(f"/correspondents/{id_}", OPERATOR)
    return dict(answer.json()) | {"etag": answer.headers["ETag"]}


async def sent_link(sinergi: Sinergi, address: str) -> str:
    """The address in the latest message to a correspondent."""

    async def link() -> str:
        body = caught(sinergi, address)[-1].get_body(("plain",))
        assert body
        found = re.search(r"/tautan\?kunci=[A-Za-z0-9_-]+", body.get_content())
        assert found
        return found[0]

    return await sinergi.eventually(link)


async def test_a_link_shows_one_notice_once_and_lets_its_holder_say_that_it_was_seen(
    sinergi: Sinergi, office: Office, browser: Browser, office_hours: MovableClock
) -> None:
    address = f"kantor-{uuid4().hex[:10]}@contoh.example"
    one = await correspondent(sinergi, office.partner_id, address)
    await office.submit(await office.draft())
    link = await sent_link(sinergi, address)
    (notice,) = (await sinergi.notifications.get("/inbox?severity=action", office.contact)).json()["items"]

    before = await browser.open(link)
    assert before.status_code == 200, before.text
    assert notice["body"]["id"] not in unescape(before.text)
    assert office.contact not in before.text
    assert "set-cookie" not in before.headers
    opened = await browser.submit(link, {"step": "open"})
    assert opened.status_code == 303, opened.text
    page = await browser.open(link)
    assert notice["body"]["id"] in unescape(page.text)
    seen = await browser.submit(link, {"step": "seen"})
    assert seen.status_code == 303, seen.text

    async def read() -> dict[str, Any]:
        found = (await sinergi.notifications.get(f"/inbox/{notice['id']}", office.contact)).json()
        assert found["read_at"]
        return dict(found)

    await sinergi.eventually(read)
    (listed,) = (await shown(sinergi, one["correspondent"]["id"]))["links"]
    assert (listed["state"], listed["read_at"] is not None) == ("open", True)
    history = await sinergi.database.fetchval(
        "SELECT array_agg(what || ' ' || by ORDER BY id) FROM notifications.link_history WHERE notice_id = $1",
        notice["id"],
    )
    holder = f"correspondent:{one['correspondent']['id']}"
    assert history == ["made system:notifications", f"opened {holder}", f"seen {holder}"]
    office_hours.move_to(office_hours.now() + timedelta(minutes=61))
    assert (await browser.open(link)).status_code == 404
    secret = link.partition("=")[2]
    for log in sinergi.stack.folder.logs.glob("*"):
        assert secret not in log.read_text(), log.name


async def test_a_withdrawn_link_and_an_ended_correspondent_open_nothing(
    sinergi: Sinergi, office: Office, browser: Browser, office_hours: MovableClock
) -> None:
    address = f"kantor-{uuid4().hex[:10]}@contoh.example"
    one = await correspondent(sinergi, office.partner_id, address)
    assert office_hours
    await office.submit(await office.draft())
    link = await sent_link(sinergi, address)
    assert (await browser.open(link)).status_code == 200
    id_ = one["correspondent"]["id"]
    (sent,) = (await shown(sinergi, id_))["links"]
    withdrawn = await sinergi.notifications.post(f"/links/{sent['id']}/withdrawals", {}, OPERATOR)
    assert withdrawn.status_code == 200, withdrawn.text
    assert (await browser.open(link)).status_code == 404
    assert (await browser.submit(link, {"step": "open"})).status_code == 404
    ending = f"/correspondents/{id_}/endings"
    ended = await sinergi.notifications.post(ending, {}, OPERATOR, if_match=one["etag"])
    assert ended.status_code == 200, ended.text
    again = await sinergi.notifications.post(ending, {}, OPERATOR, if_match=ended.headers["ETag"])
    assert again.status_code == 409
    await office.submit(await office.draft())
    assert len((await shown(sinergi, id_))["links"]) == 1


async def test_a_link_opens_nothing_else(sinergi: Sinergi, browser: Browser) -> None:
    unknown = await browser.open("/tautan?kunci=" + "A" * 32)
    assert unknown.status_code == 404
    assert "Tautan tidak berlaku" in unknown.text
    # The page beside it asks for a session, and the service itself knows no visitor elsewhere.
    assert (await browser.open("/narahubung")).status_code in {303, 401}
    assert (await sinergi.notifications.get("/inbox", None)).status_code == 401
