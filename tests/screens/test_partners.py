"""The screens by which partners are kept: no barrier, no sideways scroll on a phone, and light."""

import pytest
from playwright.async_api import Browser, expect

from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Office, register_partner
from tests.screens.rules import faults_of, with_limits
from tests.screens.visitor import Visitor

FORMS = (
    "/unit/baru",
    "/bidang/agriculture/nama",
    "/bidang/agriculture/penutupan",
    "/mitra/{agency}/rincian",
    "/bidang/baru",
    "/unit/{facility}/data",
    "/unit/{facility}/periode",
)
OF_THE_KEEPER = (
    *FORMS,
    "/mitra/serupa",
    "/mitra/{stays}",
    "/mitra/{agency}/nama?cari={suffix}",
    "/mitra/{agency}/penggabungan?cari={suffix}",
    "/mitra/{agency}/penggabungan?ke={stays}",
    "/mitra/{merged}/pemisahan",
    "/mitra/{agency}/penutupan",
    "/posisi/kepala",
    "/posisi/kepala?jenis=partner",
    "/data-induk",
    "/bidang",
    "/unit?cari=Lapas",
    "/unit/{facility}",
)


async def twins(office: Office) -> tuple[str, str]:
    """Two partners of one name in two spellings; their ids."""
    first, second = [
        await register_partner(office.sinergi, {"name": f"{word} Kembar {office.suffix}", "category": "foundation_ngo"})
        for word in ("Yayasan", "Yys.")
    ]
    return first, second


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_of_partners_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, office: Office, directorate: str, part: str | None
) -> None:
    stays, merged = await twins(office)
    path, merger = f"/partners/{merged}/mergers", {"into": stays, "reason": "Terdaftar dua kali."}
    assert (await office.agreements.post(path, merger, OPERATOR, if_match='"1"')).is_success
    ids = {"stays": stays, "merged": merged, "agency": office.agency_id, "suffix": office.suffix}
    ids |= {"facility": office.facility["id"]}
    screens = with_limits(OF_THE_KEEPER, FORMS, ids)
    assert await faults_of(chromium, origin, directorate, screens, part) == []


async def test_a_keeper_merges_a_pair_on_the_screen(visitor: Visitor, office: Office, directorate: str) -> None:
    stays, merged = await twins(office)
    await visitor.log_in(directorate)
    await visitor.open(f"/mitra/{merged}")
    page = visitor.page
    await page.get_by_role("link", name="Gabungkan dengan mitra lain").click()
    await page.get_by_label("Mitra yang tetap ada").fill(f"Kembar {office.suffix}")
    await page.get_by_role("button", name="Cari").click()
    await page.get_by_role("link", name=f"Pilih Yayasan Kembar {office.suffix}").click()
    await page.get_by_label("Alasan").fill("Terdaftar dua kali")
    await page.get_by_role("button", name="Gabungkan").click()
    await expect(page.get_by_text("Perubahan tersimpan.")).to_be_visible()
    assert await visitor.heading() == f"Yayasan Kembar {office.suffix}"
    await visitor.open(f"/mitra/{merged}")
    await expect(page.get_by_text("Mitra yang Anda cari sudah digabungkan.")).to_be_visible()
    await expect(page.get_by_role("link", name="Ubah nama atau induk")).to_have_attribute(
        "href", f"/mitra/{stays}/nama"
    )
