"""The browser's back button, before and after a logout, and the printed page."""

from playwright.async_api import expect

from tests.behaviour.office import Office
from tests.screens.test_inbox import LIVE_MS, REVIEW
from tests.screens.visitor import Visitor


async def test_the_back_button_leads_to_the_list_and_after_the_logout_to_no_page_of_the_account(
    visitor: Visitor, office: Office
) -> None:
    page = visitor.page
    await office.submit(await office.draft())
    await visitor.log_in(office.contact, "/kotak-masuk?tampilkan=semua")
    notice = page.get_by_role("link", name=REVIEW)
    await expect(notice).to_be_visible(timeout=LIVE_MS)
    await notice.click()
    await expect(page.get_by_role("button", name="Tandai sudah dibaca")).to_be_visible()
    await page.go_back()
    await expect(page).to_have_url(f"{visitor.origin}/kotak-masuk?tampilkan=semua")
    await expect(notice).to_be_visible()
    await page.get_by_role("button", name="Keluar").click()
    await expect(page).to_have_url(f"{visitor.origin}/keluar/selesai")
    await page.go_back()
    await expect(page.get_by_label("Akun lain")).to_be_visible()
    await expect(page.get_by_text(office.contact)).to_have_count(0)


async def test_a_printed_list_has_the_cases_and_nothing_to_click(officer: Visitor, office: Office) -> None:
    await office.draft()
    await officer.open("/")
    await officer.page.emulate_media(media="print")
    await expect(officer.page.get_by_text(f"Nota Kesepakatan {office.suffix}")).to_be_visible()
    await expect(officer.page.get_by_role("heading", level=1)).to_be_visible()
    await expect(officer.page.get_by_role("navigation")).to_have_count(0)
    await expect(officer.page.get_by_role("button")).to_have_count(0)
