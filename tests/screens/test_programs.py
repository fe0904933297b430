"""The screens of programs: the rules of every screen, from the opening to a session, and a cohort on paper."""

from collections.abc import Mapping

import pytest
from playwright.async_api import Browser, Page, expect

from tests.behaviour.across.test_national_agreement import offer_of
from tests.behaviour.across.test_offers_and_extension import signed_by_the_office
from tests.behaviour.programs.place import Place
from tests.behaviour.programs.test_practices import draft
from tests.screens.rules import faults_of, with_limits
from tests.screens.test_life_of_an_agreement import SAVED
from tests.screens.visitor import PHONE, Visitor

FORTY = 40
FORMS = (
    "/program/baru",
    "/kohort/{cohort}/pertemuan",
    "/kohort/{cohort}/pertemuan?semua=active",
    "/pertemuan/{session}/perbaikan",
    "/program/katalog/{own_practice}/versi-baru",
    "/program/katalog/khas/baru",
    "/program/katalog/khas/baru?dari=horticulture",
)
SCREENS = (
    *FORMS,
    "/program",
    "/program/cakupan",
    "/program/kalender",
    "/program/katalog",
    "/program/katalog/integrated_food_garden",
    "/program/katalog/therapeutic_community/versi/1",
    "/program/katalog/{own_practice}",
    "/program/katalog/khas",
    "/program/katalog/waste_bank_and_greening/upt",
    "/program/{program}",
    "/program/{planned}",
    "/program/{planned}/pembukaan",
    "/program/{planned}/pembiayaan",
    "/program/{planned}/penggabungan",
    "/program/{program}/penangguhan",
    "/program/{program}/pelanjutan",
    "/program/{program}/pengakhiran",
    "/program/{program}/kohort",
    "/program/{program}/pertemuan",
    "/program/{program}/pertemuan/terbuka",
    "/program/{program}/pembatalan",
    "/program/{program}/pembatalan/baru",
    "/kohort/{cohort}",
    "/kohort/{cohort}/peserta",
    "/kohort/{cohort}/peserta/{enrolment}",
    "/kohort/{cohort}/pembatalan",
    "/pertemuan/{session}",
    "/pertemuan/{session}/penarikan",
    "/tawaran",
    "/tawaran/{offer}",
    "/program/tidak-ada",
)
FORMS_OF_THE_NATION = ("/program/katalog/baru", "/program/katalog/horticulture/versi-baru")
OF_THE_NATION = ("/tugas", *FORMS_OF_THE_NATION)


def refs_of(place: Place) -> list[str]:
    """The pseudonyms of forty participants."""
    return [f"P-{place.office.suffix.upper()}2{number:02}" for number in range(FORTY)]


async def cohort_of_forty(place: Place) -> tuple[str, str]:
    """The paths of a program and of a cohort with forty participants."""
    program = await place.opened("environment", capacity=FORTY + 5)
    return program, await place.started(program, *refs_of(place))


async def programs_of(place: Place) -> Mapping[str, str]:
    """Something for each screen to show; its ids."""
    program, cohort = await cohort_of_forty(place)
    marks = [{"participant_ref": ref, "mark": "active"} for ref in refs_of(place)]
    held = await place.post(f"{cohort}/sessions", place.session(*marks, started_at="09:00", minutes=90))
    missing = {"planned_on": place.office.day(1), "topic": "Pengomposan", "cancelled_by": "partner"}
    await place.post(f"{cohort}/cancellations", missing)
    # A second program of the same practice, which waits for the decision to join it.
    own = {"facility_id": place.facility["id"], "template": "waste_bank_and_greening", "name": "Bank sampah timur"}
    planned = await place.post("/programs", own | {"fiscal_year": place.sinergi.today().year, "pillar": "personality"})
    agreement = await signed_by_the_office(place.sinergi, place.office)

    async def offer() -> str:
        return str((await offer_of(place.sinergi, agreement, place.office))["id"])

    practice = draft("Kompos blok timur", facility_id=place.facility["id"], under="waste_bank_and_greening")
    return {
        "own_practice": (await place.post("/facility-templates", practice)).json()["code"],
        "program": program.rpartition("/")[2],
        "cohort": cohort.rpartition("/")[2],
        "enrolment": (await place.show(cohort))["roster"][0]["id"],
        "session": held.json()["id"],
        "planned": planned.json()["id"],
        "offer": await place.sinergi.eventually(offer),
    }


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_of_programs_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, place: Place, directorate: str, part: str | None
) -> None:
    ids = await programs_of(place)
    faults = await faults_of(chromium, origin, place.officer, with_limits(SCREENS, FORMS, ids), part)
    assert (
        faults
        + await faults_of(chromium, origin, directorate, with_limits(OF_THE_NATION, FORMS_OF_THE_NATION, ids), part)
        == []
    )


