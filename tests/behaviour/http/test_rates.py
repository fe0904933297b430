"""Rates: an account that sends too many requests must wait, and no other account."""

from collections.abc import AsyncIterator

import pytest

from tests.behaviour.client import OPERATOR, Sinergi

PROCESS = "notifications-api"
RATES = {"SINERGI_REQUESTS_PER_MINUTE": "5", "SINERGI_ANONYMOUS_REQUESTS_PER_MINUTE": "3"}


@pytest.fixture(scope="module")
async def limited(sinergi: Sinergi) -> AsyncIterator[Sinergi]:
    """Notifications with low rates; each test has accounts of its own, of which nothing has been counted."""
    async with sinergi.process_with(PROCESS, RATES):
        yield sinergi


async def test_an_account_that_sends_too_many_requests_must_wait(limited: Sinergi) -> None:
    answers = [await limited.notifications.get("/rules", OPERATOR) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert [answer.headers["ratelimit"].partition(";t=")[0] for answer in answers] == [
        f'"default";r={left}' for left in (4, 3, 2, 1, 0, 0, 0)
    ]
    refused = answers[-1]
    assert refused.json()["type"] == "/problems/too-many-requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["ratelimit-policy"] == '"default";q=5;w=60'


async def test_each_account_has_a_rate_of_its_own(limited: Sinergi) -> None:
    for _ in range(6):
        spent = await limited.notifications.get("/rules", "an-account-that-sends-much")
    other = await limited.notifications.get("/rules", "an-account-of-its-own")
    assert (spent.status_code, other.status_code) == (429, 403)


async def test_requests_without_a_token_have_the_rate_of_their_address(limited: Sinergi) -> None:
    answers = [await limited.notifications.get("/rules", None) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
    assert (await limited.notifications.get("/problems", None)).status_code == 429
    assert (await limited.notifications.get("/rules", "an-account-with-a-token")).status_code == 403


async def test_routes_of_operations_are_not_counted(limited: Sinergi) -> None:
    for path in ("/livez", "/readyz", "/metrics"):
        answers = [await limited.notifications.get(path, None) for _ in range(8)]
        assert {answer.status_code for answer in answers} == {200}
