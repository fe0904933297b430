"""Rights to read topics: subscribers read public topics, and of events those that name their units."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.feed.following import (
    AGREEMENTS,
    Follower,
    draft_agreement,
    emit_activity,
    register_partner,
    subjects,
)
from tests.behaviour.office import problem

INTERNAL = "sinergi.agreements.internal.v1"


async def test_a_subscribing_account_reads_public_topics_only(sinergi: Sinergi) -> None:
    account = f"system-{uuid4().hex[:8]}"
    await assign(sinergi, account, "nation")
    subject = await register_partner(sinergi)
    follower = Follower(sinergi.agreements, account)

    async def received() -> None:
        assert subject in subjects(await Follower(sinergi.agreements, account).take_all("&limit=1000"))

    await sinergi.eventually(received)
    for path in ("", "&after=0"):
        follower.question = f"?topic={INTERNAL}{path}"
        problem(await follower.ask(), 403, "topic-not-granted")
    tails = await sinergi.agreements.get(f"/events/tails?topic={INTERNAL}", account)
    problem(tails, 403, "topic-not-granted")


async def test_an_operator_reads_internal_topics_too(sinergi: Sinergi) -> None:
    answer = await Follower(sinergi.agreements, OPERATOR, question=f"?topic={INTERNAL}").ask()
    assert answer.status_code == 200


async def test_a_negotiation_is_on_the_internal_topic_only(sinergi: Sinergi, facility: Mapping[str, Any]) -> None:
    drafted = await draft_agreement(sinergi, facility)

    async def relayed() -> None:
        internal = Follower(sinergi.agreements, OPERATOR, question=f"?topic={INTERNAL}")
        assert drafted in subjects(await internal.take_all("&limit=1000"))

    await sinergi.eventually(relayed)
    assert drafted not in subjects(await Follower(sinergi.agreements).take_all("&limit=1000"))


async def test_an_account_of_one_region_reads_events_that_name_the_region(sinergi: Sinergi) -> None:
    here = next(sinergi.facilities)
    there = next(facility for facility in sinergi.facilities if facility["region"] != here["region"])
    account = f"system-{uuid4().hex[:8]}"
    await assign(sinergi, account, "region", here["region"])
    active = [await emit_activity(sinergi, facility) for facility in (here, there)]

    async def received() -> None:
        everything = subjects(await Follower(sinergi.agreements).take_all("&limit=1000"))
        assert set(active) <= set(everything)

    await sinergi.eventually(received)
    own = subjects(await Follower(sinergi.agreements, account).take_all("&limit=1000"))
    assert active[0] in own
    assert active[1] not in own
    by_id = await Follower(sinergi.agreements, account, question=f"?topic={AGREEMENTS}&after=0").ask()
    problem(by_id, 403, "out-of-scope")


@pytest.mark.parametrize("service", ["programs", "notifications"])
async def test_other_accounts_do_not_read_the_feed(sinergi: Sinergi, service: str) -> None:
    account = f"directorate-{uuid4().hex[:8]}"
    await sinergi.assign(account, "directorate", "nation")
    follower = Follower(getattr(sinergi, service), account, question="?topic=sinergi.programs.v1")
    problem(await follower.ask(), 403, "not-permitted")


async def assign(sinergi: Sinergi, account: str, scope_kind: str, unit: str = "") -> None:
    """Without waiting for other services: a subscriber's account may call nothing that would show that they know it."""
    body = {"account": account, "capability": "system_subscriber", "scope_kind": scope_kind, "unit": unit}
    answer = await sinergi.agreements.post("/positions", body, OPERATOR)
    assert answer.status_code == 201, answer.text
