"""The screens of imports: a table is sent from a file of the browser, and every screen is open to all."""

import pytest
from playwright.async_api import Browser, FilePayload, expect

from tests.behaviour.office import Office
from tests.screens.rules import FORM_BYTES, PAGE_BYTES, faults_of
from tests.screens.visitor import Visitor

SCREENS = ("", "?keadaan=cautioned", "/baris/3", "/penerimaan", "/penarikan")


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_a_table_is_sent_and_every_screen_of_it_is_open_to_all(
    chromium: Browser, origin: str, officer: Visitor, office: Office, part: str | None
) -> None:
    address = await sent(officer, office)
    limits = {f"{address}{screen}": FORM_BYTES if "baris" in screen else PAGE_BYTES for screen in SCREENS}
    limits |= {"/impor": PAGE_BYTES, "/impor/baru": FORM_BYTES, "/impor/data": PAGE_BYTES}
    assert await faults_of(chromium, origin, office.officer, limits, part) == []


async def sent(visitor: Visitor, office: Office) -> str:
    """Send a table as a person does; return the address of the import."""
    unit, suffix, page = office.facility["name"], office.suffix, visitor.page
    titles = "Nomor PKS;UPT;Mitra;Tentang;Mulai;Berakhir;Status;Bidang;Catatan kantor"
    rows = [
        f"C-{n}-{suffix}/2019;{unit};Pemerintah Kabupaten Contoh {suffix};PKS Contoh;{begin};31 Maret 2021;{status};;x"
        for n, (begin, status) in enumerate((("1 April 2019", "Selesai"), ("segera", "Berakhir")) * 10)
    ]
    table = "\r\n".join([titles, *rows, "JUMLAH;20 PKS"]).encode()
    await visitor.open("/impor")
    await page.get_by_role("button", name="Kirim tabel").click()
    await page.get_by_label("Perjanjian yang sudah ada").check()
    file: FilePayload = {"name": "rekap.csv", "mimeType": "text/csv", "buffer": table}
    await page.get_by_label("Berkas", exact=True).set_input_files(file)
    await page.get_by_role("button", name="Kirim dan periksa").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("rekap.csv")
    await expect(page.get_by_text("10 harus diperbaiki")).to_be_visible()
    return page.url.removeprefix(visitor.origin).partition("?")[0]
