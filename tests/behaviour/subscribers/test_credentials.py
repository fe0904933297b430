"""Tokens and passwords: issued once, rotated with overlap, kept as hashes; and the rate that each subscriber has."""

import httpx2
import pytest

from deploy.installation.trouble import Trouble
from tests.behaviour.agreements.desk import problem
from tests.behaviour.conftest import Sinergi
from tests.behaviour.subscribers.conftest import Known, Office, make_known


async def test_the_old_token_is_valid_until_the_overlap_ends(sinergi: Sinergi, office: Office, known: Known) -> None:
    rotated = (await office.does("rotate", known.name, "--only", "token"))["credentials"]
    assert rotated["kafka_password"] is None
    new = Known(known.name, rotated["token"], known.username, known.password, known.group_prefix)
    for each in (known, new):
        await each.at(sinergi.agreements).take()
    shown = (await office.asks("show", known.name))["tokens"]
    assert [bool(token["valid_until"]) for token in shown] == [True, False]
    await office.does("rotate", known.name, "--only", "token", "--overlap-hours", "0")
    for each in (known, new):
        problem(await each.at(sinergi.agreements).ask(), 401, "unauthenticated")


async def test_credentials_are_issued_once_and_rotated_afterwards(office: Office, name: str) -> None:
    office.enters(name)
    await office.does("register", name)
    with pytest.raises(Trouble, match="subscribers issue"):
        await office.does("rotate", name)
    await office.does("issue", name)
    with pytest.raises(Trouble, match="subscribers rotate"):
        await office.does("issue", name)


async def test_a_token_that_was_never_given_is_refused(sinergi: Sinergi, known: Known) -> None:
    for wrong in ("sinergi_sub_", "sinergi_sub_wrong", known.token[:-1], known.token + "x", known.token.upper()):
        headers = {"Authorization": f"Bearer {wrong}"}
        answer = await sinergi.agreements.send("GET", "/events?topic=none", None, headers=headers)
        problem(answer, 401, "unauthenticated")


async def test_a_subscriber_has_a_rate_of_its_own(sinergi: Sinergi, office: Office, name: str) -> None:
    hasty = await make_known(office, name, requests_per_minute=3)
    follower = hasty.at(sinergi.agreements)
    answers = [await follower.ask() for _ in range(7)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert answers[0].status_code == 200
    assert len(refused) >= 1, "seven requests begin in at most two minutes"
    problem(refused[0], 429, "too-many-requests")
    assert 1 <= int(refused[0].headers["Retry-After"]) <= 60
    assert (await (await make_known(office, f"{name}-b")).at(sinergi.agreements).ask()).status_code == 200


async def test_a_request_that_waits_counts_once(sinergi: Sinergi, office: Office, name: str) -> None:
    patient = await make_known(office, name, requests_per_minute=30)
    follower = patient.at(sinergi.agreements)
    await follower.take_all("&limit=1000&type=agreement.superseded.v1")
    before = remaining(await follower.ask("&type=agreement.superseded.v1"))
    after = remaining(await follower.ask("&type=agreement.superseded.v1&wait=7"))
    assert before - after == 1 or after > before


def remaining(answer: httpx2.Response) -> int:
    return int(answer.headers["RateLimit"].split("r=")[1].split(";")[0])
