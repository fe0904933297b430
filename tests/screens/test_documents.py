"""Documents on screens: a scan is filed from a phone without scripts, and checked by the head; no barrier anywhere."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.behaviour.office import Office, a_pdf
from tests.screens.rules import faults_of, with_limits
from tests.screens.visitor import PHONE, Visitor

SAVED = "Perubahan tersimpan."
OF_THE_HEAD = (
    "/perjanjian/belum-ada-naskah",
    "/perjanjian/{signed}",
    "/perjanjian/{signed}/dokumen",
    "/perjanjian/{signed}/dokumen/baru",
    "/perjanjian/{signed}/dokumen/{document}",
    "/perjanjian/{signed}/dokumen/{document}/pemeriksaan",
    "/perjanjian/{signed}/dokumen/{document}/penghapusan",
)


@pytest.fixture
async def ids(office: Office) -> Mapping[str, str]:
    """A signed agreement with a paper that was returned; their ids."""
    signed = await office.signed(await office.draft())
    document = await office.file(signed)
    returned = {"verdict": "differs", "faults": ["pages"], "comment": "Halaman 3 tidak ada."}
    assert (await office.attempt_with_document(document, "checks", returned, office.head)).is_success
    assert (await office.agreements.get(f"/documents/{document}/content", office.head)).status_code == 200
    return {"signed": signed, "document": document}


async def test_the_screens_of_documents_have_no_barrier_and_fit_a_phone(
    chromium: Browser, origin: str, office: Office, ids: Mapping[str, str], part: str | None
) -> None:
    assert await faults_of(chromium, origin, office.head, with_limits(OF_THE_HEAD, (), ids), part) == []


async def test_a_scan_is_filed_from_a_phone_without_scripts_and_checked_by_the_head(
    chromium: Browser, origin: str, office: Office, ids: Mapping[str, str], tmp_path: Path
) -> None:
    # Larger than any other form, so that it passes through the door while it arrives.
    content = a_pdf(3_000_000)
    scan = tmp_path / 'Naskah "Sehat".pdf'
    scan.write_bytes(content)
    text = tmp_path / "catatan.pdf"
    text.write_text("bukan PDF")
    context = await chromium.new_context(viewport=PHONE, java_script_enabled=False, accept_downloads=True)
    async with context, await chromium.new_context(java_script_enabled=False) as other:
        officer, head = await Visitor.arrive(context, origin), await Visitor.arrive(other, origin)
        await officer.log_in(office.officer, f"/perjanjian/{ids['signed']}")
        page = officer.page
        await page.get_by_role("button", name="Unggah dokumen").click()
        await page.get_by_role("main").get_by_role("button", name="Unggah dokumen").click()
        await expect(page.get_by_text("Berkas: harus diisi.").first).to_be_visible()
        await page.get_by_label("Naskah yang ditandatangani").check()
        await page.get_by_label("Berkas", exact=True).set_input_files(text)
        await page.get_by_role("main").get_by_role("button", name="Unggah dokumen").click()
        await expect(page.get_by_text("Jenis berkas tidak diterima")).to_be_visible()
        await expect(page.get_by_label("Naskah yang ditandatangani")).to_be_checked()
        await page.get_by_label("Berkas", exact=True).set_input_files(scan)
        await page.get_by_role("main").get_by_role("button", name="Unggah dokumen").click()
        await expect(page.get_by_text(SAVED)).to_be_visible()
        await expect(page.get_by_role("heading", level=1)).to_have_text('Naskah "Sehat".pdf')
        await expect(page.get_by_role("button", name="Periksa dokumen")).to_have_count(0)
        async with page.expect_download() as downloading:
            await page.get_by_role("button", name="Unduh").click()
        download = await downloading.value
        assert (await download.path()).read_bytes() == content

        await head.log_in(office.head, "/perjanjian/belum-ada-naskah")
        await head.page.get_by_role("link", name=f"Nota Kesepakatan {office.suffix}").click()
        await head.page.get_by_role("button", name="Periksa dokumen").click()
        await head.page.get_by_label("Sesuai", exact=True).check()
        await head.page.get_by_role("button", name="Simpan hasil pemeriksaan").click()
        await expect(head.page.get_by_text(SAVED)).to_be_visible()
        await expect(head.page.get_by_role("cell", name=office.officer)).to_be_visible()
        await head.open("/perjanjian/belum-ada-naskah")
        await expect(head.page.get_by_role("link", name=f"Nota Kesepakatan {office.suffix}")).to_have_count(0)
