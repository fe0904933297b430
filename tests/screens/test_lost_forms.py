"""A form is not lost: before the session ends the page warns; afterwards, or without its service, it is sent again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, expect

from deploy.installation.environment import settings_of
from shared.postgres.connections import connect
from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office
from tests.screens.test_inbox import LIVE_MS, REVIEW
from tests.screens.visitor import Visitor

ASKED_AFTER_MS = 61_000
"""An open page asks for the end of its session a minute after it was drawn."""


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


async def end_session_in(sinergi: Sinergi, account: str, minutes: int, *, altogether: bool = False) -> None:
    """Put the end of the sessions of an account so many minutes from now."""
    connection = await connect(settings_of(sinergi.stack.environment()), "front", "owner", "test")
    column = "ends_at" if altogether else "idle_until"
    await connection.execute(
        f"UPDATE session SET used_at = now() - interval '1 hour', {column} = now() + $2 * interval '1 minute'"  # noqa: S608
        " WHERE account = $1",
        account,
        minutes,
    )
    await connection.close()


async def test_a_person_is_warned_before_the_session_ends_and_what_is_typed_stays(
    sinergi: Sinergi, visitor: Visitor, office: Office
) -> None:
    page, warning = visitor.page, visitor.page.get_by_role("alert")
    await page.clock.install()
    # The stream of the badge is a use of the session, so it must be there before the end is put elsewhere.
    async with page.expect_response("**/kotak-masuk/aliran*"):
        await visitor.log_in(office.officer, "/mitra/baru")
    name = page.get_by_role("textbox").first
    await name.fill("Yayasan Contoh")
    await end_session_in(sinergi, office.officer, 4)
    await page.clock.fast_forward(ASKED_AFTER_MS)
    await expect(warning).to_contain_text("berakhir kurang dari lima menit lagi")
    await page.get_by_role("button", name="Tetap masuk").click()
    await expect(warning).to_have_count(0)
    await end_session_in(sinergi, office.officer, 4, altogether=True)
    await page.clock.fast_forward(30 * ASKED_AFTER_MS)
    await expect(warning).to_contain_text("tidak dapat diperpanjang")
    await end_session_in(sinergi, office.officer, -1)
    await page.clock.fast_forward(ASKED_AFTER_MS)
    await expect(warning).to_contain_text("Sesi Anda sudah berakhir")
    await expect(name).to_have_value("Yayasan Contoh")


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
