"""The story of Palembang: agreements signed in one ceremony, counted in each of the three services.

An ordinary run plays it with seven partners, one of each kind; the part `stories` with all 37.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from deploy.demo.palembang.cast import HEAD, OFFICER, RECOGNISED, REVIEWER, SIGNATORIES
from deploy.demo.palembang.story import PalembangStory
from tests.behaviour.client import Sinergi
from tests.behaviour.stories.played import Played, played

pytestmark = [pytest.mark.long, pytest.mark.timeout(300), pytest.mark.part("stories")]


@dataclass(frozen=True)
class Counts:
    """The numbers of a run: partners, those who return, programs that open at the ceremony, and all programs."""

    partners: int
    returning: int
    opened: int
    planned: int
    similar: int


WITH_ALL = Counts(partners=37, returning=12, opened=22, planned=32, similar=28)
WITH_SEVEN = Counts(partners=7, returning=7, opened=4, planned=6, similar=2)
"""The newspaper's promise brings no program. If a practice has several programs, all but the first are asked about."""


@pytest.fixture(scope="module")
def counts(part: str | None) -> Counts:
    return WITH_ALL if part else WITH_SEVEN


@pytest.fixture(scope="module")
async def ended(sinergi: Sinergi, counts: Counts) -> AsyncIterator[Played[PalembangStory]]:
    async with played(sinergi, PalembangStory, signatories=SIGNATORIES[: counts.partners]) as ended:
        yield ended


async def test_all_are_signed_and_the_papers_reconcile(ended: Played[PalembangStory], counts: Counts) -> None:
    ceremony = await ended.get("agreements", ended.story.ceremony.path, OFFICER)
    assert (ceremony["state"], ceremony["held_on"]) == ("held", "2023-01-31")
    assert ceremony["reconciliation"] == {
        "planned": counts.partners,
        "signed": counts.partners,
        "late": 0,
        "absent": 0,
        "withdrawn": 0,
        "papers_counted": counts.partners,
        "papers_note": None,
    }
    states = await ended.states(ended.story.office.facility, OFFICER)
    assert states == {"expired": counts.returning, "signed": counts.partners}


async def test_each_agreement_has_its_number_and_its_place_in_the_order(
    ended: Played[PalembangStory], counts: Counts
) -> None:
    ceremony = await ended.get("agreements", ended.story.ceremony.path, OFFICER)
    places = range(1, counts.partners + 1)
    assert [each["document_number"] for each in ceremony["agreements"]] == [f"CONTOH-{place}/2023" for place in places]
    given = [given for each in ceremony["agreements"] for party in each["parties"] for given in party["given"]]
    assert sorted(each["order_number"] for each in given) == list(places)


async def test_agreements_emits_each_fact_once(ended: Played[PalembangStory], counts: Counts) -> None:
    each_partner = (
        "partner.registered.v1",
        "agreement.drafted.v1",
        "agreement.submitted_for_review.v1",
        "agreement.validated.v1",
        "agreement.signing_planned.v1",
        "agreement.signed.v1",
    )
    assert await ended.events("agreements") == {
        **dict.fromkeys(each_partner, counts.partners),
        "position.assigned.v1": 8,
        "agreement.registered.v1": counts.returning,
        "agreement.signature_recorded.v1": 2 * counts.partners,
        "meeting.held.v1": 1,
        "evaluation.opened.v1": 1,
        "evaluation.completed.v1": 1,
        "recognition.proposed.v1": RECOGNISED,
        "partner.recognised.v1": RECOGNISED,
        "ceremony.held.v1": 1,
    }


async def test_the_products_of_2022_are_on_record(ended: Played[PalembangStory]) -> None:
    year = await ended.get("programs", f"/facilities/{ended.story.office.facility}/outcomes?year=2022", OFFICER)
    made = [tuple(each[name] for name in ("product", "unit", "quantity", "value")) for each in year["products"]]
    assert made == [
        ("bag", "piece", 180, 9_000_000),
        ("batik", "metre", 120, 18_000_000),
        ("cake", "piece", 2_400, 12_000_000),
    ]
    programs = await ended.get(
        "programs", f"/programs?facility={ended.story.office.facility}&fiscal_year=2022", OFFICER
    )
    assert [each["state"] for each in programs["items"]] == ["completed"] * 3


async def test_the_programs_of_2023_open_and_the_past_plans_none(ended: Played[PalembangStory], counts: Counts) -> None:
    assert await ended.events("programs") == {
        "program.planned.v1": counts.planned + 3,
        "program.opened.v1": counts.opened + 3,
        "program.completed.v1": 3,
        "output.recorded.v1": 3,
    }
    path = f"/programs?facility={ended.story.office.facility}&fiscal_year=2023&limit=100"
    programs = (await ended.get("programs", path, OFFICER))["items"]
    opened = [each for each in programs if each["state"] == "open"]
    assert {each["fiscal_year"] for each in programs} == {2023}
    assert len(programs) == counts.planned
    assert [(each["opened_on"], each["capacity"]) for each in opened] == [("2023-01-31", 30)] * counts.opened
    assert {each["template"]["code"] for each in opened} == {"therapeutic_community", "vocational_certification"}


async def test_partners_of_2022_are_recognised_by_the_head(ended: Played[PalembangStory]) -> None:
    recognitions = (await ended.get("agreements", "/recognitions?limit=100", OFFICER))["items"]
    assert [(each["state"], each["decided_on"]) for each in recognitions] == [("granted", "2023-01-11")] * RECOGNISED
    assert {each["partner_id"] for each in recognitions} == set(ended.story.partners[:RECOGNISED])


async def test_a_desk_has_one_notice_that_counts_the_agreements(ended: Played[PalembangStory], counts: Counts) -> None:
    signed = {("agreement_signed", counts.partners): 1, ("ceremony_held", 1): 1}
    above = {**signed, ("program_opened", counts.opened): 1, ("meeting_held", 1): 1}
    still_planned = {("program_planned", counts.planned - counts.opened): 1}
    recognised = {("partner_recognised", RECOGNISED): 1}
    silent = {("month_silent", 2): 1}
    assert await ended.open_notices(OFFICER) == {**signed, **still_planned, **recognised, **silent}
    assert await ended.open_notices(HEAD) == {**above, **silent}
    assert await ended.open_notices(REVIEWER) == {**above, ("month_unanswered", 1): 2}


async def test_what_is_missing_waits_for_the_officer(ended: Played[PalembangStory], counts: Counts) -> None:
    assert await ended.waiting(OFFICER) == {
        "paper_missing": counts.partners,
        "number_missing": counts.partners,
        "similar": counts.similar,
        "to_be_opened": counts.planned - counts.opened,
        # November and December 2022, of which the programs of that year have no entry.
        "month_silent": 2,
        "notice_action": 2,
    }


async def test_nothing_is_left_behind(ended: Played[PalembangStory]) -> None:
    await ended.tables.require_nothing_left()
