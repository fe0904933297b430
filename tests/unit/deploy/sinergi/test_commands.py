"""Bad input to an operator's command is refused with a sentence, before any server is contacted."""

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
    "events": ["verify", "recover", "history"],
    "relays": ["list", "blockers", "pause", "resume"],
    "consumers": ["list", "pause", "resume", "allow-parking", "rebuild"],
    "parked": ["list", "show", "requeue", "discard"],
    "jobs": ["list-failed", "history", "run"],
    "files": ["check", "rotate"],
    "topics": ["apply", "diff"],
}
CHANGES = [
    "events recover",
    "relays pause",
    "relays resume",
    "consumers pause",
    "consumers resume",
    "consumers allow-parking",
    "consumers rebuild",
    "parked requeue",
    "parked discard",
    "topics apply",
]


@pytest.fixture
def secrets(tmp_path: Path) -> dict[str, str]:
    for service in ("agreements", "programs", "notifications"):
        for kind in ("owner", "app", "relay"):
            (tmp_path / f"postgres_{service}_{kind}").write_text("x")
    (tmp_path / "postgres_admin").write_text("x")
    return NOWHERE | {"SINERGI_SECRETS_DIR": str(tmp_path)}


def fail(*arguments: str, env: dict[str, str] | None = None) -> str:
    result = CliRunner().invoke(app, arguments, env=env or NOWHERE)
    assert result.exit_code != 0
    return str(result.exception) if isinstance(result.exception, Trouble) else result.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["relays", "list", "kitchen"], "'kitchen' is not one of 'agreements', 'programs', 'notifications'"),
        (["relays", "pause", "programs"], "Missing option '--reason'"),
        (["consumers", "resume", "programs"], "Missing option '--reason'"),
        (["events", "history", "--limit", "0"], "should be greater than or equal to 1"),
        (["consumers", "pause", "programs", "--reason", " "], "Give a reason with --reason"),
        (["events", "verify", "--from", "-1"], "should be greater than or equal to 0"),
        (["parked", "list", "--parked-for", "boredom"], "'boredom' is not one of"),
        (["parked", "show", "programs", "seventeen"], "unable to parse string as an integer"),
        (["parked", "requeue", "programs", "--limit", "0", "--reason", "x"], "should be greater than or equal to 1"),
        (["parked", "requeue", "programs", "--reason", ""], "Give a reason with --reason"),
        (["parked", "discard", "programs", "--reason", "x"], "Choose the records"),
        (
            ["consumers", "rebuild", "notifications", "inbox", "--reason", "x"],
            "cannot be rebuilt: people have read its notices",
        ),
        (["consumers", "rebuild", "programs", "attic", "--reason", "x"], "no projection attic"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(arguments: list[str], sentence: str, secrets: dict[str, str]) -> None:
    assert sentence in re.sub(r"[\s│]+", " ", fail(*arguments, env=secrets))


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["roles", "apply"],
        ["migrate"],
        ["reference", "load"],
        ["positions", "assign", "an-account", "operator", "nation"],
        ["relays", "list"],
        ["parked", "list"],
        ["events", "recover", "programs", "--reason", "x"],
    ],
)
def test_an_unreachable_server_and_a_missing_secret_are_named(
    arguments: list[str], secrets: dict[str, str], tmp_path: Path
) -> None:
    assert "PostgreSQL refused or did not answer" in fail(*arguments, env=secrets)
    assert "SINERGI_SECRETS_DIR" in fail(*arguments, env=NOWHERE | {"SINERGI_SECRETS_DIR": str(tmp_path / "none")})


@pytest.mark.parametrize("arguments", [["status"], ["migrate"], ["relays", "list"], ["topics", "diff"]])
def test_a_wrong_setting_is_named(arguments: list[str]) -> None:
    message = fail(*arguments, env=NOWHERE | {"SINERGI_INSTANCE": "B-D"})
    assert message.startswith("SINERGI_INSTANCE: String should match")


@pytest.mark.parametrize(("group", "command"), [(group, each) for group, names in GROUPS.items() for each in names])
def test_every_command_has_json_output_and_an_example(group: str, command: str) -> None:
    help_ = CliRunner().invoke(app, [group, command, "--help"], env={"COLUMNS": "200"}).output
    assert "--json" in help_
    assert f"`sinergi {group} {command}" in help_
    assert ("--dry-run" in help_) == (f"{group} {command}" in CHANGES)


def test_partitions_that_are_not_a_power_of_two_are_refused_with_their_path() -> None:
    topic = "programs.v1: {owner: programs, audience: public, partitions: 12, readers: []}"
    with pytest.raises(Trouble, match=r"programs\.v1: partitions: .*must be a power of two up to 128"):
        load_topics(topic)


def examples() -> list[list[str]]:
    """The commands of the operators' page, in its code blocks and in its sentences."""
    page = (Path(__file__).parents[4] / "docs" / "operating-events.md").read_text()
    commands = re.findall(r"^sinergi (.+)$|`sinergi ([^`]+)`", page, re.MULTILINE)
    return [shlex.split(in_block or in_sentence) for in_block, in_sentence in commands]


@pytest.mark.parametrize("arguments", examples(), ids=" ".join)
def test_every_command_of_the_operators_page_is_valid(arguments: list[str]) -> None:
    group, name, *rest = arguments
    groups: Any = typer.main.get_command(app)
    command = groups.commands[group].commands[name]
    assert command.make_context(name, rest).params
