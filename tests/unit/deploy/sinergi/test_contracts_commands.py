"""`sinergi contracts …` at the command line: sentences for people, JSON for programs, an exit code for the pipeline."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from deploy.contracts import schemas
from deploy.contracts.publication import FOLDER, write_released
from deploy.installation.trouble import Trouble
from deploy.sinergi.cli import app

SIGNED = "agreement.signed.v1"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the committed contracts, released as whole types."""
    monkeypatch.setattr(schemas, "is_provisional", lambda _type: False)
    folder = tmp_path / "contracts"
    shutil.copytree(FOLDER, folder)
    run("generate", "--folder", str(folder))
    shutil.rmtree(folder / "released", ignore_errors=True)
    write_released(folder)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["contracts", *arguments])


def break_it(folder: Path) -> None:
    path = folder / "released" / "schemas" / f"{SIGNED}.json"
    path.write_text(path.read_text().replace('"in_force_until"', '"in_force_to"'))


def test_contracts_that_hold_pass(folder: Path) -> None:
    checked = run("check", "--folder", str(folder))
    assert (checked.exit_code, checked.output) == (0, "the contracts hold\n")
    assert run("diff", "--folder", str(folder)).output == "nothing changed since the last release\n"
    assert run("generate", "--folder", str(folder)).output == "everything is up to date\n"


def test_broken_contracts_do_not_pass(folder: Path) -> None:
    break_it(folder)
    checked = run("check", "--folder", str(folder))
    assert checked.exit_code == 1
    assert f"{SIGNED}: in_force.in_force_to was removed." in checked.output


def test_a_difference_is_printed_for_people_and_for_programs(folder: Path) -> None:
    break_it(folder)
    shown = run("diff", "--folder", str(folder)).output.splitlines()
    assert f"BREAKS  {SIGNED}: in_force.in_force_until was added as required." in shown[1]
    assert shown[1].endswith("[required-field-added]")
    (gone, _) = json.loads(run("diff", "--json", "--folder", str(folder)).output)
    assert (gone["rule"], gone["path"], gone["breaking"]) == ("field-removed", "in_force.in_force_to", True)


def test_a_change_of_a_provisional_type_is_named_and_passes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "is_provisional", lambda _type: True)
    run("generate", "--folder", str(folder))
    write_released(folder)
    break_it(folder)
    shown = run("diff", "--folder", str(folder)).output.splitlines()
    assert shown[0].startswith(f"provisional  {SIGNED}: in_force.in_force_to was removed.")
    checked = run("check", "--folder", str(folder))
    assert checked.exit_code == 0
    assert f"provisional: {SIGNED}: in_force.in_force_to was removed." in checked.output


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    refused = run("check", "--folder", str(tmp_path / "nowhere"))
    assert isinstance(refused.exception, Trouble)
    assert "run this in a checkout" in str(refused.exception)


@pytest.mark.parametrize("command", ["check", "diff", "rules", "generate", "examples"])
def test_every_command_has_json_output_and_an_example(command: str) -> None:
    help_ = CliRunner().invoke(app, ["contracts", command, "--help"], env={"COLUMNS": "200"}).output
    assert "--json" in help_
    assert f"`sinergi contracts {command}" in help_


def test_every_command_of_the_page_is_valid() -> None:
    found = re.findall(r"^sinergi contracts ([^#\n]+)", (FOLDER / "README.md").read_text(), re.MULTILINE)
    assert len(found) > len({"generate", "diff", "check", "rules"})
    contracts: Any = typer.main.get_group(app).commands["contracts"]
    for name, *arguments in map(str.split, found):
        assert contracts.commands[name].make_context(name, arguments)


def test_the_rules_are_listed() -> None:
    rules = json.loads(run("rules", "--json").output)
    assert {"rule", "breaks", "why"} == rules[0].keys()
    assert all(rule["why"].endswith(".") for rule in rules)
