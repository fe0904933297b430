"""Reading the feed: no event is skipped or repeated while events arrive, with any filter."""

import asyncio
import base64
import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.feed.following import (
    AGREEMENTS,
    PREFIX,
    Follower,
    emit_activity,
    register_partner,
    subjects,
)
from tests.behaviour.office import problem

ACTIVITY = "agreement.first_activity_recorded.v1"


@pytest.fixture
async def at_the_end(sinergi: Sinergi) -> Follower:
    """A follower that has read everything so far."""
    follower = Follower(sinergi.agreements)
    await follower.take_all("&limit=1000")
    return follower


async def test_events_that_arrive_while_pages_are_read_come_once_and_in_order(
    sinergi: Sinergi, at_the_end: Follower
) -> None:
    registered = asyncio.gather(*(register_partner(sinergi) for _ in range(12)))
    found: list[dict[str, Any]] = []

    async def all_received() -> None:
        found.extend(await at_the_end.take("&limit=2"))
        assert registered.done()
        assert set(registered.result()) <= set(subjects(found))

    await sinergi.eventually(all_received)
    assert all(int(one["chainid"]) < int(next_["chainid"]) for one, next_ in pairwise(found))
    assert all(len([s for s in subjects(found) if s == subject]) == 1 for subject in registered.result())


async def test_types_filter_events_with_or_without_their_prefix(
    sinergi: Sinergi, facility: Mapping[str, Any], at_the_end: Follower
) -> None:
    await register_partner(sinergi)
    active = await emit_activity(sinergi, facility)
    short, long, both = (Follower(sinergi.agreements, question=at_the_end.question) for _ in range(3))
    found: list[dict[str, Any]] = []

    async def received() -> None:
        found.extend(await both.take_all(f"&type={ACTIVITY}&type={PREFIX}partner.registered.v1"))
        assert active in subjects(found)

    await sinergi.eventually(received)
    assert types(found) == {ACTIVITY, "partner.registered.v1"}
    for follower, type_ in (
        (short, ACTIVITY),
        (long, f"{PREFIX}{ACTIVITY}"),
    ):
        only = await follower.take_all(f"&type={type_}")
        assert active in subjects(only)
        assert types(only) == {ACTIVITY}


def types(found: list[dict[str, Any]]) -> set[str]:
    return {event["type"].removeprefix(PREFIX) for event in found}


async def test_facilities_filter_events(sinergi: Sinergi, at_the_end: Follower) -> None:
    here, there = next(sinergi.facilities), next(sinergi.facilities)
    agreements = [await emit_activity(sinergi, facility) for facility in (here, there)]
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


async def test_a_filter_without_matches_advances(sinergi: Sinergi, at_the_end: Follower) -> None:
    filtered = Follower(sinergi.agreements)
    assert await filtered.take_all("&type=agreement.superseded.v1&facility=019c0000-0000-7000-8000-000000000001") == []
    before, after = (json.loads(decoded(follower))[2] for follower in (at_the_end, filtered))
    assert after >= before > 0


async def test_a_cursor_from_before_a_restore_is_refused_with_the_address_to_start_again(
    sinergi: Sinergi, at_the_end: Follower
) -> None:
    topic, generation, position = json.loads(decoded(at_the_end))
    for forged in ([topic, generation + 1, position], [topic, generation - 1, position], [topic, generation, 2**60]):
        answer = await Follower(sinergi.agreements, question=f"?topic={topic}&cursor={encoded(forged)}").ask()
        body = problem(answer, 410, "cursor-from-before-restore")
        assert f"?topic={AGREEMENTS}" in body["detail"]


async def test_a_cursor_slightly_ahead_of_the_relay_is_valid(sinergi: Sinergi, at_the_end: Follower) -> None:
    """A crash of PostgreSQL can set the relay's cursor back; it then sends ids again that were drawn before."""
    await register_partner(sinergi)
    topic, generation, position = json.loads(decoded(at_the_end))
    ahead = Follower(sinergi.agreements, question=f"?topic={topic}&cursor={encoded([topic, generation, position + 1])}")
    assert (await ahead.ask()).status_code == 200


@pytest.mark.parametrize("cursor", ["x", "%C3%A9", "bnVsbA", "WzEsMiwzXQ", "W10", "eyJhIjoxfQ"])
async def test_an_invalid_cursor_is_refused(sinergi: Sinergi, cursor: str) -> None:
    answer = await Follower(sinergi.agreements, question=f"?topic={AGREEMENTS}&cursor={cursor}").ask()
    problem(answer, 400, "invalid-cursor")


async def test_a_cursor_of_another_topic_is_refused(sinergi: Sinergi, at_the_end: Follower) -> None:
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
async def test_an_invalid_query_is_refused(sinergi: Sinergi, question: str, status: int, slug: str) -> None:
    problem(await Follower(sinergi.agreements, question=question).ask(), status, slug)


def decoded(follower: Follower) -> bytes:
    cursor = follower.question.split("cursor=")[1]
    return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))


def encoded(content: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")
