"""The story of Selong: three proposals before any agreement, of which one is carried out and two are chased."""

from collections.abc import AsyncIterator

import pytest

from deploy.demo.selong.cast import AGENCY, HEAD, OFFICER, PARTNER, REVIEWER
from deploy.demo.selong.story import SelongStory
from tests.behaviour.client import Sinergi
from tests.behaviour.stories.played import Played, played

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

OTHERS = ("facility_support", "reintegration_help")


@pytest.fixture(scope="module")
async def ended(sinergi: Sinergi) -> AsyncIterator[Played[SelongStory]]:
    async with played(sinergi, SelongStory) as ended:
        yield ended


async def test_a_welcome_is_no_acceptance(ended: Played[SelongStory]) -> None:
    path = f"/proposals?unit={ended.story.office.facility}"
    proposals = {each["kind"]: each for each in (await ended.get("agreements", path, OFFICER))["items"]}
    found = {kind: (each["state"], each["missing_parts"], each["sorted_on"]) for kind, each in proposals.items()}
    assert found == {
        "instructor": ("accepted", [], "2026-01-31"),
        **dict.fromkeys(OTHERS, ("interest_expressed", ["proposed_on"], "2026-02-02")),
    }
    assert [each["scope_item_id"] is None for each in proposals.values()].count(True) == len(OTHERS)


async def test_the_accepted_proposal_becomes_the_only_scope_item(ended: Played[SelongStory]) -> None:
    proposal = await ended.get("agreements", f"/proposals/{ended.story.proposals['instructor']}", OFFICER)
    agreement = await ended.get("agreements", f"/agreements/{ended.story.agreement}", OFFICER)
    (item,) = agreement["scope_items"]
    assert (proposal["agreement_id"], proposal["scope_item_id"]) == (agreement["id"], item["id"])
    assert (agreement["state"], agreement["in_force_from"]) == ("active", "2026-04-01")
    assert [party["unit"]["name"] for party in agreement["parties"]][1] == PARTNER


async def test_the_instructors_sessions_are_counted_once(ended: Played[SelongStory]) -> None:
    activity = await ended.get("agreements", f"/agreements/{ended.story.agreement}/activity", OFFICER)
    (item,) = activity["scope_items"]
    counts = [item[name] for name in ("sessions", "active", "passive", "absent", "last_activity")]
    assert counts == [3, 30, 3, 3, "2026-04-20"]
    assert [program["opened_on"] for program in item["programs"]] == ["2026-04-01"]
    assert activity["implementation"] == "running"


async def test_the_ledger_shows_that_the_instructor_has_delivered(ended: Played[SelongStory]) -> None:
    ledger = await ended.get("agreements", f"/agreements/{ended.story.agreement}/ledger", OFFICER)
    (total,) = ledger["totals"]
    found = [total[name] for name in ("unit_name", "due", "delivered", "missed", "waived", "open", "fulfilled")]
    assert found == [AGENCY, 3, 3, 0, 0, 0, 1]
    (row,) = ledger["rows"]
    assert (row["state"], row["by_sessions"], row["due_on"], row["late"]) == ("fulfilled", 3, "2026-04-30", False)


async def test_each_fact_is_emitted_once(ended: Played[SelongStory]) -> None:
    assert await ended.events("agreements") == {
        "position.assigned.v1": 4,
        "partner.registered.v1": 2,
        "meeting.held.v1": 1,
        "proposal.made.v1": 3,
        "proposal.interest_expressed.v1": 3,
        "proposal.accepted.v1": 1,
        "proposal.made.corrected.v1": 1,
        "proposal.included.v1": 1,
        "agreement.drafted.v1": 1,
        "agreement.submitted_for_review.v1": 1,
        "agreement.validated.v1": 1,
        "agreement.signature_recorded.v1": 2,
        "agreement.signed.v1": 1,
        "agreement.first_activity_recorded.v1": 1,
        "obligation.agreed.v1": 1,
        "obligation.delivered.v1": 1,
    }
    assert await ended.events("programs") == {
        "program.planned.v1": 1,
        "program.opened.v1": 1,
        "cohort.started.v1": 1,
        "session.held.v1": 3,
        "session.credited.v1": 3,
    }


async def test_the_other_proposals_are_chased(ended: Played[SelongStory]) -> None:
    others = {ended.story.proposals[kind] for kind in OTHERS}
    cases = (await ended.get("agreements", "/waiting?overdue=true&limit=200", OFFICER))["items"]
    for kind in ("proposal_letter", "proposal_incomplete"):
        assert {case["about"]["id"] for case in cases if case["kind"] == kind} == others
    assert not [case for case in cases if case["about"]["id"] == ended.story.proposals["instructor"]]


@pytest.mark.parametrize("account", [OFFICER, HEAD, REVIEWER])
async def test_every_desk_is_told_once_that_the_action_item_is_overdue(
    ended: Played[SelongStory], account: str
) -> None:
    notices = await ended.open_notices(account)
    assert {each: count for each, count in notices.items() if each[0] == "action_item_overdue"} == {
        ("action_item_overdue", 1): 1
    }


async def test_nothing_is_left_behind(ended: Played[SelongStory]) -> None:
    await ended.tables.require_nothing_left()
