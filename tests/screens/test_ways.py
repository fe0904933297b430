"""The contacts of an account: the address is confirmed by its code, the habits are saved, and every screen is sound."""

import re
from collections.abc import Sequence
from uuid import uuid4

from playwright.async_api import Browser, expect

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.notifications.mail import caught, plain_text
from tests.screens.rules import PAGE_BYTES, faults_of
from tests.screens.visitor import Visitor

SCREENS = ("/cara-dihubungi", "/cara-dihubungi/surel", "/cara-dihubungi/sms", "/cara-dihubungi/surel/penarikan")


async def an_account(sinergi: Sinergi) -> str:
    """A reviewer of the directorate general whom no other test uses."""
    account = f"reviewer-{uuid4().hex[:10]}"
    await sinergi.assign(account, "reviewer", "nation")
    return account


async def test_an_address_is_confirmed_by_the_code_that_came_to_it(visitor: Visitor, sinergi: Sinergi) -> None:
    account, address = await an_account(sinergi), f"kotak-{uuid4().hex[:8]}@contoh.example"
    await visitor.log_in(account, "/kotak-masuk")
    page = visitor.page
    await page.get_by_role("link", name="Cara saya dihubungi").click()
    await page.get_by_role("link", name="Isi surel").click()
    await page.get_by_label("Alamat surel").fill(address)
    await page.get_by_role("button", name="Kirim kode").click()

    async def code() -> str:
        (message,) = caught(sinergi, address)
        found = re.search(r"\b[0-9]{6}\b", plain_text(message))
        assert found
        return found[0]

    right = await sinergi.eventually(code)
    await page.get_by_label("Kode", exact=True).fill(f"{(int(right) + 1) % 10**6:06}")
    await page.get_by_role("button", name="Konfirmasi").click()
    await expect(page.get_by_text("Masih dapat dicoba 4 kali")).to_be_visible()
    await page.get_by_label("Kode", exact=True).fill(right)
    await page.get_by_role("button", name="Konfirmasi").click()
    await expect(page.get_by_text("Terkonfirmasi")).to_be_visible()
    await page.get_by_label("Jangan ganggu mulai pukul").select_option("21")
    await page.get_by_label("Surel: program dan kegiatan").select_option("daily")
    await page.get_by_role("button", name="Simpan kebiasaan").click()
    await expect(page.get_by_text("Perubahan tersimpan.")).to_be_visible()
    shown = (await sinergi.notifications.get("/recipients/me", account)).json()["habits"]
    assert shown["quiet_from"] == 21
    assert {"topic": "programs", "channel": "email", "when": "daily"} in shown["preferences"]


async def test_every_screen_of_the_ways_is_sound(
    chromium: Browser, origin: str, sinergi: Sinergi, part: str | None
) -> None:
    account = await an_account(sinergi)
    limits = dict.fromkeys(SCREENS, PAGE_BYTES)
    assert await faults_of(chromium, origin, account, limits, part) == []


async def test_the_list_of_deliveries_is_sound(
    chromium: Browser, origin: str, sinergi: Sinergi, part: str | None
) -> None:
    assert sinergi
    screens: Sequence[str] = ("/kiriman", "/kiriman?keadaan=terkirim")
    assert await faults_of(chromium, origin, OPERATOR, dict.fromkeys(screens, PAGE_BYTES), part) == []
