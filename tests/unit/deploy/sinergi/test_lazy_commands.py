"""The table of contents of `sinergi`: every command loads, and only its own module is imported for it."""

import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from deploy.sinergi.cli import app

NAMES = sorted(typer.main.get_group(app).commands)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_loads_and_has_help(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--help"], prog_name="sinergi")
    assert result.exit_code == 0, result.output
    assert f"sinergi {name}" in result.output


def test_one_command_imports_one_module() -> None:
    program = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from deploy.sinergi.cli import app\n"
        "CliRunner().invoke(app, ['settings'])\n"
        "print([name for name in sys.modules if name.startswith('deploy.sinergi.')])"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert "deploy.sinergi.commands.settings" in printed
    assert "deploy.sinergi.groups" not in printed


def test_a_misspelt_command_gets_a_suggestion() -> None:
    assert "Did you mean 'status'?" in CliRunner().invoke(app, ["stauts"]).output
