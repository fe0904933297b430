"""A sheet of attendance on a phone whose network fails: what was ticked is kept, and is sent once when it is back."""

from playwright.async_api import Page, expect

from tests.behaviour.programs.place import Place
from tests.screens.test_programs import cohort_of_forty, refs_of
from tests.screens.visitor import PHONE, Visitor

BACK_MS = 40_000
WAITS = "Lembar ini menunggu"


async def fill(page: Page, topic: str) -> None:
    """Mark all but the last participant as active, who was ill."""
    await page.get_by_label("Materi").fill(topic)
    await page.get_by_role("button", name="Tandai yang belum ditandai").click()
    last = page.get_by_role("group", name="K-40")
    await last.get_by_label("Tidak hadir", exact=True).check()
    await last.get_by_role("combobox").select_option("ill")


async def topics_of(place: Place, program: str) -> list[tuple[str, int, int]]:
    """What is recorded."""
    items = (await place.show(f"{program}/sessions"))["items"]
    return sorted((each["topic"], each["active"], each["absent"]) for each in items)


async def test_a_sheet_of_forty_waits_for_the_network_and_is_sent_once(visitor: Visitor, place: Place) -> None:
    program, cohort = await cohort_of_forty(place)
    address = f"/kohort/{cohort.rpartition('/')[2]}/pertemuan"
    page, context = visitor.page, visitor.context
    await page.set_viewport_size(PHONE)
    await visitor.log_in(place.officer, address)
    await fill(page, "Memilah sampah")
    await context.set_offline(True)
    await page.get_by_role("button", name="Catat pertemuan").click()
    await expect(page.get_by_text(WAITS)).to_be_in_viewport()
    await context.set_offline(False)
    await expect(page.get_by_text("39 aktif, 0 pasif, 1 tidak hadir")).to_be_visible(timeout=BACK_MS)

    # The page is closed while the sheet waits; it is found again among the programs.
    await visitor.open(address)
    await expect(page.get_by_label("Materi")).to_have_value("")
    await fill(page, "Mengompos")
    await context.set_offline(True)
    await page.get_by_role("button", name="Catat pertemuan").click()
    await expect(page.get_by_text(WAITS)).to_be_visible()
    kept = await page.evaluate("JSON.stringify({ ...localStorage })")
    assert "K-40" in kept
    assert not [ref for ref in refs_of(place) if ref in kept], "pseudonyms stay on the page"
    await page.close()
    await context.set_offline(False)
    other = await visitor.tab("/program")
    await other.locator("[data-lembar-menunggu] a").click()
    await expect(other.get_by_text("39 aktif, 0 pasif, 1 tidak hadir")).to_be_visible(timeout=BACK_MS)
    assert await topics_of(place, program) == [("Memilah sampah", 39, 1), ("Mengompos", 39, 1)]


async def test_a_sheet_that_is_refused_or_whose_session_has_ended_stays_as_it_was_ticked(
    visitor: Visitor, place: Place
) -> None:
    cohort = await place.started(await place.opened("environment"), *place.refs[:2])
    page = visitor.page
    await visitor.log_in(place.officer, f"/kohort/{cohort.rpartition('/')[2]}/pertemuan")
    await page.get_by_label("Materi").fill("Memilah sampah")
    first, second = (page.get_by_role("group", name=code) for code in ("K-01", "K-02"))
    await first.get_by_label("Aktif", exact=True).check()
    await page.get_by_role("button", name="Catat pertemuan").click()
    await expect(second.get_by_text("belum ditandai")).to_be_visible()
    await expect(first.get_by_label("Aktif", exact=True)).to_be_checked()
    await second.get_by_label("Pasif").check()
    await visitor.context.clear_cookies()
    await page.get_by_role("button", name="Catat pertemuan").click()
    async with visitor.context.expect_page() as opened:
        await page.get_by_role("link", name="Masuk di tab baru").click()
    other = await opened.value
    visitor.watch(other)
    await other.get_by_label("Akun lain").fill(place.officer)
    await other.get_by_role("button", name="Masuk Sign in", exact=True).click()
    await expect(other.locator("h1")).to_have_text("Yang menunggu saya")
    await expect(page.get_by_text("1 aktif, 1 pasif, 0 tidak hadir")).to_be_visible(timeout=BACK_MS)
