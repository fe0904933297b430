"""Commands in the doctor's fixes can be given as they are printed."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from deploy.sinergi.cli import app
from tests.architecture.commands import fault_of

CHECKS = Path(__file__).parents[4] / "deploy/doctor"
COMMANDS = sorted(
    {
        re.sub(r"\{[^}]*\}", "agreements", command)
        for path in CHECKS.rglob("*.py")
        for command in re.findall(r"`sinergi\s([^`]+)`", path.read_text())
    }
)


def required_of(arguments: list[str]) -> set[str]:
    """The options without which the command refuses."""
    command: Any = typer.main.get_command(app)
    for word in arguments:
        if hasattr(command, "list_commands"):
            command = command.get_command(None, word)
    found = {option for each in command.params if each.required for option in each.opts}
    return {option for option in found if option.startswith("--")}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_a_fix_can_be_given(command: str) -> None:
    arguments = shlex.split(command)
    assert fault_of(arguments) is None
    # A sentence may name a command alone: `sinergi events recover`.
    if "agreements" in arguments:
        assert required_of(arguments) <= set(arguments)
