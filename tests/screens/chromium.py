"""The browser of these tests: Debian's Chromium, or the one that Playwright has installed."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Playwright, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "no browser for tests/screens: install Chromium (Debian: apt-get install chromium), "
    "or let Playwright fetch one (.venv/bin/playwright install chromium)"
)


def find_chromium(playwright: Playwright) -> str | None:
    """The path of a browser on this machine."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return found or (own if Path(own).exists() else None)


@asynccontextmanager
async def opened_chromium() -> AsyncIterator[Browser]:
    """Chromium without a window. Skips where there is none; with CI=true a skip fails the run."""
    async with async_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            pytest.skip(MISSING)
        # Its sandbox refuses to start for root, which is the user of most containers of a pipeline.
        sandbox = os.geteuid() != 0
        browser = await playwright.chromium.launch(executable_path=path, chromium_sandbox=sandbox)
        yield browser
        await browser.close()
