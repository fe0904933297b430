"""A form is not lost when its session has ended or its service is away: it is sent again from the page that says so."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, expect

from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office
from tests.screens.test_inbox import LIVE_MS, REVIEW
from tests.screens.visitor import Visitor


@pytest.fixture
async def notice(visitor: Visitor, office: Office) -> Page:
    """The page of a notice that is to be marked as read."""
    await office.submit(await office.draft())
    await visitor.log_in(office.contact, "/kotak-masuk")
    found = visitor.page.get_by_role("link", name=REVIEW)
    await expect(found).to_be_visible(timeout=LIVE_MS)
    await found.click()
    await expect(visitor.page.get_by_role("button", name="Tandai sudah dibaca")).to_be_visible()
    return visitor.page


async def press(page: Page, button: str, heading: str) -> None:
    """Send a form by its button; the page that answers has this heading."""
    await page.get_by_role("button", name=button).click()
    await expect(page.locator("h1")).to_have_text(heading)


async def test_a_form_whose_session_has_ended_is_sent_after_the_next_login(
    visitor: Visitor, office: Office, notice: Page
) -> None:
    await visitor.context.clear_cookies()
    await press(notice, "Tandai sudah dibaca", "Anda belum masuk")
    async with visitor.context.expect_page() as opened:
        await notice.get_by_role("button", name="Masuk di tab baru").click()
    other = await opened.value
    visitor.watch(other)
    await other.get_by_label("Akun lain").fill(office.contact)
    await other.get_by_role("button", name="Masuk Sign in", exact=True).click()
    await expect(other.locator("h1")).to_have_text("Yang menunggu saya")
    await press(notice, "Kirim lagi", "Kotak masuk")
    await expect(notice.get_by_text("Perubahan tersimpan.")).to_be_visible()


@asynccontextmanager
async def away(sinergi: Sinergi, process: str) -> AsyncIterator[None]:
    """A process that is stopped for the length of the block."""
    await sinergi.stack.stop_one(process)
    try:
        yield
    finally:
        await sinergi.stack.start_one(process)


async def test_a_form_whose_service_is_away_is_sent_when_it_is_back(sinergi: Sinergi, notice: Page) -> None:
    async with away(sinergi, "notifications-api"):
        await press(notice, "Tandai sudah dibaca", "Layanan sedang tidak menjawab")
        await press(notice, "Kirim lagi", "Layanan sedang tidak menjawab")
    await press(notice, "Kirim lagi", "Kotak masuk")
    await expect(notice.get_by_text("Perubahan tersimpan.")).to_be_visible()
