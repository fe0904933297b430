"""The screens of papers and their templates have no barrier and fit a phone."""

from collections.abc import Mapping

import pytest
from playwright.async_api import Browser

from tests.behaviour.office import Office
from tests.screens.rules import faults_of, with_limits

SCREENS = ("/templat", "/templat/meeting_letter", "/templat/meeting_letter/bawaan", "/perjanjian/{draft}/undangan")


@pytest.fixture
async def ids(office: Office) -> Mapping[str, str]:
    """A draft; its id."""
    return {"draft": await office.draft()}


async def test_the_screens_of_papers_have_no_barrier_and_fit_a_phone(
    chromium: Browser, origin: str, directorate: str, ids: Mapping[str, str], part: str | None
) -> None:
    assert await faults_of(chromium, origin, directorate, with_limits(SCREENS, SCREENS, ids), part) == []
