"""The inbox: the badge on every screen, one stream for the whole browser, and a notice that is marked as read."""

import asyncio

from playwright.async_api import Page, Request, expect

from tests.behaviour.office import Office
from tests.screens.visitor import PHONE, STREAM, Visitor

LIVE_MS = 15_000
REVIEW = "Mohon ditelaah"
"""The notice for the partner's contact, whose desk is of this test alone; reviewers of a region share theirs."""


def badge(page: Page, count: int) -> str:
    """The badge with its number, as it is read out."""
    return f"{count} belum dibaca"


async def hide(page: Page, *, hidden: bool) -> None:
    """Hide a tab or show it again, as the browser does when another tab is chosen."""
    await page.evaluate(
        """hidden => {
            Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


async def shows(page: Page, count: int) -> None:
    """Wait until the badge of a tab has this number."""
    await expect(page.locator("[data-lencana]")).to_have_text(badge(page, count), timeout=LIVE_MS)


async def test_a_notice_arrives_on_the_open_screen_and_is_marked_as_read_on_every_tab(
    visitor: Visitor, office: Office
) -> None:
    await visitor.log_in(office.contact, "/kotak-masuk")
    await expect(visitor.page.locator("[data-lencana]")).to_be_hidden()
    other = await visitor.tab("/")
    await office.submit(await office.draft())
    for page in (visitor.page, other):
        await shows(page, 1)
    notice = visitor.page.get_by_role("listitem").get_by_role("link", name=REVIEW)
    await expect(notice).to_be_visible(timeout=LIVE_MS)
    await notice.click()
    await visitor.page.get_by_role("link", name="Buka perjanjian").click()
    await expect(visitor.page.locator("h1")).to_have_text(f"Nota Kesepakatan {office.suffix}")
    await visitor.page.go_back()
    await visitor.page.get_by_role("button", name="Tandai sudah dibaca").click()
    await expect(visitor.page.get_by_text("Perubahan tersimpan.")).to_be_visible()
    for page in (visitor.page, other):
        await expect(page.locator("[data-lencana]")).to_be_hidden(timeout=LIVE_MS)


async def test_a_notice_of_another_desk_is_refused_on_a_page(visitor: Visitor, office: Office) -> None:
    await visitor.log_in(office.officer)
    await office.submit(await office.draft())
    inbox = office.sinergi.notifications

    async def notice() -> str:
        items = (await inbox.get("/inbox?unread=true", office.contact)).json()["items"]
        assert items
        return str(items[0]["id"])

    id_ = await office.sinergi.eventually(notice)
    assert await visitor.open(f"/kotak-masuk/{id_}") == 403
    await expect(visitor.page.get_by_role("alert")).to_be_visible()


async def test_seven_tabs_have_one_stream_which_a_hidden_tab_gives_away(visitor: Visitor, office: Office) -> None:
    await visitor.log_in(office.contact)
    streams: list[Request] = []
    open_now: set[Request] = set()

    def begin(request: Request) -> None:
        if STREAM in request.url:
            streams.append(request)
            open_now.add(request)

    def end(request: Request) -> None:
        open_now.discard(request)

    visitor.context.on("request", begin)
    visitor.context.on("requestfinished", end)
    visitor.context.on("requestfailed", end)
    await visitor.open("/")
    tabs = [visitor.page, *[await visitor.tab("/") for _ in range(6)]]
    await office.submit(await office.draft())
    for page in tabs:
        await shows(page, 1)
    assert len(open_now) == 1
    begun = len(streams)
    leader = next(iter(open_now)).frame.page
    await hide(leader, hidden=True)
    await expect_number(open_now, 1)
    assert next(iter(open_now)).frame.page != leader
    assert len(streams) == begun + 1
    assert "sejak=" in streams[-1].url, "the next tab goes on from the state that all tabs have"
    for page in tabs:
        await hide(page, hidden=True)
    await expect_number(open_now, 0)
    await hide(leader, hidden=False)
    await expect_number(open_now, 1)


async def expect_number(requests: set[Request], number: int) -> None:
    """Wait until so many streams are open, and nothing else changes this."""
    for _ in range(100):
        if len(requests) == number:
            await asyncio.sleep(0.3)
            if len(requests) == number:
                return
        await asyncio.sleep(0.1)
    raise AssertionError([each.url for each in requests])


async def test_on_a_phone_the_action_is_in_sight(visitor: Visitor, office: Office) -> None:
    await visitor.page.set_viewport_size(PHONE)
    await office.submit(await office.draft())
    await visitor.log_in(office.contact, "/kotak-masuk")
    notice = visitor.page.get_by_role("link", name=REVIEW)
    await expect(notice).to_be_visible(timeout=LIVE_MS)
    await notice.click()
    await expect(visitor.page.get_by_role("button", name="Tandai sudah dibaca")).to_be_in_viewport(ratio=1)
