"""The pages of correspondents for their keeper, and the page of a link for someone without an account."""

import re
from uuid import uuid4

from playwright.async_api import Browser, expect

from shared.operations.clock import MovableClock
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.notifications.test_links import correspondent, sent_link
from tests.behaviour.office import Office
from tests.screens.rules import PAGE_BYTES, barriers, faults_of
from tests.screens.visitor import PHONE, Visitor, weigh


async def test_a_keeper_registers_a_correspondent_and_every_screen_is_sound(
    chromium: Browser, visitor: Visitor, origin: str, office: Office, part: str | None
) -> None:
    await visitor.log_in(OPERATOR, f"/narahubung?mitra={office.partner_id}")
    page = visitor.page
    await page.get_by_role("button", name="Daftarkan narahubung").click()
    await page.get_by_label("Bagian atau jabatan").fill("Bagian Kerja Sama")
    await page.get_by_role("radio", name="Surel").check()
    await page.get_by_label("Alamat surel").fill(f"kantor-{uuid4().hex[:8]}@contoh.example")
    await page.get_by_role("button", name="Daftarkan narahubung").click()
    await expect(page.get_by_text("Perubahan tersimpan.")).to_be_visible()
    address = re.sub(r"\?.*", "", page.url.removeprefix(origin))
    screens = ("/narahubung", f"/narahubung?mitra={office.partner_id}", address)
    form = f"/narahubung/baru?mitra={office.partner_id}"
    assert await faults_of(chromium, origin, OPERATOR, dict.fromkeys((*screens, form), PAGE_BYTES), part) == []
    await page.get_by_role("button", name="Akhiri narahubung").click()
    await expect(page.get_by_text("Tidak dihubungi lagi")).to_be_visible()


async def test_a_visitor_opens_a_link_and_says_that_it_was_seen(
    chromium: Browser, origin: str, sinergi: Sinergi, office: Office, office_hours: MovableClock
) -> None:
    assert office_hours
    address = f"kantor-{uuid4().hex[:8]}@contoh.example"
    await correspondent(sinergi, office.partner_id, address)
    await office.submit(await office.draft())
    link = await sent_link(sinergi, address)
    async with await chromium.new_context(viewport=PHONE, bypass_csp=True) as context:
        visitor = await Visitor.arrive(context, origin)
        assert (await weigh(visitor.page, origin + link)).page <= PAGE_BYTES
        assert await barriers(visitor) == []
        await visitor.page.get_by_role("button", name="Buka pemberitahuan").click()
        await expect(visitor.page.get_by_role("button", name="Sudah kami baca")).to_be_visible()
        assert await barriers(visitor) == []
        assert await visitor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        await visitor.page.get_by_role("button", name="Sudah kami baca").click()
        await expect(visitor.page.get_by_text("Terima kasih")).to_be_visible()
