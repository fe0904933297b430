"""`make browser`: fetches Chromium for tests/screens, unless the machine has one.

As root on a Debian system it is the package of the system: the one without a window, also beside a Chromium that is
there, because it takes less time. Otherwise, or where there is no such package, it is the build that Playwright fetches
into the user's folder. A machine that gets none shows the steps to take, and `make test` stops.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from playwright.async_api import Error, async_playwright

from tests.screens.chromium import SHELL, find_chromium, opened_chromium, own_chromium

Command = Sequence[str]
HELP = """\
sinergi: tests/screens needs a browser, and none could be fetched. Do one of these, then try again:
  - install Chromium or Chrome for `chromium` or `google-chrome` (Debian, as root: apt-get install chromium)
  - .venv/bin/playwright install --with-deps --no-shell chromium (from the internet; libraries only as root)
"""


def ways(*, root: bool, debian: bool) -> dict[str, list[Command]]:
    """The commands that may bring a browser, by what they bring, in the order to try them."""
    libraries = ["--with-deps"] if root and debian else []
    playwright = [sys.executable, "-m", "playwright", "install", *libraries, "--no-shell", "chromium"]
    packages = {f"the package {name}": package(name) for name in (SHELL, "chromium")}
    return {**(packages if root and debian else {}), "Playwright's build": [playwright]}


def package(name: str) -> list[Command]:
    """The commands that install a package of the system."""
    install = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", name]
    return [["apt-get", "-qq", "update"], install]


def succeed(commands: list[Command]) -> bool:
    """Whether all of these commands have succeeded; what they print about a failure is shown."""
    return all(subprocess.call(each, stdin=subprocess.DEVNULL, stdout=sys.stderr) == 0 for each in commands)  # noqa: S603


async def works() -> bool:
    """Whether a browser is found and starts; a build without the system's libraries does not."""
    async with async_playwright() as playwright:
        if find_chromium(playwright) is None:
            return False
    try:
        async with opened_chromium():
            return True
    except Error as error:
        sys.stderr.write(f"{error.message}\n")
        return False


def main() -> int:
    """Fetch a browser if there is none; return the exit code."""
    if shutil.which(SHELL):
        return 0
    found = own_chromium() is not None or asyncio.run(works())
    for what, commands in ways(root=os.geteuid() == 0, debian=shutil.which("apt-get") is not None).items():
        if found and SHELL not in what:
            return 0
        sys.stderr.write(f"a browser for tests/screens: fetching {what}\n")
        if succeed(commands) and asyncio.run(works()):
            return 0
    sys.stderr.write(HELP)
    return 1


if __name__ == "__main__":
    sys.exit(main())