async def until_saved(page: Page, button: str) -> None:
    """Send the form of a page; the next page states that it was saved."""
    await page.get_by_role("main").get_by_role("button", name=button).click()
    await expect(page.get_by_text(SAVED)).to_be_visible()


async def test_without_scripts_a_program_is_opened_and_a_session_recorded_corrected_and_retracted(
    chromium: Browser, origin: str, place: Place
) -> None:
    await place.sign(["environment"], starts_on=place.sinergi.today().replace(month=1, day=1))
    program = (await place.planned(1))[0]
    async with await chromium.new_context(viewport=PHONE, java_script_enabled=False) as context:
        visitor = await Visitor.arrive(context, origin)
        await visitor.log_in(place.officer)
        page = visitor.page
        await page.get_by_role("link", name=f"Buka program: {program['name']}").click()
        await page.get_by_label("Kapasitas").fill("10")
        await until_saved(page, "Buka program")
        await page.get_by_role("button", name="Mulai angkatan").click()
        await page.get_by_label("Kode peserta").fill("\n".join(place.refs[:3]))
        await page.get_by_label("Nomor dasar penerimaan").fill("TPP-CONTOH/014")
        await until_saved(page, "Mulai angkatan")
        await page.get_by_role("button", name="Catat pertemuan").click()
        await page.get_by_label("Materi").fill("Memilah sampah")
        await page.get_by_role("button", name="Tandai yang belum ditandai").click()
        row = page.get_by_role("group", name="K-03")
        await row.get_by_label("Tidak hadir", exact=True).check()
        await page.get_by_role("main").get_by_role("button", name="Catat pertemuan").click()
        await expect(row.get_by_text("pilih alasannya")).to_be_visible()
        await row.get_by_role("combobox").select_option("ill")
        await until_saved(page, "Catat pertemuan")
        await expect(page.get_by_text("2 aktif, 0 pasif, 1 tidak hadir")).to_be_visible()
        await page.get_by_role("button", name="Perbaiki pertemuan").click()
        await page.get_by_label("Alasan perbaikan").fill("Salah menandai.")
        await row.get_by_label("Pasif").check()
        await until_saved(page, "Perbaiki pertemuan")
        await expect(page.get_by_text("2 aktif, 1 pasif, 0 tidak hadir")).to_be_visible()
        await page.get_by_role("button", name="Tarik pertemuan").click()
        await page.get_by_label("Alasan penarikan").fill("Tercatat dua kali.")
        await until_saved(page, "Tarik pertemuan")
        await expect(page.get_by_text("sudah ditarik dan tidak dihitung")).to_be_visible()


async def test_a_keyboard_is_enough_to_mark_the_attendance(visitor: Visitor, place: Place) -> None:
    cohort = await place.started(await place.opened("environment"), *place.refs[:2])
    page = visitor.page
    await visitor.log_in(place.officer, f"/kohort/{cohort.rpartition('/')[2]}/pertemuan")
    await page.get_by_label("Materi").focus()
    await page.keyboard.type("Memilah sampah")
    for code in ("K-01", "K-02"):
        first = page.get_by_role("group", name=code).get_by_label("Aktif", exact=True)
        for _ in range(8):
            await page.keyboard.press("Tab")
            if await first.evaluate("each => each === document.activeElement"):
                break
        await expect(first).to_be_focused()
        await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("2 aktif, 0 pasif, 0 tidak hadir")).to_be_visible()


async def test_a_printed_cohort_has_its_codes_and_nothing_to_click(visitor: Visitor, place: Place) -> None:
    cohort = await place.started(await place.opened("environment"), *place.refs[:2])
    await visitor.log_in(place.officer, f"/kohort/{cohort.rpartition('/')[2]}")
    await visitor.page.emulate_media(media="print")
    await expect(visitor.page.get_by_role("cell", name="K-02")).to_be_visible()
    for gone in ("navigation", "button"):
        await expect(visitor.page.get_by_role(gone)).to_have_count(0)
