"""Rules for every screen: WCAG 2.2 AA, its weight, a phone, a keyboard, and its use without scripts."""

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office, open_office
from tests.screens.rules import PAGE_BYTES, barriers
from tests.screens.visitor import DESKTOP, PHONE, Visitor, weigh

FIRST_BYTES = 80_000
SCREENS = ("/", "/kotak-masuk", "/kotak-masuk?tampilkan=semua", "{notice}", "/keluar/selesai", "/tidak-ada")
DRAFTS = 2


@pytest.fixture(scope="module")
async def office(sinergi: Sinergi, directorate: str) -> Office:
    """The office of all tests of this file, with drafts to review."""
    assert directorate
    office = await open_office(sinergi, next(sinergi.facilities))
    for _ in range(DRAFTS):
        await office.submit(await office.draft())
    return office


@pytest.fixture
async def reviewer(visitor: Visitor, office: Office) -> Visitor:
    """The reviewer, logged in."""
    await busy(visitor, office)
    return visitor


async def new_notice(office: Office) -> str:
    """The address of a notice that no one has read."""
    await office.submit(await office.draft())
    return await address("{notice}", office, unread=True)


async def busy(visitor: Visitor, office: Office) -> None:
    """Log the reviewer in when there is something to see on each screen."""
    await visitor.log_in(office.reviewer)
    cases = visitor.page.get_by_text(f"Telaah draf: Nota Kesepakatan {office.suffix}")
    await expect(cases.nth(DRAFTS - 1)).to_be_visible()


async def address(screen: str, office: Office, *, unread: bool = False) -> str:
    """The address of a screen; that of a notice once there is one."""

    async def notice() -> str:
        # One that stays: the notice of the new draft is closed when the draft is submitted.
        wanted = f"/inbox?severity=action{'&unread=true' if unread else ''}"
        items = (await office.sinergi.notifications.get(wanted, office.reviewer)).json()["items"]
        assert items
        return f"/kotak-masuk/{items[0]['id']}"

    return await office.sinergi.eventually(notice) if screen == "{notice}" else screen


@pytest.mark.parametrize(
    "size", [pytest.param(DESKTOP, marks=pytest.mark.part("screens", only=True)), PHONE], ids=["desktop", "phone"]
)
async def test_no_barrier_is_found(chromium: Browser, origin: str, office: Office, size: ViewportSize) -> None:
    # The checker is a script of its own, which the content policy of our pages refuses.
    async with await chromium.new_context(viewport=size, bypass_csp=True) as context:
        visitor = await Visitor.arrive(context, origin)
        await busy(visitor, office)
        for screen in SCREENS:
            await visitor.open(await address(screen, office))
            assert (screen, await barriers(visitor)) == (screen, [])


async def test_a_phone_scrolls_in_one_direction_only(reviewer: Visitor, office: Office) -> None:
    await reviewer.page.set_viewport_size(PHONE)
    for screen in SCREENS:
        await reviewer.open(await address(screen, office))
        width = await reviewer.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], screen


async def test_the_first_screen_and_every_further_one_are_light(
    chromium: Browser, reviewer: Visitor, office: Office
) -> None:
    state = await reviewer.context.storage_state()
    async with await chromium.new_context(viewport=DESKTOP, storage_state=state) as context:
        newcomer = await Visitor.arrive(context, reviewer.origin)
        first = await weigh(newcomer.page, f"{reviewer.origin}/")
        assert 0 < first.files < first.everything <= FIRST_BYTES
        for screen in SCREENS:
            path = await address(screen, office)
            further = await weigh(newcomer.page, f"{reviewer.origin}{path}")
            assert 0 < further.page <= PAGE_BYTES, screen
            assert further.files == 0, f"{screen} loads files again"


async def test_without_scripts_everything_is_there(chromium: Browser, origin: str, office: Office) -> None:
    async with await chromium.new_context(viewport=DESKTOP, java_script_enabled=False) as context:
        visitor = await Visitor.arrive(context, origin)
        await busy(visitor, office)
        path = await new_notice(office)
        await visitor.page.get_by_role("link", name="Kotak masuk", exact=True).click()
        await visitor.page.locator(f"a[href='{path}']").click()
        await visitor.page.get_by_role("button", name="Tandai sudah dibaca").click()
        await expect(visitor.page.get_by_text("Perubahan tersimpan.")).to_be_visible()
        await visitor.page.get_by_role("button", name="English").click()
        assert await visitor.heading() == "Inbox"
        await visitor.page.get_by_role("button", name="Sign out").click()
        assert await visitor.heading() == "You are signed out"


async def test_a_keyboard_is_enough(reviewer: Visitor, office: Office) -> None:
    page = reviewer.page
    await reviewer.open(await new_notice(office))
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    await page.keyboard.press("Enter")
    # The next key counts from where the link led to once the browser is there.
    await expect(page.locator("#isi")).to_be_focused()
    button = page.get_by_role("button", name="Tandai sudah dibaca")
    for _ in range(5):
        await page.keyboard.press("Tab")
        if await button.evaluate("each => each === document.activeElement"):
            break
    await expect(button).to_be_focused()
    assert await button.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Perubahan tersimpan.")).to_be_visible()
