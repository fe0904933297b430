"""`sinergi releases …` at the command line."""

import json
import re
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from deploy.installation.trouble import Trouble
from deploy.releases.checkout import Checkout
from deploy.sinergi.cli import app

COMMANDS = ("check", "diff", "rules", "make")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["releases", *arguments])


def test_the_present_state_holds_what_the_last_release_promised() -> None:
    checked = run("check")
    assert checked.exit_code == 0, checked.output
    assert checked.output.startswith("holds, compared with ")


def test_a_version_that_is_not_the_present_one_is_refused_with_reasons() -> None:
    refused = run("make", "99.0.0", "--dry-run")
    assert isinstance(refused.exception, Trouble)
    assert "CHANGELOG.md has no section `## 99.0.0`" in str(refused.exception)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_json_output_and_an_example(command: str) -> None:
    help_ = CliRunner().invoke(app, ["releases", command, "--help"], env={"COLUMNS": "200"}).output
    assert "--json" in help_
    assert f"`sinergi releases {command}" in help_


def test_every_command_of_the_page_is_valid() -> None:
    page = (Checkout().root / "docs" / "releases" / "README.md").read_text()
    found = re.findall(r"^sinergi releases ([^#\n]+)", page, re.MULTILINE)
    assert {line.split()[0] for line in found} == set(COMMANDS)
    releases: Any = typer.main.get_group(app).commands["releases"]
    for name, *arguments in map(str.split, found):
        assert releases.commands[name].make_context(name, arguments)


def test_the_rules_are_listed() -> None:
    rules = json.loads(run("rules", "--json").output)
    assert {"rule", "breaks", "why"} == rules[0].keys()
