"""Writes docs/pictures. `make pictures` names this file; an ordinary run of the tests does not collect it.

The story of the demonstration is played on a stack of its own. A picture is taken after the step that it names, as the
account that it names sees it, on a desktop and on a phone.
"""

import asyncio
from base64 import b64decode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, ViewportSize

from deploy.demo.client import Client
from deploy.demo.playing import StoryStep, play, steps_of
from deploy.demo.purwokerto.cast import HEAD, OFFICER, REVIEWER
from deploy.demo.purwokerto.story import PurwokertoStory
from deploy.demo.steps.staff import OPERATOR
from deploy.installation.environment import settings_of
from deploy.operating.positions import assign_position
from tests.behaviour.client import SERVICES, Sinergi
from tests.screens.visitor import DESKTOP, PHONE, Visitor

FOLDER = Path("docs/pictures")
LARGEST_BYTES = 60_000
QUALITIES = (80, 60, 45, 30)
"""The best of these with which a picture is small enough."""
SIZES = {"desktop": DESKTOP, "phone": PHONE}
SCALES = {"desktop": 0.75, "phone": 1.0}


@dataclass(frozen=True)
class Picture:
    """A screen to take: its file, the step after which it is taken, whose it is, and its address or the way to it."""

    name: str
    step: StoryStep[PurwokertoStory]
    account: str | None
    address: str | Callable[[Page], Awaitable[None]]


async def _open_first_notice(page: Page) -> None:
    await page.goto(f"{_origin_of(page)}/kotak-masuk")
    await page.locator("main .govuk-task-list__link").first.click()
    await page.wait_for_url("**/kotak-masuk/*")


async def _open_extension(page: Page) -> None:
    await page.goto(f"{_origin_of(page)}/perjanjian")
    await page.get_by_role("link", name="Perpanjangan Nota Kesepakatan").first.click()
    await page.wait_for_url("**/perjanjian/*")


async def _open_meeting(page: Page) -> None:
    await page.goto(f"{_origin_of(page)}/rapat")
    await page.get_by_role("link", name="Rapat evaluasi").first.click()
    await page.wait_for_url("**/rapat/*")


async def _open_program(page: Page) -> None:
    await page.goto(f"{_origin_of(page)}/program?status=running")
    await page.locator("main table a").first.click()
    await page.wait_for_url("**/program/*")


async def _mark_attendance(page: Page) -> None:
    await _open_program(page)
    await page.get_by_role("link", name="Catat pertemuan").first.click()
    await page.get_by_role("button", name="Tandai yang belum ditandai").click()
    last = page.get_by_role("group", name="K-02")
    await last.get_by_label("Tidak hadir", exact=True).check()
    await last.get_by_role("combobox").select_option("hearing")
    await page.evaluate("document.getElementById('kehadiran').scrollIntoView()")


def _origin_of(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


PICTURES = (
    Picture("login", PurwokertoStory.begin, None, "/"),
    Picture("worklist", PurwokertoStory.add_to_the_draft, OFFICER, "/"),
    Picture("worklist-head", PurwokertoStory.add_to_the_draft, HEAD, "/"),
    Picture("agreements", PurwokertoStory.add_to_the_draft, OFFICER, "/perjanjian"),
    Picture("agreement", PurwokertoStory.add_to_the_draft, OFFICER, _open_extension),
    Picture("inbox", PurwokertoStory.review_the_extension, REVIEWER, "/kotak-masuk?tampilkan=semua"),
    Picture("meeting", PurwokertoStory.meet, OFFICER, _open_meeting),
    Picture("program", PurwokertoStory.hold_the_first_session, OFFICER, _open_program),
    Picture("attendance", PurwokertoStory.hold_the_first_session, OFFICER, _mark_attendance),
    Picture("notice", PurwokertoStory.review_the_extension, OFFICER, _open_first_notice),
)


@pytest.mark.timeout(900)
async def test_the_pictures_are_written(sinergi: Sinergi, chromium: Browser, origin: str) -> None:
    settings = settings_of(sinergi.stack.environment())
    steps = steps_of(PurwokertoStory)
    sinergi.clock.move_to(steps[0].at)
    await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation")
    addresses = {service: getattr(sinergi, service).address for service in SERVICES}
    story = PurwokertoStory(Client(addresses, settings.token_issuer), sinergi.clock.move_to)

    async def after(step: StoryStep[PurwokertoStory]) -> None:
        for picture in PICTURES:
            if picture.step is step:
                for size, viewport in SIZES.items():
                    await _take(chromium, origin, picture, size, viewport)

    try:
        await play(story, steps, lambda _step: None, after)
    finally:
        await story.client.close()
        sinergi.clock.reset()


async def _take(chromium: Browser, origin: str, picture: Picture, size: str, viewport: ViewportSize) -> None:
    async with await chromium.new_context(viewport=viewport, locale="id-ID") as context:
        visitor = await Visitor.arrive(context, origin)
        if picture.account:
            await visitor.log_in(picture.account)
        if callable(picture.address):
            await picture.address(visitor.page)
        else:
            await visitor.open(picture.address)
        await visitor.page.evaluate("document.fonts.ready.then(() => true)")
        # The number at the inbox arrives with the stream, and for some accounts there is none to wait for.
        await visitor.page.wait_for_timeout(1_500)
        contents = [await _webp(visitor.page, SCALES[size], quality) for quality in QUALITIES]
        _write(f"{picture.name}-{size}.webp", next(each for each in contents if len(each) <= LARGEST_BYTES))


def _write(name: str, content: bytes) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    FOLDER.joinpath(name).write_bytes(content)


async def _webp(page: Page, scale: float, quality: int) -> bytes:
    """What the window shows, as WebP, which Playwright itself does not write."""
    assert page.viewport_size is not None
    clip = {"x": 0, "y": await page.evaluate("scrollY"), **page.viewport_size, "scale": scale}
    session = await page.context.new_cdp_session(page)
    options: dict[str, Any] = {"format": "webp", "quality": quality, "clip": clip}
    return b64decode((await session.send("Page.captureScreenshot", options))["data"])
