"""Rates: an account that asks too often waits, and nobody else does."""

from collections.abc import AsyncIterator

import pytest

from tests.behaviour.client import OPERATOR, Sinergi

PROCESS = "notifications-api"
RATES = {"SINERGI_REQUESTS_PER_MINUTE": "5", "SINERGI_ANONYMOUS_REQUESTS_PER_MINUTE": "3"}


@pytest.fixture
async def hurried(sinergi: Sinergi) -> AsyncIterator[Sinergi]:
    """Notifications with low rates; each test gets a process that has counted nothing yet."""
    async with sinergi.process_with(PROCESS, RATES):
        yield sinergi


async def test_an_account_that_asks_too_often_is_told_how_long_to_wait(hurried: Sinergi) -> None:
    answers = [await hurried.notifications.get("/rules", OPERATOR) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert [answer.headers["ratelimit"].partition(";t=")[0] for answer in answers] == [
        f'"default";r={left}' for left in (4, 3, 2, 1, 0, 0, 0)
    ]
    refused = answers[-1]
    assert refused.json()["type"] == "/problems/too-many-requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["ratelimit-policy"] == '"default";q=5;w=60'


async def test_what_one_account_has_used_up_another_still_has(hurried: Sinergi) -> None:
    for _ in range(6):
        spent = await hurried.notifications.get("/rules", OPERATOR)
    other = await hurried.notifications.get("/rules", "an-account-of-its-own")
    assert (spent.status_code, other.status_code) == (429, 403)


async def test_an_address_without_a_token_has_a_rate_and_does_not_use_up_that_of_accounts(hurried: Sinergi) -> None:
    answers = [await hurried.notifications.get("/rules", None) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
    assert (await hurried.notifications.get("/problems", None)).status_code == 429
    assert (await hurried.notifications.get("/rules", OPERATOR)).status_code == 200


async def test_what_operations_ask_for_is_never_counted(hurried: Sinergi) -> None:
    for path in ("/livez", "/readyz", "/metrics"):
        answers = [await hurried.notifications.get(path, None) for _ in range(8)]
        assert {answer.status_code for answer in answers} == {200}


async def test_a_rate_of_none_switches_it_off(sinergi: Sinergi) -> None:
    async with sinergi.process_with(PROCESS, dict.fromkeys(RATES, "0")):
        answers = [await sinergi.notifications.get("/rules", as_) for as_ in (OPERATOR, None) * 8]
    assert {answer.status_code for answer in answers} == {200, 401}
    assert not any("ratelimit" in answer.headers for answer in answers)
