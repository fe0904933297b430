"""An interrupted command never leaves surplus rights, and the same command again completes it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from deploy.contracts.subscribers import load_subscribers
from deploy.installation.service import identify_operator
from deploy.installation.trouble import Trouble
from deploy.subscribers.registry import Registry
from deploy.subscribers.steps import SubscriberStep
from deploy.topics.cluster import Cluster
from shared.postgres.connections import connect
from tests.behaviour.client import SERVICES, Sinergi
from tests.behaviour.office import problem
from tests.behaviour.subscribers.operator import Operator, Subscriber, stack_settings

OPERATOR = identify_operator("a test")


@pytest.fixture
def registry(sinergi: Sinergi, operator: Operator, subscriber: Subscriber) -> Registry:
    """The registry with the subscriber in it."""
    settings = stack_settings(sinergi)
    registered = {one.name: one for one in load_subscribers(operator.register.read_text())}
    return Registry(settings, Cluster(settings), registered)


async def run_only(steps: Sequence[SubscriberStep]) -> None:
    for step in steps:
        await step.run()


async def test_suspending(sinergi: Sinergi, operator: Operator, subscriber: Subscriber, registry: Registry) -> None:
    remaining = len((await registry.suspend(subscriber.name, OPERATOR)).steps)
    assert remaining == len(SERVICES) + 2, "then rights and password"
    for left in range(remaining - 1, -1, -1):
        await run_only((await registry.suspend(subscriber.name, OPERATOR)).steps[:1])
        problem(await subscriber.feed(sinergi.agreements).ask(), 403, "subscriber-suspended")
        shown = await operator.ask("show", subscriber.name)
        assert (shown["status"], len(shown["to_do"])) == ("suspended", left)
    assert (shown["password"], shown["kafka_rights"]) == (False, [])


async def test_a_suspended_subscriber_is_rate_limited(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber
) -> None:
    await operator.change("suspend", subscriber.name)
    async with sinergi.process_with("agreements-api", {"SINERGI_ANONYMOUS_REQUESTS_PER_MINUTE": "3"}):
        answers = [await subscriber.feed(sinergi.agreements).ask() for _ in range(5)]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 429, 429]


async def test_resuming(sinergi: Sinergi, operator: Operator, subscriber: Subscriber, registry: Registry) -> None:
    await operator.change("suspend", subscriber.name)
    steps = (await registry.resume(subscriber.name, OPERATOR)).steps
    for done in range(1, len(steps)):
        await run_only(steps[:done])
        assert (await operator.ask("show", subscriber.name))["status"] == "suspended"
        await operator.change("suspend", subscriber.name)
    credentials = await operator.change("resume", subscriber.name)
    assert credentials["credentials"]["kafka_password"]
    assert (await subscriber.feed(sinergi.agreements).ask()).status_code == 200


async def test_rotating(operator: Operator, subscriber: Subscriber, registry: Registry) -> None:
    steps = (await registry.rotate(subscriber.name, OPERATOR, frozenset({"token"}), timedelta(days=1))).steps
    await run_only(steps[:2])
    interrupted = await operator.ask("show", subscriber.name)
    assert interrupted["token"], "the one before is still valid"
    assert interrupted["to_do"] == [
        f"its last token is not in every service: run `sinergi subscribers rotate {subscriber.name}`"
    ]
    await operator.change("rotate", subscriber.name)
    assert (await operator.ask("show", subscriber.name))["to_do"] == []


async def test_resuming_removes_the_rights_that_an_interrupted_suspension_left(
    operator: Operator, subscriber: Subscriber, registry: Registry
) -> None:
    await run_only((await registry.suspend(subscriber.name, OPERATOR)).steps[:1])
    assert "READ sinergi.agreements.v1" in str((await operator.ask("show", subscriber.name))["kafka_rights"])
    operator.enter(subscriber.name, topics=["programs.v1"])
    await operator.change("resume", subscriber.name)
    shown = await operator.ask("show", subscriber.name)
    assert "agreements" not in str(shown["kafka_rights"])
    assert shown["to_do"] == []


async def test_two_operators_cannot_change_subscribers_at_the_same_time(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber
) -> None:
    other = await connect(stack_settings(sinergi), "programs", "app", "another operator")
    await other.execute("SELECT pg_advisory_lock(hashtext('sinergi subscribers'))")
    with pytest.raises(Trouble, match="Another command is changing subscribers"):
        await operator.change("suspend", subscriber.name)
    assert (await operator.change("suspend", subscriber.name, "--dry-run"))["would_do"]
    await other.close()
    assert (await operator.change("suspend", subscriber.name))["done"]


async def test_revoking(sinergi: Sinergi, operator: Operator, subscriber: Subscriber, registry: Registry) -> None:
    remaining = len((await registry.revoke(subscriber.name, OPERATOR)).steps)
    for _ in range(remaining):
        await run_only((await registry.revoke(subscriber.name, OPERATOR)).steps[:1])
        problem(await subscriber.feed(sinergi.agreements).ask(), 401, "unauthenticated")
    shown = await operator.ask("show", subscriber.name)
    assert (shown["to_do"], shown["kafka_rights"], shown["bytes_per_second"]) == ([], [], None)


async def test_issuing_after_an_interrupted_rotation(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber, registry: Registry
) -> None:
    steps = (await registry.rotate(subscriber.name, OPERATOR, frozenset({"token"}), timedelta())).steps
    await run_only(steps[:1])
    interrupted = await operator.ask("show", subscriber.name)
    assert not interrupted["token"], "not every service has one"
    assert interrupted["to_do"] == [
        f"its last token is not in every service: run `sinergi subscribers issue {subscriber.name}`"
    ]
    problem(await subscriber.feed(sinergi.agreements).ask(), 401, "unauthenticated")
    credentials = (await operator.change("issue", subscriber.name))["credentials"]
    again = Subscriber(
        subscriber.name,
        credentials["token"],
        subscriber.username,
        credentials["kafka_password"],
        subscriber.group_prefix,
    )
    assert (await again.feed(sinergi.agreements).ask()).status_code == 200
    assert (await operator.ask("show", subscriber.name))["to_do"] == []
