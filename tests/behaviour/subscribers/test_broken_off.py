"""A command that dies in the middle leaves no right too many, and the same command again completes it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from deploy.contracts.subscribers import load_subscribers
from deploy.installation.service import by_hand
from deploy.installation.trouble import Trouble
from deploy.subscribers.desk import Desk
from deploy.subscribers.steps import Step
from deploy.topics.cluster import Cluster
from shared.postgres.connections import connect
from tests.behaviour.agreements.desk import problem
from tests.behaviour.conftest import SERVICES, Sinergi
from tests.behaviour.subscribers.conftest import Known, Office, settings_of_the_run

BY = by_hand("a test")


@pytest.fixture
def desk(sinergi: Sinergi, office: Office, known: Known) -> Desk:
    """The register, in which the subscriber is by now."""
    settings = settings_of_the_run(sinergi)
    registered = {one.name: one for one in load_subscribers(office.register.read_text())}
    return Desk(settings, Cluster(settings), registered)


async def died_after(steps: Sequence[Step]) -> None:
    for step in steps:
        await step.do()


async def test_suspending(sinergi: Sinergi, office: Office, known: Known, desk: Desk) -> None:
    todo = len((await desk.suspend(known.name, BY)).steps)
    assert todo == len(SERVICES) + 2, "then rights and password"
    for left in range(todo - 1, -1, -1):
        await died_after((await desk.suspend(known.name, BY)).steps[:1])
        problem(await known.at(sinergi.agreements).ask(), 403, "subscriber-suspended")
        shown = await office.asks("show", known.name)
        assert (shown["status"], len(shown["to_do"])) == ("suspended", left)
    assert (shown["password"], shown["kafka_rights"]) == (False, [])


async def test_who_is_suspended_may_not_flood_for_it(sinergi: Sinergi, office: Office, known: Known) -> None:
    await office.does("suspend", known.name)
    async with sinergi.process_with("agreements-api", {"SINERGI_ANONYMOUS_REQUESTS_PER_MINUTE": "3"}):
        answers = [await known.at(sinergi.agreements).ask() for _ in range(5)]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 429, 429]


async def test_resuming(sinergi: Sinergi, office: Office, known: Known, desk: Desk) -> None:
    await office.does("suspend", known.name)
    steps = (await desk.resume(known.name, BY)).steps
    for done in range(1, len(steps)):
        await died_after(steps[:done])
        assert (await office.asks("show", known.name))["status"] == "suspended"
        await office.does("suspend", known.name)
    given = await office.does("resume", known.name)
    assert given["credentials"]["kafka_password"]
    assert (await known.at(sinergi.agreements).ask()).status_code == 200


async def test_rotating(office: Office, known: Known, desk: Desk) -> None:
    steps = (await desk.rotate(known.name, BY, frozenset({"token"}), timedelta(days=1))).steps
    await died_after(steps[:2])
    half = await office.asks("show", known.name)
    assert half["token"], "the one before still holds"
    assert half["to_do"] == [f"a token was given half: `sinergi subscribers rotate {known.name}` gives a whole one"]
    await office.does("rotate", known.name)
    assert (await office.asks("show", known.name))["to_do"] == []


async def test_resuming_takes_the_rights_that_half_a_suspension_left(office: Office, known: Known, desk: Desk) -> None:
    await died_after((await desk.suspend(known.name, BY)).steps[:1])
    assert "READ sinergi.agreements.v1" in str((await office.asks("show", known.name))["kafka_rights"])
    office.enters(known.name, topics=["programs.v1"])
    await office.does("resume", known.name)
    shown = await office.asks("show", known.name)
    assert "agreements" not in str(shown["kafka_rights"])
    assert shown["to_do"] == []


async def test_two_operators_do_not_come_into_each_others_way(sinergi: Sinergi, office: Office, known: Known) -> None:
    other = await connect(settings_of_the_run(sinergi), "programs", "app", "another operator")
    await other.execute("SELECT pg_advisory_lock(hashtext('sinergi subscribers'))")
    with pytest.raises(Trouble, match="Somebody else is changing subscribers"):
        await office.does("suspend", known.name)
    assert (await office.does("suspend", known.name, "--dry-run"))["would_do"]
    await other.close()
    assert (await office.does("suspend", known.name))["done"]


async def test_revoking(sinergi: Sinergi, office: Office, known: Known, desk: Desk) -> None:
    todo = len((await desk.revoke(known.name, BY)).steps)
    for _ in range(todo):
        await died_after((await desk.revoke(known.name, BY)).steps[:1])
        problem(await known.at(sinergi.agreements).ask(), 401, "unauthenticated")
    shown = await office.asks("show", known.name)
    assert (shown["to_do"], shown["kafka_rights"], shown["bytes_per_second"]) == ([], [], None)


async def test_giving_a_token_that_nobody_has_seen(sinergi: Sinergi, office: Office, known: Known, desk: Desk) -> None:
    steps = (await desk.rotate(known.name, BY, frozenset({"token"}), timedelta())).steps
    await died_after(steps[:1])
    half = await office.asks("show", known.name)
    assert not half["token"], "not every service knows one"
    assert half["to_do"] == [f"a token was given half: `sinergi subscribers issue {known.name}` gives a whole one"]
    problem(await known.at(sinergi.agreements).ask(), 401, "unauthenticated")
    given = (await office.does("issue", known.name))["credentials"]
    again = Known(known.name, given["token"], known.username, given["kafka_password"], known.group_prefix)
    assert (await again.at(sinergi.agreements).ask()).status_code == 200
    assert (await office.asks("show", known.name))["to_do"] == []
