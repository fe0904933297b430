"""Tokens and passwords: issued once, rotated with overlap, kept as hashes; and the rate limit of each subscriber."""

import httpx2
import pytest

from deploy.installation.trouble import Trouble
from tests.behaviour.client import Sinergi
from tests.behaviour.office import problem
from tests.behaviour.subscribers.operator import Operator, Subscriber, make_subscriber


async def test_the_old_token_is_valid_until_the_overlap_ends(
    sinergi: Sinergi, operator: Operator, subscriber: Subscriber
) -> None:
    rotated = (await operator.change("rotate", subscriber.name, "--only", "token"))["credentials"]
    assert rotated["kafka_password"] is None
    new = Subscriber(
        subscriber.name, rotated["token"], subscriber.username, subscriber.password, subscriber.group_prefix
    )
    for each in (subscriber, new):
        await each.feed(sinergi.agreements).take()
    shown = (await operator.ask("show", subscriber.name))["tokens"]
    assert [bool(token["valid_until"]) for token in shown] == [True, False]
    await operator.change("rotate", subscriber.name, "--only", "token", "--overlap-hours", "0")
    for each in (subscriber, new):
        problem(await each.feed(sinergi.agreements).ask(), 401, "unauthenticated")


async def test_credentials_are_issued_once_and_rotated_afterwards(operator: Operator, name: str) -> None:
    operator.enter(name)
    await operator.change("register", name)
    with pytest.raises(Trouble, match="subscribers issue"):
        await operator.change("rotate", name)
    await operator.change("issue", name)
    with pytest.raises(Trouble, match="subscribers rotate"):
        await operator.change("issue", name)


async def test_an_unknown_token_is_refused(sinergi: Sinergi, subscriber: Subscriber) -> None:
    for wrong in (
        "sinergi_sub_",
        "sinergi_sub_wrong",
        subscriber.token[:-1],
        subscriber.token + "x",
        subscriber.token.upper(),
    ):
        headers = {"Authorization": f"Bearer {wrong}"}
        answer = await sinergi.agreements.send("GET", "/events?topic=none", None, headers=headers)
        problem(answer, 401, "unauthenticated")


async def test_each_subscriber_has_its_own_rate_limit(sinergi: Sinergi, operator: Operator, name: str) -> None:
    hasty = await make_subscriber(operator, name, requests_per_minute=3)
    follower = hasty.feed(sinergi.agreements)
    answers = [await follower.ask() for _ in range(7)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert answers[0].status_code == 200
    assert len(refused) >= 1, "seven requests begin in at most two minutes"
    problem(refused[0], 429, "too-many-requests")
    assert 1 <= int(refused[0].headers["Retry-After"]) <= 60
    assert (await (await make_subscriber(operator, f"{name}-b")).feed(sinergi.agreements).ask()).status_code == 200


async def test_a_waiting_request_counts_once(sinergi: Sinergi, operator: Operator, name: str) -> None:
    patient = await make_subscriber(operator, name, requests_per_minute=30)
    follower = patient.feed(sinergi.agreements)
    await follower.take_all("&limit=1000&type=agreement.superseded.v1")
    before = remaining(await follower.ask("&type=agreement.superseded.v1"))
    after = remaining(await follower.ask("&type=agreement.superseded.v1&wait=7"))
    assert before - after == 1 or after > before


def remaining(answer: httpx2.Response) -> int:
    return int(answer.headers["RateLimit"].split("r=")[1].split(";")[0])
