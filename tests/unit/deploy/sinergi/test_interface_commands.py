"""`sinergi interface …` at the command line: sentences for people, JSON for programs, an exit code for the pipeline."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from deploy.contracts.http.publication import FOLDER, write_released
from deploy.installation.trouble import Trouble
from deploy.sinergi.cli import app

COMMANDS = ("generate", "diff", "check", "rules")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the committed documents, released."""
    folder = tmp_path / "http"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("released"))
    run("generate", "--folder", str(folder))
    write_released(folder)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["interface", *arguments])


def break_it(folder: Path) -> None:
    path = folder / "released" / "openapi-programs.json"
    path.write_text(path.read_text().replace('"/templates"', '"/patterns"'))


def test_an_interface_that_holds_passes(folder: Path) -> None:
    checked = run("check", "--folder", str(folder))
    assert (checked.exit_code, checked.output) == (0, "the interface holds\n")
    assert run("diff", "--folder", str(folder)).output == "nothing changed since the last release\n"
    assert run("generate", "--folder", str(folder)).output == "everything is up to date\n"


def test_a_broken_interface_does_not_pass(folder: Path) -> None:
    break_it(folder)
    checked = run("check", "--folder", str(folder))
    assert checked.exit_code == 1
    assert "programs GET /patterns was removed." in checked.output


def test_a_difference_is_printed_for_people_and_for_programs(folder: Path) -> None:
    break_it(folder)
    shown = run("diff", "--folder", str(folder)).output.splitlines()
    assert shown[0].startswith("BREAKS  programs GET /patterns was removed.")
    assert shown[0].endswith("[operation-removed]")
    assert "allowed  programs GET /templates is new." in "\n".join(shown[1:])
    (removed, *_) = json.loads(run("diff", "--json", "--folder", str(folder)).output)
    assert (removed["rule"], removed["type"], removed["breaking"]) == (
        "operation-removed",
        "programs GET /patterns",
        True,
    )


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    refused = run("check", "--folder", str(tmp_path / "nowhere"))
    assert isinstance(refused.exception, Trouble)
    assert "run this in a checkout" in str(refused.exception)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_json_output_and_an_example(command: str) -> None:
    help_ = CliRunner().invoke(app, ["interface", command, "--help"], env={"COLUMNS": "200"}).output
    assert "--json" in help_
    assert f"`sinergi interface {command}" in help_


def test_every_command_of_the_page_is_valid() -> None:
    found = re.findall(r"^sinergi interface ([^#\n]+)", (FOLDER / "README.md").read_text(), re.MULTILINE)
    assert {line.split()[0] for line in found} == set(COMMANDS)
    interface: Any = typer.main.get_group(app).commands["interface"]
    for name, *arguments in map(str.split, found):
        assert interface.commands[name].make_context(name, arguments)


def test_the_rules_are_listed() -> None:
    rules = json.loads(run("rules", "--json").output)
    assert {"rule", "breaks", "why"} == rules[0].keys()
    assert all(rule["why"].endswith(".") for rule in rules)
