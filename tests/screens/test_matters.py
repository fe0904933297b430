"""The screens of the keepers: matters and their history, and an address that was refused."""

from playwright.async_api import Browser, expect

from tests.behaviour.access.rows_of_ways import refused_way
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import Office
from tests.screens.rules import PAGE_BYTES, faults_of
from tests.screens.visitor import Visitor


async def matter_of(sinergi: Sinergi, office: Office) -> dict[str, str]:
    """A matter at the desk of the partner's contact."""
    agreement = await office.submit(await office.draft())

    async def found() -> dict[str, str]:
        query = f"/matters?rule=review_by_partner&business_key={agreement}"
        (matter,) = (await sinergi.notifications.get(query, OPERATOR)).json()["items"]
        return dict(matter)

    return await sinergi.eventually(found)


async def test_every_screen_of_the_keepers_is_sound(
    chromium: Browser, origin: str, sinergi: Sinergi, office: Office, part: str | None
) -> None:
    matter = await matter_of(sinergi, office)
    named = f"aturan={matter['rule']}&kunci={matter['business_key']}&meja={matter['desk']}"
    screens = (
        "/perkara",
        "/perkara?cari=telaah&keadaan=terbuka",
        f"/perkara/riwayat?{named}",
        f"/cara-dihubungi/ditolak/{await refused_way(sinergi)}",
    )
    assert await faults_of(chromium, origin, OPERATOR, dict.fromkeys(screens, PAGE_BYTES), part) == []


async def test_a_keeper_searches_a_matter_and_reads_its_history(
    visitor: Visitor, sinergi: Sinergi, office: Office
) -> None:
    matter = await matter_of(sinergi, office)
    await visitor.log_in(OPERATOR, f"/perkara?kunci={matter['business_key']}")
    page = visitor.page
    await page.get_by_label("Keadaan").select_option("Masih terbuka")
    await page.get_by_role("button", name="Cari").click()
    await page.get_by_role("link", name="Mohon ditelaah").first.click()
    await expect(page.get_by_role("heading", name="Pengiriman di luar kotak masuk")).to_be_visible()
    await page.get_by_role("link", name="Perkara lain tentang hal yang sama").click()
    await expect(page.get_by_text("Hanya perkara tentang satu hal.")).to_be_visible()


async def test_a_keeper_replaces_a_refused_address(visitor: Visitor, sinergi: Sinergi) -> None:
    await visitor.log_in(OPERATOR, f"/cara-dihubungi/ditolak/{await refused_way(sinergi)}")
    page = visitor.page
    await page.get_by_label("Ada alamat lain").check()
    await page.get_by_role("button", name="Simpan").click()
    await expect(page.get_by_role("alert").first).to_be_visible()
    await page.get_by_role("textbox", name="Alamat lain").fill("kantor@contoh.example")
    await page.get_by_role("button", name="Simpan").click()
    await expect(page.get_by_text("sudah diganti atau dinyatakan benar")).to_be_visible()
