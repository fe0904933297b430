"""The operator's commands of `sinergi` on the three running services."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from deploy.installation.trouble import Trouble
from deploy.sinergi.cli import app
from shared.contracts.parts import Attendance, FacilityRef, Fulfilment
from shared.contracts.programs import SessionHeld
from tests.behaviour.client import SERVICES, Sinergi
from tests.behaviour.saying import say

pytestmark = pytest.mark.part("common", one_in=2)

Command = Callable[..., Any]


@pytest.fixture
async def command(sinergi: Sinergi) -> AsyncIterator[Command]:
    """Run a command as an operator would; return its JSON output. A refusal is raised as `Trouble`.

    Afterwards everything is resumed that a failed test left paused: otherwise every later test would fail too.
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
    for group, name in (("relays", "service"), ("consumers", "consumer")):
        for status in await run(group, "list"):
            if (status["relay"] if group == "relays" else status)["paused"]:
                await run(group, "resume", status[name], "--reason", "tested")


async def test_every_relay_and_every_consumer_is_listed(command: Command) -> None:
    relays = {each["service"]: each["relay"] for each in await command("relays", "list")}
    assert set(relays) == set(SERVICES)
    for relay in relays.values():
        assert relay["leads"]
        assert relay["generation"] >= 1
    consumers = {each["consumer"]: each for each in await command("consumers", "list")}
    assert set(consumers) == set(SERVICES)
    for consumer in consumers.values():
        assert consumer["topics"]
    assert len(await command("relays", "list", "programs")) == 1
    assert len(await command("consumers", "list", "programs")) == 1


async def test_every_published_event_is_in_kafka(sinergi: Sinergi, command: Command) -> None:
    await sinergi.assign("verified-account", "directorate", "nation")
    found = {each["service"]: each for each in await command("events", "verify")}
    assert all(each["whole"] for each in found.values()), found
    assert sum(topic["events"] for topic in found["agreements"]["topics"]) > 0
    assert set(found["agreements"]["readers"]) == {"programs", "notifications"}


async def test_a_relay_is_paused_and_resumed_with_operator_and_reason(command: Command) -> None:
    tried = await command("relays", "pause", "programs", "--reason", "a test", "--dry-run")
    assert tried == {"done": "the relay of programs is running and would be paused"}
    await command("relays", "pause", "programs", "--reason", "a test")
    status = (await command("relays", "list", "programs"))[0]
    assert status["relay"]["paused"].endswith(": a test")
    with pytest.raises(Trouble, match=r"the relay of programs is paused already, by .*: a test"):
        await command("relays", "pause", "programs", "--reason", "another test")
    await command("relays", "resume", "programs", "--reason", "tested")
    with pytest.raises(Trouble, match="the relay of programs is not paused"):
        await command("relays", "resume", "programs", "--reason", "tested")


async def test_a_paused_consumer_applies_nothing_until_it_is_resumed(sinergi: Sinergi, command: Command) -> None:
    await command("consumers", "pause", "notifications", "--reason", "a test")
    body = {"account": "applied-late", "capability": "operator", "scope_kind": "nation", "unit": ""}
    answer = await sinergi.agreements.post("/positions", body, "operator-of-the-tests")
    assert answer.status_code == 201

    async def waits() -> None:
        status = (await command("consumers", "list", "notifications"))[0]
        assert sum(topic["lag"] for topic in status["topics"]) > 0

    await sinergi.eventually(waits)
    assert (await sinergi.notifications.get("/rules", "applied-late")).status_code == 403
    await command("consumers", "resume", "notifications", "--reason", "tested")

    async def applied() -> None:
        status = (await command("consumers", "list", "notifications"))[0]
        assert sum(topic["lag"] for topic in status["topics"]) == 0

    await sinergi.eventually(applied)


