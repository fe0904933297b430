"""The browser of these tests: the machine's own Chromium, or the one that Playwright has fetched."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Playwright, async_playwright

SHELL = "chromium-headless-shell"
"""Chromium without what draws a window; with it the tests of screens take two thirds of the processor time."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
MISSING = "no browser for tests/screens: `make browser` fetches one"


def own_chromium() -> str | None:
    """The path of the machine's own browser."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def find_chromium(playwright: Playwright) -> str | None:
    """The path of a browser."""
    fetched = playwright.chromium.executable_path
    return own_chromium() or (fetched if Path(fetched).exists() else None)


@asynccontextmanager
async def opened_chromium() -> AsyncIterator[Browser]:
    """Chromium without a window. Fails where there is none, so that no run passes without these tests."""
    async with async_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            pytest.fail(MISSING)
        # Its sandbox refuses to start for root, which is the user of most containers of a pipeline.
        sandbox = os.geteuid() != 0
        browser = await playwright.chromium.launch(executable_path=path, chromium_sandbox=sandbox)
        yield browser
        await browser.close()
