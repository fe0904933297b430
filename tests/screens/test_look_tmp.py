from tests.screens.test_rules import *  # noqa
from tests.screens.test_rules import proposed, SCREENS
import pytest


async def test_look(chromium, origin, proposed, directorate):
    from tests.screens.visitor import Visitor, PHONE, DESKTOP

    for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
        async with await chromium.new_context(viewport=size) as context:
            visitor = await Visitor.arrive(context, origin)
            await visitor.log_in(directorate)
            for n, screen in enumerate(SCREENS):
                await visitor.open(screen.format(number=proposed))
                await visitor.page.screenshot(path=f"/tmp/c_look_{name}_{n}.png", full_page=True)


@pytest.mark.timeout(300)
async def test_all(chromium, origin, proposed, directorate):
    screens = with_limits(SCREENS, (RULE, "/edisi/{number}"), {"number": proposed})
    assert await faults_of(chromium, origin, directorate, screens, "screens") == []