@pytest.mark.parametrize(
    ("service", "projection"), [("programs", "positions"), ("notifications", "directory"), ("agreements", "activity")]
)
async def test_a_rebuilt_projection_is_the_same_as_before(
    sinergi: Sinergi, command: Command, service: str, projection: str
) -> None:
    async def same() -> None:
        """Asked again if an event of an earlier test arrived in between."""
        tried = (await command("consumers", "rebuild", service, projection, "--reason", "a test", "--dry-run"))[0]
        rebuilt = (await command("consumers", "rebuild", service, projection, "--reason", "a test"))[0]
        assert rebuilt["rows_after"] == tried["rows_after"] == tried["rows_before"]
        assert (tried["result"], rebuilt["result"]) == ("rebuilt and rolled back", "rebuilt")

    await sinergi.eventually(same, seconds=5)


async def test_a_projection_that_cannot_be_rebuilt_has_a_reason(command: Command) -> None:
    consumers: Mapping[str, Any] = {row["consumer"]: row for row in await command("consumers", "list")}
    assert consumers["notifications"]["rebuildable"] == [
        *("directory", "facilities", "field_names", "partner_names", "partner_tree"),
    ]
    with pytest.raises(Trouble, match="no notice is issued twice"):
        await command("consumers", "rebuild", "notifications", "inbox", "--reason", "a test")
    with pytest.raises(Trouble, match="no event has their whole state"):
        await command("consumers", "rebuild", "programs", "programs", "--reason", "a test")
    with pytest.raises(Trouble, match=r"no projection attic; it can rebuild: activity"):
        await command("consumers", "rebuild", "agreements", "attic", "--reason", "a test")


async def test_commands_without_a_match_report_it(command: Command) -> None:
    assert await command("relays", "blockers") == []
    assert await command("parked", "list", "--key", "no such key") == []
    for act in ("requeue", "discard"):
        with pytest.raises(Trouble, match="sinergi parked list agreements"):
            await command("parked", act, "agreements", "--key", "no such key", "--reason", "a test")
    with pytest.raises(Trouble, match="has no parked record 4711"):
        await command("parked", "show", "agreements", "4711")
    with pytest.raises(Trouble, match="there is nothing to recover"):
        await command("events", "recover", "agreements", "--reason", "a test")
    tried = (await command("events", "recover", "agreements", "--force", "--dry-run", "--reason", "a test"))[0]
    now = (await command("relays", "list", "agreements"))[0]["relay"]["generation"]
    assert (tried["generation"], tried["result"]) == (now + 1, "would be recovered")


async def test_parked_records_are_shown_requeued_discarded_and_stay_in_the_history(
    sinergi: Sinergi, command: Command, facility: Mapping[str, Any]
) -> None:
    """A session that fulfils an item of no agreement is refused; the next one is parked behind it."""
    session, following = session_of(facility), uuid4()
    unknown = Fulfilment(agreement_id=uuid4(), line_id=uuid4(), scope_item_id=uuid4())
    held = session.model_copy(update={"delivered_for": (unknown,)})
    key = str(held.program_id)
    await say(sinergi, "programs", held)
    await say(sinergi, "programs", session.model_copy(update={"session_id": following}))

    async def parked(count: int) -> Any:
        rows = await command("parked", "list", "agreements", "--key", key)
        assert len(rows) == count, rows
        return rows

    refused, behind = await sinergi.eventually(lambda: parked(2))
    assert (refused["reason"], behind["reason"]) == ("refused", "behind")
    shown = await command("parked", "show", "agreements", str(refused["id"]))
    assert json.loads(shown["data"])["session_id"] == str(held.session_id)

    requeue = ["parked", "requeue", "agreements", "--key", key, "--reason", "is it still refused?"]
    for arguments in ([*requeue, "--dry-run"], requeue):
        (outcome,) = await command(*arguments, exits=1)
        assert (outcome["left"], "session_credit" in outcome["stopped_by"]) == (2, True)
    discard = ["parked", "discard", "agreements", str(refused["id"]), "--reason", "an item of no agreement"]
    assert [row["result"] for row in await command(*discard, "--dry-run")] == ["would be discarded"]
    assert [row["result"] for row in await command(*discard)] == ["discarded"]
    (outcome,) = await command(*requeue)
    assert (outcome["applied"], outcome["left"]) == (1, 0)
    await parked(0)

    entries = [entry for entry in await command("events", "history", "agreements") if key in entry["outcome"]]
    assert [(entry["what"], entry["why"]) for entry in entries] == [
        ("parked_requeued", "is it still refused?"),
        ("parked_discarded", "an item of no agreement"),
        ("parked_refused_again", "is it still refused?"),
    ]


