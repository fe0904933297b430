"""A subscriber's life by command: registered, let in, suspended, let in again, revoked; and all of it on record."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from deploy.installation.trouble import Trouble
from shared.postgres.connections import connect
from tests.behaviour.agreements.desk import problem
from tests.behaviour.conftest import SERVICES, Sinergi
from tests.behaviour.feed.following import agreement_drafted, partner_registered, subjects
from tests.behaviour.subscribers.conftest import Known, Office, make_known, settings_of_the_run

SANDBOX = "sinergi.sandbox.v1"


async def test_a_subscriber_reads_its_topics_and_the_sandbox_and_nothing_else(sinergi: Sinergi, known: Known) -> None:
    subject = await partner_registered(sinergi)
    follower = known.at(sinergi.agreements)
    found: list[str] = []

    async def heard() -> None:
        found.extend(subjects(await follower.take_all("&limit=1000")))
        assert subject in found

    await sinergi.eventually(heard)
    assert (await known.at(sinergi.agreements, SANDBOX).ask()).status_code == 200
    internal = await known.at(sinergi.agreements, "sinergi.agreements.internal.v1").ask()
    problem(internal, 403, "topic-not-granted")
    problem(await known.at(sinergi.programs, "sinergi.programs.v1").ask(), 403, "topic-not-granted")
    problem(await known.at(sinergi.notifications, "sinergi.notifications.internal.v1").ask(), 403, "topic-not-granted")


@pytest.mark.parametrize("path", ["/facilities", "/agreements", "/partners", "/positions"])
async def test_a_subscriber_is_no_account(sinergi: Sinergi, known: Known, path: str) -> None:
    answer = await sinergi.agreements.send("GET", path, None, headers={"Authorization": f"Bearer {known.token}"})
    problem(answer, 403, "not-permitted")


async def test_a_subscriber_of_some_facilities_hears_of_no_others(sinergi: Sinergi, office: Office, name: str) -> None:
    here, there = next(sinergi.facilities), next(sinergi.facilities)
    limited = await make_known(office, name, facilities=[here["id"]])
    drafted = [await agreement_drafted(sinergi, facility) for facility in (here, there)]
    found: list[str] = []
    follower = limited.at(sinergi.agreements)

    async def heard() -> None:
        found.extend(subjects(await follower.take_all("&limit=1000")))
        assert drafted[0] in found

    await sinergi.eventually(heard)
    assert drafted[1] not in found
    problem(await follower.ask(f"&facility={there['id']}"), 403, "out-of-scope")
    shown = await office.asks("show", name)
    assert shown["kafka_rights"] == [
        f"DESCRIBE {SANDBOX}",
        f"READ {SANDBOX}",
        f"READ {limited.group_prefix}",
    ], "Kafka cannot leave facilities out"


async def test_a_suspension_holds_from_the_next_request_on(sinergi: Sinergi, office: Office, known: Known) -> None:
    follower = known.at(sinergi.agreements)
    await follower.take()
    await office.does("suspend", known.name)
    for service, topic in ((sinergi.agreements, "agreements"), (sinergi.programs, "programs")):
        problem(await known.at(service, f"sinergi.{topic}.v1").ask(), 403, "subscriber-suspended")
    assert (await office.asks("show", known.name))["kafka_rights"] == []
    resumed = await office.does("resume", known.name)
    assert resumed["credentials"]["token"] is None, "the token is as before"
    assert resumed["credentials"]["kafka_password"] != known.password
    await follower.take()


async def test_a_suspension_ends_a_request_that_waits(sinergi: Sinergi, office: Office, known: Known) -> None:
    follower, rare = known.at(sinergi.agreements), "&type=agreement.superseded.v1"
    await follower.take_all(f"&limit=1000{rare}")
    waiting = asyncio.create_task(follower.ask(f"{rare}&wait=30"))
    await asyncio.sleep(1)
    assert not waiting.done()
    await office.does("suspend", known.name)
    problem(await waiting, 403, "subscriber-suspended")


async def test_what_is_revoked_is_gone_for_good(sinergi: Sinergi, office: Office, known: Known) -> None:
    await office.does("revoke", known.name)
    problem(await known.at(sinergi.agreements).ask(), 401, "unauthenticated")
    shown = await office.asks("show", known.name)
    assert (shown["status"], shown["tokens"], shown["kafka_rights"]) == ("revoked", [], [])
    assert (shown["password"], shown["bytes_per_second"]) == (False, None)
    for again in ("register", "issue", "resume", "rotate", "suspend"):
        with pytest.raises(Trouble, match="revoked"):
            await office.does(again, known.name)


async def test_everything_is_on_record_and_the_record_only_grows(
    sinergi: Sinergi, office: Office, known: Known
) -> None:
    await office.does("suspend", known.name)
    await office.does("resume", known.name)
    office.enters(known.name, requests_per_minute=61)
    await office.does("register", known.name)
    await office.does("rotate", known.name, "--only", "password")
    await office.does("revoke", known.name)
    history = (await office.asks("show", known.name))["history"]
    assert [deed["what"] for deed in history] == [
        "registered",
        "issued",
        "suspended",
        "resumed",
        "changed",
        "rotated",
        "revoked",
    ]
    assert {deed["why"] for deed in history} == {"a test"}
    assert all("@" in deed["who"] for deed in history)
    for service in SERVICES:
        app = await connect(settings_of_the_run(sinergi), service, "app", "test")
        for statement in ("UPDATE subscriber_history SET why = ''", "DELETE FROM subscriber_history"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.execute(statement)
        await app.close()


async def test_a_dry_run_says_all_and_changes_nothing(sinergi: Sinergi, office: Office, name: str) -> None:
    office.enters(name)
    tried = await office.does("register", name, "--dry-run")
    assert len(tried["would_do"]) == 5, "three services, the quota, and the rights"
    assert (await office.asks("show", name))["to_do"] == ["it is not registered yet"]
    assert (await office.does("register", name))["done"] == tried["would_do"]
    assert (await office.does("register", name))["done"] == []
    assert (await office.does("issue", name, "--dry-run"))["credentials"] is None
    assert not (await office.asks("show", name))["password"]


async def test_a_changed_register_is_seen_and_made_so(sinergi: Sinergi, office: Office, known: Known) -> None:
    office.enters(known.name, topics=["programs.v1"], bytes_per_second=4096)
    listed = {row["name"]: row for row in await office.asks("list")}
    assert len(listed[known.name]["to_do"]) == 6, "rights to take and to give, three services, the quota"
    await office.does("register", known.name)
    assert (await office.asks("show", known.name))["to_do"] == []
    problem(await known.at(sinergi.agreements).ask(), 403, "topic-not-granted")
    assert (await known.at(sinergi.programs, "sinergi.programs.v1").ask()).status_code == 200


async def test_credentials_go_into_a_file_that_only_its_owner_reads(office: Office, name: str, tmp_path: Path) -> None:
    office.enters(name)
    await office.does("register", name)
    taken, file = tmp_path / "taken", tmp_path / "credentials.json"
    taken.touch()
    with pytest.raises(Trouble, match="name a file that is not there yet"):
        await office.does("issue", name, "--to", str(taken))
    assert not (await office.asks("show", name))["token"], "nothing was changed"
    assert (await office.does("issue", name, "--to", str(file)))["credentials"] is None
    assert file.stat().st_mode & 0o777 == 0o600
    assert "sinergi_sub_" in file.read_text()


async def test_only_hashes_are_kept(sinergi: Sinergi, known: Known) -> None:
    for service in SERVICES:
        connection = await connect(settings_of_the_run(sinergi), service, "app", "test")
        rows = await connection.fetch("SELECT t::text AS said FROM subscriber_token AS t")
        await connection.close()
        assert rows
        assert not any(known.token in row["said"] or "sinergi_sub_" in row["said"] for row in rows)


async def test_commands_about_nobody_say_so(office: Office, name: str) -> None:
    for what in ("register", "issue", "rotate", "suspend", "resume", "revoke"):
        with pytest.raises(Trouble, match=name):
            await office.does(what, name)
    with pytest.raises(Trouble, match="There is no subscriber"):
        await office.asks("show", name)


async def test_the_clusters_own_check_leaves_subscribers_alone(office: Office, known: Known) -> None:
    assert await office.runs("topics", "diff", "--json") == {"differences": []}
    assert (await office.asks("show", known.name))["kafka_username"] == known.username
