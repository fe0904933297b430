"""Logging in and out, the language, and a session that has ended."""

from playwright.async_api import expect

from tests.behaviour.office import Office
from tests.screens.visitor import Visitor


async def test_a_login_leads_to_the_screen_that_was_wanted_and_a_logout_ends_it(
    visitor: Visitor, office: Office
) -> None:
    await visitor.log_in(office.officer, "/kotak-masuk")
    assert await visitor.heading() == "Kotak masuk"
    await expect(visitor.page.get_by_text(f"Masuk sebagai {office.officer}")).to_be_visible()
    await visitor.page.get_by_role("button", name="Keluar").click()
    await expect(visitor.page).to_have_url(f"{visitor.origin}/keluar/selesai")
    assert await visitor.heading() == "Anda sudah keluar"
    await visitor.open("/kotak-masuk")
    await expect(visitor.page.get_by_label("Akun lain")).to_be_visible()


async def test_an_account_of_the_demonstration_is_one_click(visitor: Visitor) -> None:
    await visitor.open("/")
    await visitor.page.get_by_role("button", name="Operator").click()
    await expect(visitor.page).to_have_url(f"{visitor.origin}/")
    assert await visitor.heading() == "Yang menunggu saya"


async def test_the_language_stays_on_the_pages_of_every_service(officer: Visitor) -> None:
    await officer.page.get_by_role("button", name="English").click()
    assert await officer.heading() == "What waits for me"
    await officer.page.get_by_role("link", name="Inbox").click()
    assert await officer.heading() == "Inbox"
    await expect(officer.page.locator("html")).to_have_attribute("lang", "en")
    await officer.page.get_by_role("button", name="Bahasa Indonesia").click()
    assert await officer.heading() == "Kotak masuk"


async def test_the_menu_is_that_of_the_positions(officer: Visitor, office: Office) -> None:
    menu = officer.page.get_by_role("navigation", name="Menu")
    await expect(menu.get_by_role("link", name="Perjanjian")).to_be_visible()
    await expect(menu.get_by_role("link", name="Penugasan")).to_have_count(0)
    await expect(officer.page.get_by_text(office.facility["name"]).first).to_be_visible()
    another = await officer.page.context.browser.new_context() if officer.page.context.browser else None
    assert another is not None
    async with another:
        head = await Visitor.arrive(another, officer.origin)
        await head.log_in(office.head)
        await expect(head.page.get_by_role("link", name="Penugasan")).to_be_visible()


async def test_an_account_without_a_position_is_told_so(visitor: Visitor) -> None:
    await visitor.log_in("akun-tanpa-jabatan")
    await expect(visitor.page.get_by_text("Akun ini belum memegang jabatan.")).to_be_visible()
