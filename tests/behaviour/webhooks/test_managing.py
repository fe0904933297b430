"""Webhooks are managed by their subscriber, and by people of the directorate general."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from starlette.responses import Response

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import problem
from tests.behaviour.subscribers.operator import Operator, Subscriber, make_subscriber
from tests.behaviour.webhooks.endpoints import Hook, Hooks, emit
from tests.behaviour.webhooks.receiver import Receiver


async def test_a_test_is_sent_once_and_on_record(sinergi: Sinergi, hook: Hook, receiver: Receiver) -> None:
    ping = await hook.do("/pings")

    async def arrived() -> Any:
        (message,) = [each for each in receiver.got if each.id == ping["event_id"]]
        return message

    message = await sinergi.eventually(arrived)
    message.verify(await hook.secret())
    assert message.event["type"] == "id.go.ditjenpas.sinergi.webhook.ping"


async def test_while_a_secret_is_replaced_both_sign(sinergi: Sinergi, hook: Hook, receiver: Receiver) -> None:
    old = await hook.secret()
    await hook.do("/secrets", {"overlap_hours": 1})
    new = await hook.secret()
    assert old != new

    async def signed_twice() -> None:
        await hook.do("/pings")
        assert receiver.got
        assert receiver.got[-1].headers["webhook-signature"].count("v1,") == 2

    await sinergi.eventually(signed_twice)
    for secret in (old, new):
        receiver.got[-1].verify(secret)


async def test_a_server_that_says_it_is_gone_is_disabled_and_people_are_told(
    sinergi: Sinergi, facility: Mapping[str, Any], hook: Hook, receiver: Receiver, directorate: str
) -> None:
    receiver.answer = lambda _event, _times: Response(status_code=410)
    first, *_ = await emit(sinergi, facility)

    async def disabled() -> None:
        shown = await hook.show()
        assert (shown["enabled"], shown["ground"]) == (False, "gone")

    await sinergi.eventually(disabled)

    async def notices() -> list[dict[str, Any]]:
        inbox = await sinergi.notifications.get("/inbox?unread=true&limit=200", directorate)
        return [each for each in inbox.json()["items"] if each["rule"] == "webhook_disabled"]

    async def told() -> None:
        assert any(hook.subscriber.name in str(each) or each["matters"] > 1 for each in await notices())

    await sinergi.eventually(told)
    later, *_ = await emit(sinergi, facility)
    receiver.answer = lambda _event, _times: Response(status_code=204)
    assert (await hook.change("/enablings")).status_code == 200

    async def arrived() -> None:
        assert {each.event["subject"] for each in receiver.taken(first, later)} == {first, later}

    await sinergi.eventually(arrived)


async def test_what_comes_while_it_is_disabled_is_sent_afterwards(
    sinergi: Sinergi, facility: Mapping[str, Any], hook: Hook, receiver: Receiver
) -> None:
    answer = await hook.change("/disablings", {"reason": "Server dipindahkan."})
    assert answer.json()["enabled"] is False
    problem(await hook.change("/disablings", {"reason": "Server dipindahkan."}), 409, "webhook-already-disabled")
    (subject,) = await emit(sinergi, facility)
    await hook.do("/pings")

    async def pinged() -> None:
        assert receiver.got

    await sinergi.eventually(pinged)
    assert not receiver.about(subject)
    assert (await hook.change("/enablings")).status_code == 200

    async def arrived() -> None:
        assert receiver.taken(subject)

    await sinergi.eventually(arrived)


async def test_a_replay_sends_again_with_the_same_ids(
    sinergi: Sinergi, facility: Mapping[str, Any], hook: Hook, receiver: Receiver
) -> None:
    since = sinergi.clock.now() - timedelta(seconds=1)
    (subject,) = await emit(sinergi, facility)

    async def arrived(times: int) -> None:
        assert len(receiver.taken(subject)) == times

    await sinergi.eventually(lambda: arrived(1))
    await hook.do("/replays", {"since": since.isoformat()})
    await sinergi.eventually(lambda: arrived(2))
    assert len({each.id for each in receiver.taken(subject)}) == 1


async def test_only_wanted_types_and_facilities_are_sent(sinergi: Sinergi, hooks: Hooks, receiver: Receiver) -> None:
    here, there = next(sinergi.facilities), next(sinergi.facilities)
    await hooks.register(receiver.address, facilities=[here["id"]], types=["agreement.first_activity_recorded.v1"])
    (other,) = await emit(sinergi, there)
    (wanted,) = await emit(sinergi, here)

    async def arrived() -> None:
        assert receiver.taken(wanted)

    await sinergi.eventually(arrived)
    assert not receiver.about(other)
    assert {each.event["type"] for each in receiver.got} == {
        "id.go.ditjenpas.sinergi.agreement.first_activity_recorded.v1"
    }


async def test_a_subscriber_of_some_facilities_gets_no_events_of_others_and_none_while_suspended(
    sinergi: Sinergi, operator: Operator, hooks: Hooks, receiver: Receiver
) -> None:
    here, there = next(sinergi.facilities), next(sinergi.facilities)
    limited = await make_subscriber(operator, f"contoh-{uuid4().hex[:8]}", facilities=[here["id"]])
    refused = await hooks.send(receiver.address, limited, facilities=[there["id"]])
    problem(refused, 403, "webhook-facility-not-granted")
    await hooks.register(receiver.address, limited)
    (other,) = await emit(sinergi, there)
    (own,) = await emit(sinergi, here)

    async def arrived(subject: str) -> None:
        assert receiver.taken(subject)

    await sinergi.eventually(lambda: arrived(own))
    assert not receiver.about(other)
    await operator.change("suspend", limited.name)
    (later,) = await emit(sinergi, here)
    await operator.change("resume", limited.name)
    await sinergi.eventually(lambda: arrived(later))


@pytest.mark.parametrize(
    ("changes", "status", "type_"),
    [
        ({"topics": ["programs.v1"]}, 403, "webhook-topic-not-granted"),
        ({"topics": ["agreements.internal.v1"]}, 403, "webhook-topic-not-granted"),
        ({"types": ["session.held.v1"]}, 422, "webhook-type-unknown"),
        ({"types": ["no.event.v1"]}, 422, "webhook-type-unknown"),
        ({"address": "https://example.com/#part"}, 422, "address-refused"),
        ({"address": "https://user:password@example.com/"}, 422, "address-refused"),
        ({"subscriber": "somebody-else"}, 422, "webhook-subscriber-unknown"),
    ],
)
async def test_what_cannot_be_registered(hooks: Hooks, changes: dict[str, Any], status: int, type_: str) -> None:
    problem(await hooks.send(**{"address": "https://example.com/hook"} | changes), status, type_)


async def test_another_subscriber_does_not_see_it_and_people_do(
    sinergi: Sinergi, operator: Operator, hook: Hook, directorate: str
) -> None:
    other = await make_subscriber(operator, f"contoh-{uuid4().hex[:8]}")
    problem(await Hook(sinergi, other, hook.id).ask("GET"), 404, "webhook-not-found")
    headers = {"Authorization": f"Bearer {other.token}"}
    listed = await sinergi.notifications.send("GET", "/webhooks", None, headers=headers)
    assert listed.json()["items"] == []
    for account in (OPERATOR, directorate):
        shown = await sinergi.notifications.get(f"/webhooks/{hook.id}", account)
        assert shown.json()["subscriber"] == hook.subscriber.name


async def test_a_subscriber_has_a_limited_number(hooks: Hooks, subscriber: Subscriber) -> None:
    for _ in range(10):
        await hooks.register("https://example.com/hook", topics=["sandbox.v1"])
    problem(await hooks.send("https://example.com/hook"), 409, "too-many-webhooks")


async def test_nothing_is_sent_into_inner_networks(sinergi: Sinergi, hook: Hook, receiver: Receiver) -> None:
    async with sinergi.process_with("notifications-webhooks", {"SINERGI_WEBHOOKS_INNER": "false"}):
        await hook.do("/pings")

        async def refused() -> None:
            assert [each["cause"] for each in await hook.listed("attempts")] == ["inner_address"]

        await sinergi.eventually(refused)
    assert not receiver.got
