"""Searches files for secrets with gitleaks, which Go builds when it is first needed.

`python -m tests.operations.secret_search` searches this checkout, without files that git ignores; so does `make lint`.
"""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.running.go_programs import built

CHECKOUT = Path(__file__).parents[2]
PACKAGE = "github.com/zricethezav/gitleaks/v8"
VERSION = "8.30.1"


def copy_checkout(folder: Path) -> None:
    """Copy the files of this checkout, without those beside them such as a virtual environment."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    for name in filter(None, listed.split("\0")):
        # A file that is deleted and not committed yet is still listed.
        if (CHECKOUT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(CHECKOUT / name, folder / name)


async def secrets_in(folder: Path) -> str:
    """The report about a folder; empty when nothing is found. Skips the test when gitleaks cannot be built."""
    program = await built("gitleaks", VERSION, Path(__file__).parent / "gitleaks", PACKAGE)
    process = await asyncio.create_subprocess_exec(
        *(str(program), "dir", ".", "--no-banner", "--no-color", "--redact", "--verbose", "--log-level=error"),
        *("--config", str(CHECKOUT / ".gitleaks.toml")),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode == bool(output), output.decode()
    return output.decode()


def main() -> None:
    """Print what is found, and fail if anything is."""
    with tempfile.TemporaryDirectory() as name:
        copy_checkout(Path(name))
        try:
            found = asyncio.run(secrets_in(Path(name)))
        except pytest.skip.Exception as skipped:
            found = ""
            sys.stdout.write(f"secrets: not searched, {skipped.msg}\n")
    sys.exit(found or None)


if __name__ == "__main__":
    main()
