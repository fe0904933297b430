"""A browser, and one that has logged in; one office for all tests of the door."""

from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import uuid4

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.front.browser import Browser, new_browser
from tests.behaviour.office import Office


@pytest.fixture
async def office(any_office: Office) -> Office:
    """An office with an officer of its own, because sessions are looked for by their account."""
    office = replace(any_office, suffix=uuid4().hex[:12])
    await office.sinergi.assign(office.officer, "officer", "facility", office.facility["id"])
    return office


@pytest.fixture(scope="module")
async def somebody(sinergi: Sinergi, any_office: Office) -> AsyncIterator[Browser]:
    """A browser that has logged in, for requests that are refused."""
    browser = new_browser(sinergi.stack)
    answer = await browser.log_in(any_office.officer)
    assert answer.status_code == 303, answer.text
    yield browser
    await browser.close()


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
