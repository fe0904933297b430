"""A browser, and one that has logged in."""

from collections.abc import AsyncIterator

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.front.browser import Browser, new_browser
from tests.behaviour.office import Office


@pytest.fixture
async def browser(sinergi: Sinergi) -> AsyncIterator[Browser]:
    """A browser that has never been at this door."""
    browser = new_browser(sinergi.stack)
    yield browser
    await browser.close()


@pytest.fixture
async def officer(browser: Browser, office: Office) -> Browser:
    """The browser of an officer who has logged in."""
    answer = await browser.log_in(office.officer)
    assert answer.status_code == 303, answer.text
    return browser
