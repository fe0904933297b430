"""The screens of rules and editions, and a change from its proposal to its end by two keepers."""

from uuid import uuid4

import pytest
from playwright.async_api import Browser, expect

from tests.behaviour.client import Sinergi
from tests.behaviour.office import SECOND_DIRECTORATE
from tests.screens.rules import faults_of, with_limits
from tests.screens.visitor import Visitor

RULE = "/aturan/agreement_lapsed"
WEEK = "/aturan/pekan"
SCREENS = (
    *("/aturan", "/aturan?cari=telaah", "/aturan/hasil", RULE, f"{RULE}/pratinjau", WEEK, f"{WEEK}/pratinjau"),
    *("/edisi", "/edisi/{number}"),
)
TEXT = {"id": "Batas waktu {{ event.title }} lewat.", "en": "The limit of {{ event.title }} has passed."}


@pytest.fixture
async def proposed(sinergi: Sinergi, directorate: str) -> str:
    """The number of a tried proposal."""
    rule = {"rule": "agreement_lapsed", "useful_days": 31, "to": ["keepers", "keeper_heads"]}
    texts = {"template": "agreement_lapsed", "subject": TEXT, "body": TEXT}
    new = {"reason": f"Percobaan {uuid4().hex[:6]}", "rules": [rule], "templates": [texts]}
    number = (await sinergi.notifications.post("/editions", new, directorate)).json()["number"]
    tried = await sinergi.notifications.post(f"/editions/{number}/trials", None, directorate, if_match='"1"')
    assert tried.is_success, tried.text
    return str(number)


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_of_rules_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, proposed: str, directorate: str, part: str | None
) -> None:
    screens = with_limits(SCREENS, (RULE, WEEK, "/edisi/{number}"), {"number": proposed})
    assert await faults_of(chromium, origin, directorate, screens, part) == []


async def test_a_keeper_proposes_and_another_one_puts_in_force_and_takes_back(
    visitor: Visitor, sinergi: Sinergi, directorate: str
) -> None:
    await visitor.log_in(directorate)
    await visitor.open("/aturan?cari=batas waktu")
    page = visitor.page
    await visitor.open(RULE)
    await page.get_by_label("Berguna selama hari").fill("33")
    await page.get_by_label("Perihal dalam bahasa Inggris").fill("{{ event.secret }}")
    await page.get_by_label("Alasan").fill("Terlalu singkat")
    await page.get_by_role("button", name="Usulkan perubahan").click()
    await expect(page.get_by_text("event.secret").first).to_be_visible()
    await page.get_by_label("Perihal dalam bahasa Inggris").fill("Lapsed: {{ event.title }}")
    await page.get_by_role("button", name="Usulkan perubahan").click()
    await expect(page.get_by_text("Perubahan tersimpan.")).to_be_visible()
    number = page.url.split("/edisi/")[1].split("?")[0]
    await page.get_by_label("Coba pada sebulan terakhir").check()
    await page.get_by_role("button", name="Lakukan").click()
    await expect(page.get_by_role("heading", name="Percobaan pada sebulan terakhir")).to_be_visible()
    await page.get_by_role("link", name="Pratinjau").click()
    await expect(page.get_by_text("Lapsed: Pembinaan Kemandirian Contoh").first).to_be_visible()
    path = f"/editions/{number}"
    decided = await sinergi.notifications.post(
        f"{path}/decisions", {"in_force": True}, SECOND_DIRECTORATE, if_match='"2"'
    )
    assert decided.is_success, decided.text
    await visitor.open(f"/edisi/{number}")
    await page.get_by_label("Tarik, edisi sebelumnya berlaku kembali").check()
    await page.get_by_label("Alasan").fill("Selesai dicoba")
    await page.get_by_role("button", name="Lakukan").click()
    await expect(page.get_by_text("Ditarik", exact=True)).to_be_visible()
    assert (await sinergi.notifications.get(path, directorate)).json()["state"] == "taken_back"
