"""The rules that every screen keeps: no barrier for anyone, nothing wider than a phone, and light."""

import random
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files

from playwright.async_api import Browser

from tests.screens.visitor import DESKTOP, PHONE, Visitor, weigh

AXE = files("axe_playwright_python").joinpath("axe.min.js")
# Without names and selectors of what is in order, which took longer than looking for what is not.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "selectors": False,
}
DRAWN = 3
"""An ordinary run looks at one of so many screens."""
PAGE_BYTES = 3 * 1024
FORM_BYTES = 6_000
"""A form with lists to choose from (fields, facilities of a region) weighs more than a screen that is only read."""


async def barriers(visitor: Visitor) -> list[str]:
    """What axe finds on the screen that is shown; the browser context bypasses the content policy for it."""
    if not await visitor.page.evaluate("'axe' in window"):
        await visitor.page.evaluate(AXE.read_text("utf-8"))
    found = await visitor.page.evaluate("rules => axe.run(document, rules)", RULES)
    assert found["passes"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found["violations"]]


def with_limits(screens: Iterable[str], forms: Collection[str], ids: Mapping[str, str]) -> dict[str, int]:
    """The addresses of screens with these ids, and what each may weigh."""
    return {each.format(**ids): FORM_BYTES if each in forms else PAGE_BYTES for each in screens}


async def faults_of(
    chromium: Browser, origin: str, account: str, screens: Mapping[str, int], part: str | None
) -> list[str]:
    """What is wrong with these screens of an account, by their addresses with what each may weigh.

    An ordinary run looks at some of them, which differ from run to run, and on a phone only, where most of a page is
    arranged anew.
    """
    faults = []
    drawn = sorted(screens) if part else random.sample(sorted(screens), -(-len(screens) // DRAWN))
    async with await chromium.new_context(viewport=PHONE, bypass_csp=True) as context:
        visitor = await Visitor.arrive(context, origin)
        await visitor.log_in(account)
        for screen in drawn:
            weight = (await weigh(visitor.page, origin + screen)).page
            width = await visitor.page.evaluate("document.documentElement.scrollWidth")
            if width > PHONE["width"]:
                faults.append(f"{screen} is {width} pixels wide on a phone")
            if not 0 < weight <= screens[screen]:
                faults.append(f"{screen} weighs {weight} bytes")
            faults += [f"{screen} on a phone: {barrier}" for barrier in await barriers(visitor)]
            if part:
                await visitor.page.set_viewport_size(DESKTOP)
                faults += [f"{screen}: {barrier}" for barrier in await barriers(visitor)]
                await visitor.page.set_viewport_size(PHONE)
    return faults
