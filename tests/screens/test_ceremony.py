"""The desk of a ceremony: by keyboard alone, live between desks, without a lost click, narrow and without barriers."""

from collections.abc import Mapping

import pytest
from playwright.async_api import Browser, Route, expect

from tests.behaviour.agreements.at_ceremony import AtCeremony, desks_of, opened, prepared
from tests.behaviour.office import Office
from tests.screens.rules import faults_of, with_limits
from tests.screens.visitor import DESKTOP, Visitor

FORMS = ("/seremoni/baru", "/seremoni/{new}/persiapan", "/seremoni/{open}/meja")
SCREENS = (
    *FORMS,
    "/seremoni",
    "/seremoni/{new}",
    "/seremoni/{new}/daftar",
    "/seremoni/{new}/nomor",
    "/seremoni/{new}/program",
    "/seremoni/{new}/undangan",
    "/seremoni/{new}/pembukaan",
    "/seremoni/{new}/pembatalan",
    "/seremoni/{open}",
    "/seremoni/{open}/tanda-tangan",
    "/seremoni/{open}/penutupan",
    "/program/acara",
)


async def with_positions(office: Office, count: int) -> AtCeremony:
    """An open ceremony in which the position of each partner's signatory is prepared."""
    ceremony = await prepared(office, count)
    listed = [
        {"agreement_id": each.id, "signatories": [{"party_id": each.theirs, "signs_as": {"position": "Bupati"}}]}
        for each in ceremony.listed
    ]
    plan = {"title": f"Penandatanganan {office.suffix}", "planned_on": office.day(0), "agreements": listed}
    path = f"/ceremonies/{ceremony.id}/preparation"
    assert (await office.agreements.put(path, plan, office.officer, if_match='"1"')).is_success
    await ceremony.perform("openings", None)
    return ceremony


async def ids_of(office: Office) -> Mapping[str, str]:
    ceremony = await opened(office, 3)
    assert (await ceremony.sign(1)).is_success
    assert (await ceremony.mark(2, "late")).is_success
    return {"open": ceremony.id, "new": (await prepared(office, 3)).id}


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_of_ceremonies_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, office: Office, part: str | None
) -> None:
    ids = await ids_of(office)
    assert await faults_of(chromium, origin, office.officer, with_limits(SCREENS, FORMS, ids), part) == []


async def test_a_desk_works_by_keyboard_and_shows_what_the_other_desk_does(
    chromium: Browser, officer: Visitor, office: Office
) -> None:
    ceremony = await with_positions(office, 3)
    (other,) = await desks_of(office, 1)
    page, desk = officer.page, f"/seremoni/{ceremony.id}/meja"
    await officer.open(desk)
    async with await chromium.new_context(viewport=DESKTOP, locale="id-ID") as context:
        second = await Visitor.arrive(context, officer.origin)
        await second.log_in(other, desk)
        field = page.get_by_label("Nomor baris")
        await expect(field).to_be_focused()
        await page.keyboard.type("2")
        await page.keyboard.press("Enter")
        await expect(page.locator("#baris-2").get_by_role("button", name="Tanda tangan")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator("#baris-2")).to_contain_text("urutan 1, pukul")
        await expect(field).to_be_focused()
        await expect(page.get_by_role("status").last).to_contain_text("2: Ditandatangani sebagian")
        # The other desk sees it, and text typed there stays.
        await second.page.get_by_label("Nomor baris").fill("3")
        await expect(second.page.locator("#baris-2")).to_contain_text("urutan 1, pukul")
        await expect(second.page.get_by_label("Nomor baris")).to_have_value("3")
        await second.page.keyboard.press("Enter")
        await second.page.keyboard.press("Enter")
        await expect(second.page.locator("#baris-3")).to_contain_text("urutan 2, pukul")
        await expect(page.locator("#baris-3")).to_contain_text("urutan 2, pukul")
        # An empty field leads to the next row that waits, here to the first again; the finished ones can be hidden.
        await expect(field).to_have_attribute("placeholder", "1")
        await page.get_by_label("Hanya yang menunggu").check()
        await expect(page.locator("#daftar > li:visible")).to_have_count(1)
        await field.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#baris-1").get_by_role("button", name="Tanda tangan")).to_be_focused()
        assert second.complaints == []


async def test_a_click_without_an_answer_is_sent_again_and_recorded_once(officer: Visitor, office: Office) -> None:
    ceremony = await with_positions(office, 1)
    page = officer.page
    await officer.open(f"/seremoni/{ceremony.id}/meja")
    lost: list[str] = []

    async def lose_the_first_answer(route: Route) -> None:
        if route.request.method != "POST" or lost:
            return await route.continue_()
        lost.append(str(route.request.post_data))
        # The request arrives and does its work; the browser gets no answer.
        await route.fetch()
        await route.abort()
        return None

    await page.route("**/meja", lose_the_first_answer)
    await page.locator("#baris-1").get_by_role("button", name="Tanda tangan").dblclick()
    await expect(page.locator("#baris-1")).to_contain_text("urutan 1, pukul")
    assert len(lost) == 1
    assert (await ceremony.show())["last_order_number"] == 1


async def test_a_printed_order_has_its_rows_and_nothing_to_click(officer: Visitor, office: Office) -> None:
    ceremony = await opened(office, 2)
    await officer.open(f"/seremoni/{ceremony.id}")
    await officer.page.emulate_media(media="print")
    await expect(officer.page.get_by_role("cell", name="2", exact=True)).to_be_visible()
    for gone in ("navigation", "button", "search"):
        await expect(officer.page.get_by_role(gone)).to_have_count(0)
    await expect(officer.page.get_by_role("link", name="Ke meja")).to_have_count(0)
