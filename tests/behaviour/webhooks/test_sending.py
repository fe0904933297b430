"""Events reach a receiver as the feed gives them, signed, in the order of their key, at least once."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.responses import Response

from tests.behaviour.client import Sinergi
from tests.behaviour.webhooks.endpoints import Hook, Hooks, emit, line
from tests.behaviour.webhooks.receiver import Receiver, receiving


def fails(*subjects: str, times: int = 10**6) -> Any:
    """An answer that refuses these subjects so many times."""

    def answer(event: dict[str, Any], tried: int) -> Response:
        return Response(status_code=500 if event.get("subject") in subjects and tried <= times else 204)

    return answer


async def test_an_event_arrives_signed_and_as_the_feed_gives_it(
    sinergi: Sinergi, facility: Mapping[str, Any], hook: Hook, receiver: Receiver
) -> None:
    secret = await hook.secret()
    (subject,) = await emit(sinergi, facility)

    async def arrived() -> Any:
        (message,) = receiver.taken(subject)
        return message

    message = await sinergi.eventually(arrived)
    message.verify(secret)
    assert message.headers["content-type"].startswith("application/cloudevents+json")
    assert message.id == message.event["id"]
    feed = hook.subscriber.feed(sinergi.agreements)
    assert message.event in [each for each in await feed.take_all("&limit=1000") if each["subject"] == subject]
    assert message.body in feed.body or json.loads(message.body)

    async def on_record() -> Any:
        (delivery,) = [each for each in await hook.listed("deliveries") if each["event_id"] == message.id]
        assert (delivery["state"], delivery["attempts"], delivery["status"]) == ("delivered", 1, 204)
        (attempt,) = [each for each in await hook.listed("attempts") if each["event_id"] == message.id]
        assert (attempt["cause"], attempt["status"]) == ("delivered", 204)

    await sinergi.eventually(on_record)


async def test_later_events_of_a_key_wait_for_one_that_fails_and_other_keys_do_not(
    sinergi: Sinergi, facility: Mapping[str, Any], hooks: Hooks, receiver: Receiver
) -> None:
    await hooks.register(receiver.address)
    first, other = line(3), line(2)
    receiver.answer = fails(first[0], times=2)
    await emit(sinergi, facility, *first)
    await emit(sinergi, facility, *other)

    async def arrived() -> None:
        assert len(receiver.taken(*first)) == 3
        assert len(receiver.taken(*other)) == 2

    await sinergi.eventually(arrived)
    order = [each.event["subject"] for each in receiver.about(*first)]
    failed = sum(each.status >= 300 for each in receiver.about(*first))
    assert order == [first[0]] * (failed + 1) + [*first[1:]]
    assert [each.event["subject"] for each in receiver.taken(*other)] == [*other]


async def test_an_event_that_fails_for_long_is_set_aside_and_comes_later_by_itself(
    sinergi: Sinergi, facility: Mapping[str, Any], hooks: Hooks, receiver: Receiver
) -> None:
    hook = await hooks.register(receiver.address)
    first, *others = subjects = line(3)
    receiver.answer = fails(first)
    await emit(sinergi, facility, *subjects)

    async def set_aside() -> None:
        assert [each.event["subject"] for each in receiver.taken(*subjects)] == others
        (delivery,) = [each for each in await hook.listed("deliveries") if each["state"] == "set_aside"]
        assert delivery["status"] == 500

    await sinergi.eventually(set_aside)
    receiver.answer = fails()
    (delivery,) = [each for each in await hook.listed("deliveries") if each["state"] == "set_aside"]
    await hook.do(f"/deliveries/{delivery['event_id']}/redeliveries")

    async def arrived() -> None:
        assert [each.event["subject"] for each in receiver.taken(*subjects)] == [*others, first]

    await sinergi.eventually(arrived)
    ids = {each.id for each in receiver.about(first)}
    assert ids == {delivery["event_id"]}


async def test_a_sender_that_dies_after_sending_sends_the_same_message_again(
    sinergi: Sinergi, facility: Mapping[str, Any], hook: Hook, receiver: Receiver
) -> None:
    async with sinergi.process_with("notifications-webhooks", {"SINERGI_CRASH_AT": "webhooks.sent"}):
        (subject,) = await emit(sinergi, facility)

        async def arrived() -> None:
            assert receiver.about(subject)

        await sinergi.eventually(arrived)

    async def again() -> None:
        assert len(receiver.about(subject)) > 1
        (delivery,) = await hook.listed("deliveries")
        assert delivery["state"] == "delivered"

    await sinergi.eventually(again)
    assert len({each.id for each in receiver.about(subject)}) == 1


async def test_dead_and_slow_receivers_do_not_hold_up_the_others(
    sinergi: Sinergi, facility: Mapping[str, Any], hooks: Hooks, receiver: Receiver
) -> None:
    async with receiving(delay=60) as slow:
        await hooks.register(slow.address)
        await hooks.register("http://127.0.0.1:9/dead")
        await hooks.register(receiver.address)
        subjects = [(await emit(sinergi, facility))[0] for _ in range(6)]

        async def arrived() -> None:
            assert len(receiver.taken(*subjects)) == 6

        await sinergi.eventually(arrived)
        assert not slow.taken(*subjects)


@pytest.mark.parametrize("status", [301, 307, 400, 404, 500])
async def test_whatever_is_no_success_is_tried_again_and_redirects_are_not_followed(
    sinergi: Sinergi, facility: Mapping[str, Any], hook: Hook, receiver: Receiver, status: int
) -> None:
    async with receiving() as elsewhere:
        receiver.answer = lambda _event, times: Response(
            status_code=status if times == 1 else 200, headers={"location": elsewhere.address}
        )
        (subject,) = await emit(sinergi, facility)

        async def arrived() -> None:
            assert [each.status for each in receiver.about(subject)] == [status, 200]

        await sinergi.eventually(arrived)
        assert not elsewhere.got
    causes = {each["cause"] for each in await hook.listed("attempts")}
    assert ("redirected" if status < 400 else "answered") in causes


async def test_a_receiver_that_asks_to_wait_is_left_alone(
    sinergi: Sinergi, facility: Mapping[str, Any], hook: Hook, receiver: Receiver
) -> None:
    receiver.answer = lambda _event, times: Response(
        status_code=503 if times == 1 else 204, headers={"retry-after": "3"}
    )
    (subject,) = await emit(sinergi, facility)

    async def arrived() -> None:
        assert len(receiver.about(subject)) == 2

    await sinergi.eventually(arrived)
    first, second = receiver.about(subject)
    assert second.at - first.at >= 2.9

    async def forgotten() -> None:
        assert (await hook.show())["failing_since"] is None

    await sinergi.eventually(forgotten)
