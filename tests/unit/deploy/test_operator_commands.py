"""Bad input to an operator's command is refused with a sentence, before anything is asked of a server."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from deploy.installation.trouble import Trouble
from deploy.sinergi.cli import app
from deploy.topics.catalogue import load_topics

NOWHERE = {
    "SINERGI_POSTGRES_URL": "postgresql://127.0.0.1:1/sinergi",
    "SINERGI_KAFKA_SERVERS": "127.0.0.1:1",
    "SINERGI_ENVIRONMENT": "embedded",
}
GROUPS = {
    "events": ["status", "blockers", "pause", "resume", "history", "verify"],
    "parked": ["list", "show", "requeue", "discard"],
    "consumers": ["list", "rebuild"],
    "generation": ["raise"],
    "topics": ["apply", "diff"],
}
CHANGES = ["events pause", "events resume", "parked requeue", "parked discard", "consumers rebuild", "generation raise"]


@pytest.fixture
def secrets(tmp_path: Path) -> dict[str, str]:
    for service in ("agreements", "programs", "notifications"):
        for kind in ("owner", "app", "relay"):
            (tmp_path / f"postgres_{service}_{kind}").write_text("x")
    (tmp_path / "postgres_admin").write_text("x")
    return NOWHERE | {"SINERGI_SECRETS_DIR": str(tmp_path)}


def say(*arguments: str, env: dict[str, str] | None = None) -> str:
    result = CliRunner().invoke(app, arguments, env=env or NOWHERE)
    assert result.exit_code != 0
    return str(result.exception) if isinstance(result.exception, Trouble) else result.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["events", "status", "kitchen"], "'kitchen' is not one of 'agreements', 'programs', 'notifications'"),
        (["events", "pause", "programs"], "Missing option '--reason'"),
        (["events", "resume", "programs"], "Missing option '--reason'"),
        (["events", "history", "--limit", "0"], "should be greater than or equal to 1"),
        (["events", "pause", "programs", "--reason", " "], "Give a reason with --reason"),
        (["events", "verify", "--from", "-1"], "should be greater than or equal to 0"),
        (["parked", "list", "--because", "boredom"], "'boredom' is not one of"),
        (["parked", "show", "programs", "seventeen"], "unable to parse string as an integer"),
        (["parked", "requeue", "programs", "--limit", "0", "--reason", "x"], "should be greater than or equal to 1"),
        (["parked", "requeue", "programs", "--reason", ""], "Give a reason with --reason"),
        (["parked", "discard", "programs", "--reason", "x"], "Say which records"),
        (
            ["consumers", "rebuild", "notifications", "inbox", "--reason", "x"],
            "cannot be rebuilt: people have read its notices",
        ),
        (["consumers", "rebuild", "programs", "attic", "--reason", "x"], "no room attic"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(arguments: list[str], sentence: str, secrets: dict[str, str]) -> None:
    assert sentence in re.sub(r"[\s│]+", " ", say(*arguments, env=secrets))


@pytest.mark.parametrize(
    "arguments",
    [
        ["roles", "apply"],
        ["migrate"],
        ["reference"],
        ["positions", "appoint", "somebody", "operator", "nation"],
        ["events", "status"],
        ["parked", "list"],
        ["generation", "raise", "programs", "--reason", "x"],
    ],
)
def test_a_server_that_is_not_there_and_a_secret_that_is_missing_are_named(
    arguments: list[str], secrets: dict[str, str], tmp_path: Path
) -> None:
    assert "PostgreSQL refused or did not answer" in say(*arguments, env=secrets)
    assert "SINERGI_SECRETS_DIR" in say(*arguments, env=NOWHERE | {"SINERGI_SECRETS_DIR": str(tmp_path / "none")})


@pytest.mark.parametrize("arguments", [["status"], ["migrate"], ["events", "status"], ["topics", "diff"]])
def test_a_setting_that_may_not_be_is_named(arguments: list[str]) -> None:
    said = say(*arguments, env=NOWHERE | {"SINERGI_INSTANCE": "B-D"})
    assert said.startswith("SINERGI_INSTANCE: String should match")


@pytest.mark.parametrize(("group", "command"), [(group, each) for group, names in GROUPS.items() for each in names])
def test_every_command_speaks_to_programs_and_shows_an_example(group: str, command: str) -> None:
    help_ = CliRunner().invoke(app, [group, command, "--help"], env={"COLUMNS": "200"}).output
    assert "--json" in help_
    assert f"`sinergi {group} {command}" in help_
    assert ("--dry-run" in help_) == (f"{group} {command}" in [*CHANGES, "topics apply"])


def test_partitions_that_are_no_power_of_two_are_refused_with_the_place() -> None:
    topic = "programs.v1: {owner: programs, audience: public, partitions: 12, readers: []}"
    with pytest.raises(Trouble, match=r"programs\.v1: partitions: .*must be a power of two up to 128"):
        load_topics(topic)


def examples() -> list[list[str]]:
    """The commands of the operators' page: those of its blocks and those in its sentences."""
    page = (Path(__file__).parents[3] / "docs" / "operating-events.md").read_text()
    found = re.findall(r"^sinergi (.+)$|`sinergi ([^`]+)`", page, re.MULTILINE)
    return [shlex.split(in_block or in_sentence) for in_block, in_sentence in found]


@pytest.mark.parametrize("arguments", examples(), ids=" ".join)
def test_every_command_of_the_operators_page_can_be_given_so(arguments: list[str]) -> None:
    group, name, *rest = arguments
    groups: Any = typer.main.get_command(app)
    command = groups.commands[group].commands[name]
    assert command.make_context(name, rest).params
