"""A certificate in a browser: printed by the facility, and checked by someone without an account."""

import re

from playwright.async_api import Browser, expect

from tests.behaviour.programs.place import Place
from tests.behaviour.programs.test_certificates import attended, given
from tests.screens.rules import PAGE_BYTES, barriers
from tests.screens.visitor import PHONE, Visitor, weigh

CODE = re.compile(r"^\s*([A-Z0-9]{4}-){3}[A-Z0-9]{4}\s*$")


async def test_a_visitor_checks_a_certificate_that_the_facility_has_printed(
    chromium: Browser, visitor: Visitor, origin: str, place: Place
) -> None:
    cohort = await attended(place)
    (issued,) = (await place.post(f"{cohort}/certificates", given(place, "K-01"))).json()["ids"]
    await visitor.log_in(place.officer, f"{cohort.replace('/cohorts', '/kohort')}/sertifikat")
    page = visitor.page
    await page.get_by_role("link", name="K-01").click()
    assert await visitor.heading() == "Sertifikat peserta K-01"
    code = await page.locator("dd").filter(has_text=CODE).inner_text()
    async with page.expect_download() as printing:
        await page.get_by_role("link", name="Unduh sebagai PDF").click()
    assert (await printing.value).suggested_filename == "sertifikat.pdf"

    async with await chromium.new_context(viewport=PHONE, bypass_csp=True) as context:
        anyone = await Visitor.arrive(context, origin)
        assert (await weigh(anyone.page, f"{origin}/sertifikat")).page <= PAGE_BYTES
        assert await barriers(anyone) == []
        await anyone.page.get_by_label("Kode pemeriksaan").fill(code.strip().lower())
        await anyone.page.keyboard.press("Enter")
        await expect(anyone.page.get_by_role("heading", level=1)).to_have_text("Sertifikat ini berlaku")
        content = await anyone.page.content()
        assert all(each not in content for each in (place.facility["name"], "Pemasyarakatan"))
        assert await anyone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert await barriers(anyone) == []
        withdrawal = {"ground": "wrong_entry"}
        await place.post(f"/certificates/{issued}/withdrawals", withdrawal, if_match='"1"')
        await anyone.page.reload()
        await expect(anyone.page.get_by_role("heading", level=1)).to_have_text("Sertifikat ini sudah dicabut")
        assert await anyone.open("/sertifikat?kode=7KQ2-M9XD-WT4H-C8RB") == 404
        assert await barriers(anyone) == []
        # The pages of the facility ask for a session.
        await anyone.open(f"{cohort.replace('/cohorts', '/kohort')}/sertifikat")
        assert "/kohort/" not in anyone.page.url
