"""Operations on a subscriber: register, issue, suspend, resume, revoke; each is recorded in its history."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from deploy.installation.trouble import Trouble
from shared.postgres.connections import connect
from tests.behaviour.client import SERVICES, Sinergi
from tests.behaviour.feed.following import emit_activity, register_partner, subjects
from tests.behaviour.office import problem
from tests.behaviour.subscribers.operator import Operator, Subscriber, make_subscriber, stack_settings

SANDBOX = "sinergi.sandbox.v1"


async def test_a_subscriber_reads_its_topics_and_the_sandbox_and_nothing_else(
    sinergi: Sinergi, subscriber: Subscriber
) -> None:
    subject = await register_partner(sinergi)
    follower = subscriber.feed(sinergi.agreements)
    found: list[str] = []

    async def received() -> None:
        found.extend(subjects(await follower.take_all("&limit=1000")))
        assert subject in found

    await sinergi.eventually(received)
    assert (await subscriber.feed(sinergi.agreements, SANDBOX).ask()).status_code == 200
    internal = await subscriber.feed(sinergi.agreements, "sinergi.agreements.internal.v1").ask()
    problem(internal, 403, "topic-not-granted")
    problem(await subscriber.feed(sinergi.programs, "sinergi.programs.v1").ask(), 403, "topic-not-granted")
    problem(
        await subscriber.feed(sinergi.notifications, "sinergi.notifications.internal.v1").ask(),
        403,
        "topic-not-granted",
    )


@pytest.mark.parametrize("path", ["/facilities", "/agreements", "/partners", "/positions"])
async def test_a_subscriber_is_not_an_account(sinergi: Sinergi, subscriber: Subscriber, path: str) -> None:
    answer = await sinergi.agreements.send("GET", path, None, headers={"Authorization": f"Bearer {subscriber.token}"})
    problem(answer, 403, "not-permitted")


async def test_a_subscriber_of_some_facilities_gets_no_events_of_others(
    sinergi: Sinergi, operator: Operator, name: str
) -> None:
    here, there = next(sinergi.facilities), next(sinergi.facilities)
    limited = await make_subscriber(operator, name, facilities=[here["id"]])
    active = [await emit_activity(sinergi, facility) for facility in (here, there)]
    found: list[str] = []
    follower = limited.feed(sinergi.agreements)

    async def received() -> None:
        found.extend(subjects(await follower.take_all("&limit=1000")))
        assert active[0] in found

    await sinergi.eventually(received)
    assert active[1] not in found
    problem(await follower.ask(f"&facility={there['id']}"), 403, "out-of-scope")
    shown = await operator.ask("show", name)
    assert shown["kafka_rights"] == [
        f"DESCRIBE {SANDBOX}",
        f"READ {SANDBOX}",
        f"READ {limited.group_prefix}",
    ], "Kafka cannot leave facilities out"


async def test_a_suspension_takes_effect_at_the_next_request(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber
) -> None:
    follower = subscriber.feed(sinergi.agreements)
    await follower.take()
    await operator.change("suspend", subscriber.name)
    for service, topic in ((sinergi.agreements, "agreements"), (sinergi.programs, "programs")):
        problem(await subscriber.feed(service, f"sinergi.{topic}.v1").ask(), 403, "subscriber-suspended")
    assert (await operator.ask("show", subscriber.name))["kafka_rights"] == []
    resumed = await operator.change("resume", subscriber.name)
    assert resumed["credentials"]["token"] is None, "the token is unchanged"
    assert resumed["credentials"]["kafka_password"] != subscriber.password
    await follower.take()


async def test_a_suspension_ends_a_waiting_request(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber
) -> None:
    follower, rare = subscriber.feed(sinergi.agreements), "&type=agreement.superseded.v1"
    await follower.take_all(f"&limit=1000{rare}")
    waiting = asyncio.create_task(follower.ask(f"{rare}&wait=30"))
    await asyncio.sleep(1)
    assert not waiting.done()
    await operator.change("suspend", subscriber.name)
    problem(await waiting, 403, "subscriber-suspended")


async def test_a_revoked_subscriber_stays_revoked(sinergi: Sinergi, operator: Operator, subscriber: Subscriber) -> None:
    await operator.change("revoke", subscriber.name)
    problem(await subscriber.feed(sinergi.agreements).ask(), 401, "unauthenticated")
    shown = await operator.ask("show", subscriber.name)
    assert (shown["status"], shown["tokens"], shown["kafka_rights"]) == ("revoked", [], [])
    assert (shown["password"], shown["bytes_per_second"]) == (False, None)
    for again in ("register", "issue", "resume", "rotate", "suspend"):
        with pytest.raises(Trouble, match="revoked"):
            await operator.change(again, subscriber.name)


async def test_every_operation_is_recorded_and_the_history_only_grows(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber
) -> None:
    await operator.change("suspend", subscriber.name)
    await operator.change("resume", subscriber.name)
    operator.enter(subscriber.name, requests_per_minute=61)
    await operator.change("register", subscriber.name)
    await operator.change("rotate", subscriber.name, "--only", "password")
    await operator.change("revoke", subscriber.name)
    history = (await operator.ask("show", subscriber.name))["history"]
    assert [entry["what"] for entry in history] == [
        "registered",
        "issued",
        "suspended",
        "resumed",
        "changed",
        "rotated",
        "revoked",
    ]
    assert {entry["why"] for entry in history} == {"a test"}
    assert all("@" in entry["who"] for entry in history)
    for service in SERVICES:
        app = await connect(stack_settings(sinergi), service, "app", "test")
        for statement in ("UPDATE subscriber_history SET why = ''", "DELETE FROM subscriber_history"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.execute(statement)
        await app.close()


async def test_a_dry_run_lists_all_steps_and_changes_nothing(sinergi: Sinergi, operator: Operator, name: str) -> None:
    operator.enter(name)
    tried = await operator.change("register", name, "--dry-run")
    assert len(tried["would_do"]) == 5, "three services, the quota, and the rights"
    assert (await operator.ask("show", name))["to_do"] == ["it is not registered yet"]
    assert (await operator.change("register", name))["done"] == tried["would_do"]
    assert (await operator.change("register", name))["done"] == []
    assert (await operator.change("issue", name, "--dry-run"))["credentials"] is None
    assert not (await operator.ask("show", name))["password"]


async def test_a_changed_register_is_shown_and_applied(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber
) -> None:
    operator.enter(subscriber.name, topics=["programs.v1"], bytes_per_second=4096)
    listed = {row["name"]: row for row in await operator.ask("list")}
    assert len(listed[subscriber.name]["to_do"]) == 6, "rights to remove and to grant, three services, the quota"
    await operator.change("register", subscriber.name)
    assert (await operator.ask("show", subscriber.name))["to_do"] == []
    problem(await subscriber.feed(sinergi.agreements).ask(), 403, "topic-not-granted")
    assert (await subscriber.feed(sinergi.programs, "sinergi.programs.v1").ask()).status_code == 200


async def test_credentials_are_written_to_a_file_of_its_owner_only(
    operator: Operator, name: str, tmp_path: Path
) -> None:
    operator.enter(name)
    await operator.change("register", name)
    taken, file = tmp_path / "taken", tmp_path / "credentials.json"
    taken.touch()
    with pytest.raises(Trouble, match="name a file that does not exist"):
        await operator.change("issue", name, "--to", str(taken))
    assert not (await operator.ask("show", name))["token"], "nothing was changed"
    assert (await operator.change("issue", name, "--to", str(file)))["credentials"] is None
    assert file.stat().st_mode & 0o777 == 0o600
    assert "sinergi_sub_" in file.read_text()


async def test_only_hashes_are_stored(sinergi: Sinergi, subscriber: Subscriber) -> None:
    for service in SERVICES:
        connection = await connect(stack_settings(sinergi), service, "app", "test")
        rows = await connection.fetch("SELECT t::text AS content FROM subscriber_token AS t")
        await connection.close()
        assert rows
        assert not any(subscriber.token in row["content"] or "sinergi_sub_" in row["content"] for row in rows)


async def test_commands_name_an_unknown_subscriber(operator: Operator, name: str) -> None:
    for what in ("register", "issue", "rotate", "suspend", "resume", "revoke"):
        with pytest.raises(Trouble, match=name):
            await operator.change(what, name)
    with pytest.raises(Trouble, match="There is no subscriber"):
        await operator.ask("show", name)


async def test_the_check_of_topics_ignores_subscribers(operator: Operator, subscriber: Subscriber) -> None:
    assert await operator.run("topics", "diff", "--json") == {"differences": []}
    assert (await operator.ask("show", subscriber.name))["kafka_username"] == subscriber.username