def session_of(facility: Mapping[str, Any]) -> SessionHeld:
    """A session of a program that was planned by no request."""
    return SessionHeld(
        program_id=uuid4(),
        version=1,
        facility=FacilityRef.model_validate(facility),
        template="contoh",
        title="Program Contoh",
        name="Program Contoh",
        pillar="independence",
        fiscal_year=2026,
        covered_by=(),
        delivered_for=(),
        session_id=uuid4(),
        session_version=1,
        cohort_id=uuid4(),
        held_on=date(2026, 1, 5),
        started_at=None,
        minutes=90,
        kind="class",
        instructors=(),
        attendance=Attendance(active=3, passive=0, absent=1),
    )


async def test_a_log_is_recovered_while_the_services_run(sinergi: Sinergi, command: Command) -> None:
    """The leader is stopped and leads again; events before and after the recovery are applied once."""
    before = (await command("relays", "list", "agreements"))[0]["relay"]
    recovered = (await command("events", "recover", "agreements", "--force", "--reason", "a test"))[0]
    assert (recovered["result"], recovered["generation"]) == ("recovered", before["generation"] + 1)
    await sinergi.assign(f"after-{recovered['generation']}", "directorate", "nation")
    after = (await command("relays", "list", "agreements"))[0]["relay"]
    assert (after["generation"], after["epoch"] > before["epoch"]) == (recovered["generation"], True)
    newest = (await command("events", "history", "agreements", "--limit", "1"))[0]
    assert (newest["what"], newest["why"]) == ("generation_raised", "a test")
    verified = (await command("events", "verify", "agreements"))[0]
    assert verified["whole"], verified


async def test_operations_are_listed_newest_first(command: Command) -> None:
    await command("relays", "pause", "programs", "--reason", "we look at it")
    await command("relays", "resume", "programs", "--reason", "we have seen it")
    newest, before = await command("events", "history", "programs", "--limit", "2")
    assert (newest["what"], newest["why"]) == ("relay_resumed", "we have seen it")
    assert (before["what"], before["why"]) == ("relay_paused", "we look at it")


async def test_the_cluster_is_as_the_file_describes(command: Command) -> None:
    assert await command("topics", "diff") == {"differences": []}
    assert await command("topics", "apply", "--dry-run") == {"differences": []}


async def test_a_job_that_an_operator_runs_for_a_day_is_on_record_with_the_reason(
    command: Command, sinergi: Sinergi
) -> None:
    reason = f"the worker was stopped {uuid4()}"
    yesterday = (sinergi.today() - timedelta(days=1)).isoformat()
    done = await command("jobs", "run", "announce_expiring", "--date", yesterday, "--reason", reason)
    assert (done["job"], done["date"]) == ("announce_expiring", yesterday)
    history = await command("jobs", "history", "announce_expiring")
    (requested,) = [run for run in history if run["reason"] == reason]
    assert (requested["service"], requested["for_day"], requested["failures"]) == ("agreements", yesterday, 0)
    assert requested["emitted"] == done["events"]


async def test_the_runs_of_a_worker_are_on_record(command: Command, sinergi: Sinergi) -> None:
    async def by_itself() -> None:
        runs = [run for run in await command("jobs", "history", "enter_into_force") if run["requested_by"] is None]
        assert runs

    await sinergi.eventually(by_itself)


async def test_a_job_does_not_run_for_a_day_to_come(command: Command, sinergi: Sinergi) -> None:
    day = (sinergi.today() + timedelta(days=2)).isoformat()
    with pytest.raises(Trouble, match="is to come"):
        await command("jobs", "run", "expire", "--date", day, "--reason", "tested")
