"""No secret is in any file of the commit, and one that is planted is found."""

import asyncio
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.running.go_programs import built

pytestmark = [pytest.mark.part("operations", only=True), pytest.mark.timeout(1_200)]

CHECKOUT = Path(__file__).parents[2]
PACKAGE = "github.com/zricethezav/gitleaks/v8"
VERSION = "8.30.1"


def export(folder: Path) -> None:
    """The files of the commit, without those beside it such as a virtual environment."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=CHECKOUT, capture_output=True, check=True).stdout  # noqa: S607
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(folder, filter="data")


async def found_in(folder: Path) -> str:
    """The report about a folder; empty when nothing is found."""
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


async def test_no_file_of_the_commit_has_a_secret(tmp_path: Path) -> None:
    export(tmp_path)
    assert await found_in(tmp_path) == ""


async def test_a_planted_secret_is_found(tmp_path: Path) -> None:
    planted = "".join(("ghp_", "x7Qk2mVb9RtL4wZs", "1HcJ8nPd5YfA3GuE6TiO"))
    (tmp_path / "settings.py").write_text(f'token = "{planted}"\n')
    assert "github-pat" in await found_in(tmp_path)
