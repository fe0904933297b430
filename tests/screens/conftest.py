"""A browser for each test, with a person who may be logged in."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office
from tests.screens.chromium import opened_chromium
from tests.screens.visitor import DESKTOP, Visitor


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One Chromium for all tests of this process."""
    async with opened_chromium() as browser:
        yield browser


@pytest.fixture
def origin(sinergi: Sinergi) -> str:
    """The address of the door."""
    return sinergi.stack.environment()["SINERGI_PUBLIC_ORIGIN"]


@pytest.fixture
async def visitor(chromium: Browser, origin: str) -> AsyncIterator[Visitor]:
    """A person who has never been here; the browser may complain of nothing while the person looks around."""
    async with await chromium.new_context(viewport=DESKTOP, locale="id-ID") as context:
        visitor = await Visitor.arrive(context, origin)
        yield visitor
        assert visitor.complaints == []


@pytest.fixture
async def officer(visitor: Visitor, office: Office) -> Visitor:
    """The cooperation officer of an office, logged in."""
    await visitor.log_in(office.officer)
    return visitor
