"""A table is sent, corrected, accepted and withdrawn on pages."""

import io

from openpyxl import load_workbook

from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser, Shown


def partners(office: Office, rows: int) -> bytes:
    """A table of so many partners; the category of the second one is a word that means none."""
    names = [f"Yayasan Contoh {office.suffix} {number};Yayasan" for number in range(rows - 1)]
    names.insert(1, f"Koperasi Contoh {office.suffix};Entah")
    return "\r\n".join(["Nama mitra;Kategori", *names]).encode()


async def sent(browser: Browser, content: bytes) -> Shown:
    page = await browser.show("/impor/baru")
    return await browser.send(page, {"kind": "partners"}, {"file": ("mitra.csv", content)})


def place(answer: Shown) -> str:
    assert answer.status == 303, answer.html
    return str(answer.answer.headers["location"]).partition("?")[0]


async def test_a_table_is_corrected_row_by_row_accepted_and_withdrawn(office: Office, directorate: str) -> None:
    officer = Browser(office.agreements, office.officer)
    form = await officer.show("/impor/baru")
    nothing = await officer.send(form, {"kind": "partners"}, {"file": ("", b"")})
    assert (nothing.status, "Berkas: harus diisi." in nothing.html) == (422, True)
    content = partners(office, 3)
    address = place(await sent(officer, content))
    assert place(await sent(officer, content)) == address, "the same file is the import that it was"
    page = await officer.show(address)
    assert "2 siap diterima" in page.html
    assert "Perbaiki Kategori: &#34;Entah&#34; tidak dikenal" in page.html
    assert f"{address}/baris/3" in page.links()
    await the_workbook_has_a_remark(officer, address)

    assert await officer.fill(f"{address}/baris/3", {"cells-category": "Koperasi"}) == address
    await officer.fill(f"{address}/penerimaan")
    assert "3 diterima" in (await officer.show(address)).html
    listed = await officer.show(f"/mitra?cari=Koperasi Contoh {office.suffix}")
    assert f"Koperasi Contoh {office.suffix}" in listed.html.partition("<table")[2]
    reason = {"reason": "Berkas yang salah."}
    refused = await officer.send(await officer.show(f"{address}/penarikan"), reason)
    assert refused.status == 403, "an officer registers partners, and does not close them"
    await Browser(office.agreements, directorate).fill(f"{address}/penarikan", reason)
    assert "3 ditarik" in (await officer.show(address)).html
    stranger = Browser(office.agreements, office.contact)
    assert (await stranger.show(address)).status == 403


async def the_workbook_has_a_remark(officer: Browser, address: str) -> None:
    answer = (await officer.show(f"{address}/catatan")).answer
    assert answer.headers["content-disposition"] == 'attachment; filename="catatan.xlsx"'
    sheet = load_workbook(io.BytesIO(answer.content))["Tabel"]
    assert str(sheet.cell(3, 3).value).startswith("PERBAIKI")
    english = (await Browser(officer.service, officer.account, "en").show(f"{address}/catatan")).answer
    assert str(load_workbook(io.BytesIO(english.content))["Tabel"].cell(3, 3).value).startswith("CORRECT")


async def test_a_long_table_goes_on_in_the_worker_while_the_page_shows_the_progress(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    # Larger than the body of any other request; the remark of the office is no column of ours.
    remark = "catatan " * 1_500
    content = partners(office, 130).replace(b"\r\n", f";{remark}\r\n".encode())
    address = place(await sent(officer, content))
    page = await officer.show(address)
    assert "Baris sedang diperiksa." in page.html
    assert '<noscript><meta http-equiv="refresh"' in page.html

    async def done(words: str) -> None:
        shown = await officer.show(address)
        assert words in shown.html
        assert "refresh" not in shown.html

    await office.sinergi.eventually(lambda: done("129 siap diterima"))
    await officer.fill(f"{address}/penerimaan")
    await office.sinergi.eventually(lambda: done("129 diterima"))
