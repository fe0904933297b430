"""The screens of webhooks: no barrier, no sideways scroll on a phone, and light."""

from uuid import uuid4

import pytest
from playwright.async_api import Browser, expect

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.webhooks.a_subscriber import enter_subscriber
from tests.screens.rules import faults_of, with_limits
from tests.screens.visitor import Visitor

SCREENS = ("/webhook", "/webhook/baru", "/webhook/{id}", "/webhook/{id}/ulangi", "/webhook/{id}/kiriman/{event}")
ADDRESS = "http://127.0.0.1:9/hook"
"""Nothing answers there."""


@pytest.fixture
async def subscriber(sinergi: Sinergi) -> str:
    return await enter_subscriber(sinergi, f"contoh-{uuid4().hex[:8]}")


@pytest.fixture
async def failed(sinergi: Sinergi, subscriber: str) -> dict[str, str]:
    """The ids of a webhook and of a test that did not reach it."""
    new = {"subscriber": subscriber, "address": ADDRESS, "topics": ["agreements.v1"]}
    id_ = (await sinergi.notifications.post("/webhooks", new, OPERATOR)).json()["id"]
    ping = (await sinergi.notifications.post(f"/webhooks/{id_}/pings", None, OPERATOR)).json()["event_id"]

    async def has_failed() -> None:
        found = await sinergi.notifications.get(f"/webhooks/{id_}/deliveries?state=failed", OPERATOR)
        assert found.json()["items"]

    await sinergi.eventually(has_failed)
    return {"id": id_, "event": ping}


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_of_webhooks_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, failed: dict[str, str], directorate: str, part: str | None
) -> None:
    screens = with_limits(SCREENS, ("/webhook/baru", "/webhook/{id}"), failed)
    assert await faults_of(chromium, origin, directorate, screens, part) == []


async def test_a_keeper_registers_tests_and_disables_a_webhook(
    visitor: Visitor, subscriber: str, directorate: str
) -> None:
    await visitor.log_in(directorate)
    await visitor.open("/webhook")
    page = visitor.page
    await page.get_by_role("button", name="Daftarkan webhook").click()
    await page.get_by_label("Pelanggan").fill(subscriber)
    await page.get_by_label("Alamat").fill(ADDRESS)
    await page.get_by_label("Perjanjian, mitra, dan UPT").check()
    await page.get_by_role("button", name="Daftarkan webhook").click()
    await expect(page.get_by_text("whsec_")).to_be_visible()
    await page.get_by_label("Kirim uji coba").check()
    await page.get_by_role("button", name="Lakukan").click()
    await expect(page.get_by_text("Perubahan tersimpan.")).to_be_visible()
    await page.get_by_label("Nonaktifkan").check()
    await page.get_by_role("button", name="Lakukan").click()
    await expect(page.get_by_text("Alasan").first).to_be_visible()
    await page.get_by_label("Alasan").fill("Server dipindahkan")
    await page.get_by_role("button", name="Lakukan").click()
    await expect(page.get_by_text("Nonaktif", exact=True)).to_be_visible()
