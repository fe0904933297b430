"""An agreement from the draft to the last signature: without scripts, and a verdict by keyboard alone."""

from contextlib import AsyncExitStack
from datetime import date

from playwright.async_api import Browser, Page, expect

from tests.behaviour.office import Office
from tests.screens.visitor import PHONE, Visitor

SAVED = "Perubahan tersimpan."


async def fill_day(page: Page, legend: str, iso: str) -> None:
    """Type a day in its three fields."""
    day = date.fromisoformat(iso)
    group = page.get_by_role("group", name=legend, exact=True)
    for name, part in (("Tanggal", day.day), ("Bulan", day.month), ("Tahun", day.year)):
        await group.get_by_label(name, exact=True).fill(str(part))


async def draft(page: Page, office: Office, title: str) -> None:
    """Draft an agreement from the list, with one scope item and a second one on a row that was asked for."""
    await page.get_by_role("link", name="Perjanjian", exact=True).click()
    await page.get_by_role("button", name="Buat draf").click()
    await page.get_by_label("Judul").fill(title)
    await page.get_by_label("Cari mitra").fill(f"contoh {office.suffix}")
    await page.get_by_label("Cari mitra").press("Enter")
    await page.get_by_role("button", name=f"Jadikan pihak Pemerintah Kabupaten Contoh {office.suffix}").click()
    await page.get_by_label("Sekian bulan").check()
    await page.get_by_label("Jumlah bulan").fill("24")
    await page.locator("#scope_items-0-field").select_option("health")
    await page.locator("#scope_items-0-description").fill("Pemeriksaan kesehatan berkala")
    await page.get_by_role("button", name="Tambah butir").click()
    await page.locator("#scope_items-1-field").select_option("agriculture")
    await page.locator("#scope_items-1-description").fill("Budi daya sayuran")
    await page.get_by_role("main").get_by_role("button", name="Buat draf").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(title)
    await expect(page.locator(".beda li")).to_have_count(2)


async def approve(page: Page, address: str) -> None:
    """Give the verdict of the only reviewer for whom the account answers."""
    await page.goto(address)
    await page.get_by_role("button", name="Beri hasil telaah").click()
    await page.get_by_label("Menyetujui draf").check()
    await page.get_by_role("button", name="Kirim hasil telaah").click()
    await expect(page.get_by_text(SAVED)).to_be_visible()


async def sign(page: Page, address: str, office: Office, party: str, number: str) -> None:
    """Record the signature of a party with its document number."""
    await page.goto(address)
    await page.get_by_role("button", name="Catat tanda tangan").click()
    if await page.get_by_label(party).count():
        await page.get_by_label(party).check()
    await page.get_by_label("Jabatan penanda tangan").fill("Kepala")
    await page.get_by_label("Tanda tangan basah").check()
    await fill_day(page, "Tanggal tanda tangan", office.day(0))
    await page.get_by_label("Nomor naskah").fill(number)
    await page.get_by_role("main").get_by_role("button", name="Catat tanda tangan").click()
    await expect(page.get_by_text(number)).to_be_visible()


async def test_without_scripts_a_draft_becomes_an_agreement_in_force(
    chromium: Browser, origin: str, office: Office
) -> None:
    async with AsyncExitStack() as browsers:

        async def page_of(account: str) -> Page:
            context = await chromium.new_context(viewport=PHONE, java_script_enabled=False)
            visitor = await Visitor.arrive(await browsers.enter_async_context(context), origin)
            await visitor.log_in(account)
            return visitor.page

        officer, head, region, partner = [
            await page_of(account) for account in (office.officer, office.head, office.reviewer, office.contact)
        ]
        await draft(officer, office, f"Nota Kesepakatan {office.suffix}")
        address = officer.url.partition("?")[0]
        await head.goto(address)
        await head.get_by_role("button", name="Ajukan untuk ditelaah").click()
        await head.get_by_role("main").get_by_role("button", name="Ajukan untuk ditelaah").click()
        await expect(head.get_by_text("Menunggu hasil telaah")).to_be_visible()
        for reviewer in (region, partner):
            await approve(reviewer, address)
        await officer.goto(address)
        await officer.get_by_role("button", name="Jadwalkan penandatanganan").click()
        await fill_day(officer, "Rencana tanggal penandatanganan", office.day(0))
        await officer.get_by_role("button", name="Simpan").click()
        await sign(head, address, office, office.facility["name"], f"CONTOH-1-{office.suffix}")
        partner_name = f"Pemerintah Kabupaten Contoh {office.suffix}"
        await sign(officer, address, office, partner_name, f"CONTOH-2-{office.suffix}")
        await expect(officer.locator("main .govuk-tag").first).to_have_text("Berlaku")


async def test_a_keyboard_is_enough_to_return_a_draft_with_a_comment(visitor: Visitor, office: Office) -> None:
    address = f"/perjanjian/{await office.submit(await office.draft())}"
    await visitor.log_in(office.reviewer, f"{address}/telaah")
    page = visitor.page

    async def tab_to(name: str) -> None:
        for _ in range(30):
            await page.keyboard.press("Tab")
            focused = page.locator(":focus")
            if await focused.count() and name in (
                await focused.evaluate("each => each.labels?.length ? each.labels[0].innerText : each.innerText")
            ):
                return
        raise AssertionError(name)

    await tab_to("Menyetujui draf")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_label("Mengembalikan untuk diperbaiki")).to_be_checked()
    await tab_to("Pasal")
    await page.keyboard.type("Pasal 4")
    await tab_to("Catatan 1")
    await page.keyboard.type("Sebutkan perangkat daerah.")
    await tab_to("Kirim hasil telaah")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text(SAVED)).to_be_visible()
    await expect(page.get_by_text("Sebutkan perangkat daerah.")).to_be_visible()
