"""Following the feed: nothing is passed over or told twice while events arrive, whatever is filtered out."""

import asyncio
import base64
import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from tests.behaviour.agreements.desk import problem
from tests.behaviour.conftest import Sinergi
from tests.behaviour.feed.following import (
    AGREEMENTS,
    PREFIX,
    Follower,
    agreement_drafted,
    partner_registered,
    subjects,
)


@pytest.fixture
async def at_the_end(sinergi: Sinergi) -> Follower:
    """A follower that has read everything so far."""
    follower = Follower(sinergi.agreements)
    await follower.take_all("&limit=1000")
    return follower


async def test_what_arrives_while_pages_are_turned_is_told_once_and_in_order(
    sinergi: Sinergi, at_the_end: Follower
) -> None:
    said = asyncio.gather(*(partner_registered(sinergi) for _ in range(12)))
    found: list[dict[str, Any]] = []

    async def all_heard() -> None:
        found.extend(await at_the_end.take("&limit=2"))
        assert said.done()
        assert set(said.result()) <= set(subjects(found))

    await sinergi.eventually(all_heard)
    assert all(int(one["chainid"]) < int(next_["chainid"]) for one, next_ in pairwise(found))
    assert all(len([s for s in subjects(found) if s == subject]) == 1 for subject in said.result())


async def test_only_the_types_that_are_wanted_come_with_or_without_their_prefix(
    sinergi: Sinergi, facility: Mapping[str, Any], at_the_end: Follower
) -> None:
    drafted = await agreement_drafted(sinergi, facility)
    short, long, both = (Follower(sinergi.agreements, question=at_the_end.question) for _ in range(3))
    found: list[dict[str, Any]] = []

    async def heard() -> None:
        found.extend(await both.take_all(f"&type=agreement.drafted.v1&type={PREFIX}partner.registered.v1"))
        assert drafted in subjects(found)

    await sinergi.eventually(heard)
    assert types(found) == {"agreement.drafted.v1", "partner.registered.v1"}
    for follower, type_ in ((short, "agreement.drafted.v1"), (long, f"{PREFIX}agreement.drafted.v1")):
        only = await follower.take_all(f"&type={type_}")
        assert drafted in subjects(only)
        assert types(only) == {"agreement.drafted.v1"}


def types(found: list[dict[str, Any]]) -> set[str]:
    return {event["type"].removeprefix(PREFIX) for event in found}


async def test_only_the_facilities_that_are_wanted_come(sinergi: Sinergi, at_the_end: Follower) -> None:
    here, there = next(sinergi.facilities), next(sinergi.facilities)
    agreements = [await agreement_drafted(sinergi, facility) for facility in (here, there)]
    everything = Follower(sinergi.agreements, question=at_the_end.question)
    found: list[dict[str, Any]] = []

    async def both_relayed() -> None:
        found.extend(await everything.take_all())
        assert set(agreements) <= set(subjects(found))

    await sinergi.eventually(both_relayed)
    one = Follower(sinergi.agreements, question=at_the_end.question)
    assert subjects(await one.take_all(f"&facility={here['id']}")) == agreements[:1]
    two = Follower(sinergi.agreements, question=at_the_end.question)
    assert subjects(await two.take_all(f"&facility={here['id']}&facility={there['id'].upper()}")) == agreements


async def test_a_filter_that_finds_nothing_moves_on_all_the_same(sinergi: Sinergi, at_the_end: Follower) -> None:
    filtered = Follower(sinergi.agreements)
    assert await filtered.take_all("&type=agreement.superseded.v1&facility=019c0000-0000-7000-8000-000000000001") == []
    begun, ended = (json.loads(decoded(follower))[2] for follower in (at_the_end, filtered))
    assert ended >= begun > 0


async def test_a_cursor_from_another_life_of_the_log_says_how_to_start_again(
    sinergi: Sinergi, at_the_end: Follower
) -> None:
    topic, generation, position = json.loads(decoded(at_the_end))
    for forged in ([topic, generation + 1, position], [topic, generation - 1, position], [topic, generation, 2**60]):
        answer = await Follower(sinergi.agreements, question=f"?topic={topic}&cursor={encoded(forged)}").ask()
        said = problem(answer, 410, "cursor-from-before-restore")
        assert f"?topic={AGREEMENTS}" in said["detail"]


async def test_a_cursor_a_little_ahead_of_the_relay_is_no_other_life(sinergi: Sinergi, at_the_end: Follower) -> None:
    """A crash of PostgreSQL may take the relay's cursor back: what it sends again was drawn before."""
    await partner_registered(sinergi)
    topic, generation, position = json.loads(decoded(at_the_end))
    ahead = Follower(sinergi.agreements, question=f"?topic={topic}&cursor={encoded([topic, generation, position + 1])}")
    assert (await ahead.ask()).status_code == 200


@pytest.mark.parametrize("cursor", ["x", "%C3%A9", "bnVsbA", "WzEsMiwzXQ", "W10", "eyJhIjoxfQ"])
async def test_a_cursor_that_was_not_made_here_is_refused(sinergi: Sinergi, cursor: str) -> None:
    answer = await Follower(sinergi.agreements, question=f"?topic={AGREEMENTS}&cursor={cursor}").ask()
    problem(answer, 400, "invalid-cursor")


async def test_a_cursor_of_one_topic_is_none_of_another(sinergi: Sinergi, at_the_end: Follower) -> None:
    internal = at_the_end.question.replace(AGREEMENTS, "sinergi.agreements.internal.v1")
    problem(await Follower(sinergi.agreements, question=internal).ask(), 400, "invalid-cursor")


@pytest.mark.parametrize(
    ("question", "status", "slug"),
    [
        ("?topic=sinergi.programs.v1", 404, "topic-not-found"),
        ("?topic=agreements.v1", 404, "topic-not-found"),
        ("", 422, "invalid-request"),
        (f"?topic={AGREEMENTS}&type=agreement.sigend.v1", 422, "event-type-unknown"),
        (f"?topic={AGREEMENTS}&facility=Purwokerto", 422, "invalid-request"),
        (f"?topic={AGREEMENTS}&wait=31", 422, "invalid-request"),
        (f"?topic={AGREEMENTS}&limit=0", 422, "invalid-request"),
        (f"?topic={AGREEMENTS}&after=3&cursor=x", 422, "either-cursor-or-id"),
        (f"?topic={AGREEMENTS}&shard=3&wait=1", 422, "either-cursor-or-id"),
    ],
)
async def test_what_makes_no_sense_is_refused(sinergi: Sinergi, question: str, status: int, slug: str) -> None:
    problem(await Follower(sinergi.agreements, question=question).ask(), status, slug)


def decoded(follower: Follower) -> bytes:
    cursor = follower.question.split("cursor=")[1]
    return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))


def encoded(said: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
