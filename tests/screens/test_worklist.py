"""The worklist: cases of all services, each with a link to its screen, and gone everywhere when they are done."""

from playwright.async_api import expect

from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office
from tests.screens.visitor import Visitor

GONE_MS = 15_000


def case_of(agreement_id: str) -> str:
    """The title of the case of a draft; on the page its id begins with the kind and the agreement."""
    return f"[id^='draft/{agreement_id}']"


async def test_cases_of_all_services_are_one_list(officer: Visitor, office: Office) -> None:
    id_ = await office.draft()
    await officer.open("/")
    item = officer.page.get_by_role("listitem").filter(has=officer.page.locator(case_of(id_)))
    await expect(item).to_contain_text(f"Lengkapi dan ajukan draf: Nota Kesepakatan {office.suffix}")
    await expect(item).to_contain_text(office.facility["name"])
    await expect(item).to_contain_text("Perjanjian")


async def test_a_case_that_is_done_elsewhere_leaves_every_open_screen(officer: Visitor, office: Office) -> None:
    id_ = await office.draft()
    await officer.open("/")
    other = await officer.tab("/")
    case = case_of(id_)
    for page in (officer.page, other):
        await expect(page.locator(case)).to_be_visible()
    await office.submit(id_)
    for page in (officer.page, other):
        await expect(page.locator(case)).to_have_count(0, timeout=GONE_MS)
        await expect(page.get_by_role("status").filter(has_text="Daftar telah diperbarui.")).to_have_count(1)


async def test_a_new_case_keeps_the_focus_and_what_is_open(officer: Visitor, office: Office) -> None:
    ids = [await office.draft(title=f"Nota {number}") for number in range(15)]
    await officer.open("/")
    group = officer.page.locator("details")
    await expect(group.locator("summary")).to_contain_text("Draf belum diajukan (15)")
    await group.locator("summary").click()
    await expect(group.locator("summary")).to_be_focused()
    await office.submit(ids[0])
    await expect(group.locator("summary")).to_contain_text("Draf belum diajukan (14)", timeout=GONE_MS)
    await expect(group.locator("summary")).to_be_focused()
    await expect(officer.page.locator(case_of(ids[6]))).to_be_visible()


async def test_a_service_that_is_away_is_named_and_costs_its_own_cases_only(
    sinergi: Sinergi, officer: Visitor, office: Office
) -> None:
    id_ = await office.draft()
    await sinergi.stack.stop_one("programs-api")
    try:
        assert await officer.open("/") == 200
        await expect(officer.page.get_by_text("Layanan Program sedang tidak menjawab")).to_be_visible()
        await expect(officer.page.locator(case_of(id_))).to_be_visible()
        assert await officer.open("/program") == 502
        assert await officer.heading() == "Layanan sedang tidak menjawab"
    finally:
        await sinergi.stack.start_one("programs-api")
