"""What an operator sees and does by `sinergi`, on the three services as they run."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from deploy.installation.trouble import Trouble
from deploy.sinergi.cli import app
from shared.contracts.parts import FacilityRef
from shared.contracts.programs import SessionHeld
from tests.behaviour.conftest import SERVICES, Sinergi
from tests.behaviour.saying import say

Command = Callable[..., Any]


@pytest.fixture
async def command(sinergi: Sinergi) -> AsyncIterator[Command]:
    """Run a command as an operator would; returns what it says as JSON. A refusal is raised as `Trouble`.

    What a test that fails leaves paused goes on afterwards: every test after it would fail, too.
    """

    async def run(*arguments: str, exits: int = 0) -> Any:
        result = await asyncio.to_thread(
            CliRunner().invoke, app, [*arguments, "--json"], env=sinergi.stack.environment()
        )
        if isinstance(result.exception, Trouble):
            raise result.exception
        assert result.exit_code == exits, result.output
        return json.loads(result.stdout)

    yield run
    for status in await run("events", "status"):
        for paused, of in ((status["relay"]["paused"], ()), (status["consumer"]["paused"], ("--consumer",))):
            if paused:
                await run("events", "resume", status["service"], *of, "--reason", "tested")


async def test_status_shows_every_relay_and_every_consumer(command: Command) -> None:
    found = {each["service"]: each for each in await command("events", "status")}
    assert set(found) == set(SERVICES)
    for status in found.values():
        assert status["relay"]["leads"]
        assert status["relay"]["generation"] >= 1
        assert status["consumer"]["topics"]
    assert len(await command("events", "status", "programs")) == 1


async def test_everything_relayed_so_far_is_whole_in_kafka(sinergi: Sinergi, command: Command) -> None:
    await sinergi.appoint("verified-account", "directorate", "nation")
    found = {each["service"]: each for each in await command("events", "verify")}
    assert all(each["whole"] for each in found.values()), found
    assert sum(topic["events"] for topic in found["agreements"]["topics"]) > 0
    assert set(found["agreements"]["readers"]) == {"programs", "notifications"}


async def test_a_relay_is_paused_and_resumed_by_name_and_reason(command: Command) -> None:
    tried = await command("events", "pause", "programs", "--reason", "a test", "--dry-run")
    assert tried == {"done": "the relay of programs goes on; it would be paused"}
    await command("events", "pause", "programs", "--reason", "a test")
    status = (await command("events", "status", "programs"))[0]
    assert status["relay"]["paused"].endswith(": a test")
    with pytest.raises(Trouble, match=r"the relay of programs is paused already, by .*: a test"):
        await command("events", "pause", "programs", "--reason", "another test")
    await command("events", "resume", "programs", "--reason", "tested")
    with pytest.raises(Trouble, match="the relay of programs is not paused"):
        await command("events", "resume", "programs", "--reason", "tested")


async def test_a_paused_consumer_hears_nothing_until_it_is_resumed(sinergi: Sinergi, command: Command) -> None:
    await command("events", "pause", "notifications", "--consumer", "--reason", "a test")
    body = {"account": "heard-late", "capability": "operator", "scope_kind": "nation", "unit": ""}
    answer = await sinergi.agreements.post("/positions", body, "operator-of-the-tests")
    assert answer.status_code == 201

    async def waits() -> None:
        status = (await command("events", "status", "notifications"))[0]
        assert sum(topic["lag"] for topic in status["consumer"]["topics"]) > 0

    await sinergi.eventually(waits)
    assert (await sinergi.notifications.get("/rules", "heard-late")).status_code == 403
    await command("events", "resume", "notifications", "--consumer", "--reason", "tested")

    async def heard() -> None:
        status = (await command("events", "status", "notifications"))[0]
        assert sum(topic["lag"] for topic in status["consumer"]["topics"]) == 0

    await sinergi.eventually(heard)


@pytest.mark.parametrize(
    ("service", "room"), [("programs", "positions"), ("notifications", "directory"), ("agreements", "activity")]
)
async def test_what_can_be_rebuilt_is_the_same_afterwards(command: Command, service: str, room: str) -> None:
    tried = (await command("consumers", "rebuild", service, room, "--reason", "a test", "--dry-run"))[0]
    rebuilt = (await command("consumers", "rebuild", service, room, "--reason", "a test"))[0]
    assert rebuilt["rows_after"] == tried["rows_after"] == tried["rows_before"]
    assert (tried["what"], rebuilt["what"]) == ("tried and undone", "rebuilt")


async def test_what_cannot_be_rebuilt_says_why(command: Command) -> None:
    rooms: Mapping[str, Any] = {row["consumer"]: row for row in await command("consumers", "list")}
    assert rooms["notifications"]["rebuildable"] == ["directory"]
    with pytest.raises(Trouble, match="what was told was told"):
        await command("consumers", "rebuild", "notifications", "inbox", "--reason", "a test")
    with pytest.raises(Trouble, match="no event has their whole state"):
        await command("consumers", "rebuild", "programs", "programs", "--reason", "a test")
    with pytest.raises(Trouble, match=r"no room attic .*; it can rebuild: activity"):
        await command("consumers", "rebuild", "agreements", "attic", "--reason", "a test")


async def test_commands_about_nothing_say_so(command: Command) -> None:
    assert await command("events", "blockers") == []
    assert await command("parked", "list", "--key", "no such key") == []
    for act in ("requeue", "discard"):
        with pytest.raises(Trouble, match="sinergi parked list agreements"):
            await command("parked", act, "agreements", "--key", "no such key", "--reason", "a test")
    with pytest.raises(Trouble, match="has no parked record 4711"):
        await command("parked", "show", "agreements", "4711")
    with pytest.raises(Trouble, match="there is nothing to raise it above"):
        await command("generation", "raise", "agreements", "--reason", "a test")
    raised = (await command("generation", "raise", "agreements", "--anyway", "--dry-run", "--reason", "a test"))[0]
    now = (await command("events", "status", "agreements"))[0]["relay"]["generation"]
    assert (raised["generation"], raised["what"]) == (now + 1, "would be raised")


async def test_what_is_parked_is_shown_requeued_discarded_and_stays_on_record(
    sinergi: Sinergi, command: Command, facility: Mapping[str, Any]
) -> None:
    """A session reported twice is refused, since it would be counted twice; the next one waits behind it."""
    held, following = session_of(facility), uuid4()
    key = str(held.program_id)
    await say(sinergi, "programs", held)
    await say(sinergi, "programs", held)
    await say(sinergi, "programs", held.model_copy(update={"session_id": following}))

    async def parked(count: int) -> Any:
        rows = await command("parked", "list", "agreements", "--key", key)
        assert len(rows) == count, rows
        return rows

    refused, behind = await sinergi.eventually(lambda: parked(2))
    assert (refused["reason"], behind["reason"]) == ("refused", "behind")
    shown = await command("parked", "show", "agreements", str(refused["id"]))
    assert json.loads(shown["data"])["session_id"] == str(held.session_id)

    requeue = ["parked", "requeue", "agreements", "--key", key, "--reason", "is it so still?"]
    for how in ([*requeue, "--dry-run"], requeue):
        (outcome,) = await command(*how, exits=1)
        assert (outcome["left"], "reported_session" in outcome["stopped_by"]) == (2, True)
    discard = ["parked", "discard", "agreements", str(refused["id"]), "--reason", "reported twice"]
    assert [row["what"] for row in await command(*discard, "--dry-run")] == ["would be discarded"]
    assert [row["what"] for row in await command(*discard)] == ["discarded"]
    (outcome,) = await command(*requeue)
    assert (outcome["applied"], outcome["left"]) == (1, 0)
    await parked(0)

    operations = [
        operation for operation in await command("events", "history", "agreements") if key in operation["outcome"]
    ]
    assert [(operation["what"], operation["why"]) for operation in operations] == [
        ("parked_requeued", "is it so still?"),
        ("parked_discarded", "reported twice"),
        ("parked_refused_again", "is it so still?"),
    ]


def session_of(facility: Mapping[str, Any]) -> SessionHeld:
    """A session of a program that no request has planned."""
    return SessionHeld(
        program_id=uuid4(),
        facility=FacilityRef.model_validate(facility),
        template="contoh",
        title="Program Contoh",
        pillar="independence",
        fiscal_year=2026,
        authorisations=(),
        session_id=uuid4(),
        cohort_id=uuid4(),
        held_on=date(2026, 1, 5),
        instructor=None,
        active=3,
        passive=0,
        absent=1,
    )


async def test_a_generation_is_raised_over_services_that_run_and_nobody_notices(
    sinergi: Sinergi, command: Command
) -> None:
    """The leader is deposed and leads again; what is said before and after is heard, once."""
    before = (await command("events", "status", "agreements"))[0]["relay"]
    raised = (await command("generation", "raise", "agreements", "--anyway", "--reason", "a test"))[0]
    assert (raised["what"], raised["generation"]) == ("raised", before["generation"] + 1)
    await sinergi.appoint(f"after-{raised['generation']}", "directorate", "nation")
    after = (await command("events", "status", "agreements"))[0]["relay"]
    assert (after["generation"], after["epoch"] > before["epoch"]) == (raised["generation"], True)
    newest = (await command("events", "history", "agreements", "--limit", "1"))[0]
    assert (newest["what"], newest["why"]) == ("generation_raised", "a test")
    verified = (await command("events", "verify", "agreements"))[0]
    assert verified["whole"], verified


async def test_manual_operations_can_be_listed(command: Command) -> None:
    await command("events", "pause", "programs", "--reason", "we look at it")
    await command("events", "resume", "programs", "--reason", "we have seen it")
    newest, before = await command("events", "history", "programs", "--limit", "2")
    assert (newest["what"], newest["why"]) == ("relay_resumed", "we have seen it")
    assert (before["what"], before["why"]) == ("relay_paused", "we look at it")


async def test_the_cluster_is_as_the_files_say(command: Command) -> None:
    assert await command("topics", "diff") == {"differences": []}
    assert await command("topics", "apply", "--dry-run") == {"differences": []}
