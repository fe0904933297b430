"""From the draft to the last signature: each step waits only for the desk that has to take it."""

from collections.abc import Mapping

import pytest

from tests.behaviour.agreements.desk import Desk
from tests.behaviour.conftest import Sinergi
from tests.behaviour.programs.conftest import Place
from tests.behaviour.waiting.waiting_list import kinds, the_case


@pytest.fixture
async def stranger(sinergi: Sinergi, desk: Desk) -> str:
    """An officer of another facility."""
    account = f"elsewhere-{desk.mark}"
    await sinergi.appoint(account, "officer", "facility", next(sinergi.facilities)["id"])
    return account


async def waits(desk: Desk, agreement_id: str, stranger: str) -> Mapping[str, set[str]]:
    """The kinds that wait at each desk of a facility's agreement."""
    agreements = desk.sinergi.agreements
    people = {"officer": desk.officer, "reviewer": desk.reviewer, "contact": desk.contact}
    assert await kinds(agreements, stranger, agreement_id) == set()
    return {name: found for name, who in people.items() if (found := await kinds(agreements, who, agreement_id))}


async def test_a_draft_waits_for_its_officer_then_for_the_sides_then_for_signatures(desk: Desk, stranger: str) -> None:
    id_ = await desk.drafted()
    assert await waits(desk, id_, stranger) == {"officer": {"draft"}}
    await desk.in_review(id_)
    assert await waits(desk, id_, stranger) == {"reviewer": {"review_by_region"}, "contact": {"review_by_partner"}}
    await desk.did(id_, "reviews", {"side": "region", "verdict": "pass"}, desk.reviewer)
    assert await waits(desk, id_, stranger) == {"contact": {"review_by_partner"}}
    await desk.did(id_, "reviews", {"side": "partner", "verdict": "pass"}, desk.contact)
    assert await waits(desk, id_, stranger) == {"officer": {"to_be_signed"}, "contact": {"own_signature"}}
    facility, partner = (await desk.show(id_))["parties"]
    await desk.did(id_, "signatures", desk.signature(facility))
    assert await waits(desk, id_, stranger) == {"officer": {"signatures_outstanding"}, "contact": {"own_signature"}}
    await desk.did(id_, "signatures", desk.signature(partner, document_number=None))
    assert "number_missing" in (await waits(desk, id_, stranger))["officer"]
    await desk.did(id_, "document-numbers", {"party_id": partner["id"], "document_number": f"415/{desk.mark}"})
    left = await waits(desk, id_, stranger)
    assert left.keys() == {"officer"}
    assert left["officer"] <= {"not_running", "expiring"}


async def test_a_returned_draft_waits_for_its_officer_for_seven_days(desk: Desk, stranger: str) -> None:
    id_ = await desk.in_review(await desk.drafted())
    comment = {"clause": "Pasal 4", "text": "Sebutkan dinasnya."}
    await desk.did(id_, "reviews", {"side": "region", "verdict": "revise", "comments": [comment]}, desk.reviewer)
    assert await waits(desk, id_, stranger) == {"officer": {"revision_requested"}}
    case = await the_case(desk.sinergi.agreements, desk.officer, id_, "revision_requested")
    assert (case["since"], case["due_on"], case["overdue"]) == (desk.day(0), desk.day(7), False)
    await desk.in_review(id_)
    assert "officer" not in await waits(desk, id_, stranger)


async def test_a_case_has_all_that_is_needed_to_act(desk: Desk) -> None:
    id_ = await desk.in_review(await desk.drafted())
    case = await the_case(desk.sinergi.agreements, desk.reviewer, id_, "review_by_region")
    title = f"Nota Kesepakatan {desk.mark}"
    assert case["title"] == {"id": f"Telaah draf: {title}", "en": f"Review the draft: {title}"}
    assert case["about"]["facilities"] == [desk.facility["name"]]
    assert case["about"]["partners"] == [f"Pemerintah Kabupaten Contoh {desk.mark}"]
    assert case["waits_for"]["unit"] == desk.facility["region"]
    assert case["waits_for"]["capabilities"] == ["regional_reviewer"]
    assert (case["service"], case["age_days"], case["due_on"]) == ("agreements", 0, desk.day(7))
    assert case["link"] == f"/agreements/{id_}/reviews"


async def test_a_day_of_signing_that_has_passed_is_overdue(desk: Desk) -> None:
    id_ = await desk.in_review(await desk.drafted())
    planned = {"side": "region", "verdict": "pass", "signing_planned_on": desk.day(-1)}
    await desk.did(id_, "reviews", planned, desk.reviewer)
    await desk.did(id_, "reviews", {"side": "partner", "verdict": "pass"}, desk.contact)
    case = await the_case(desk.sinergi.agreements, desk.officer, id_, "to_be_signed")
    assert (case["due_on"], case["overdue"]) == (desk.day(-1), True)
    assert case["waits_for"]["capabilities"] == ["officer", "head"]
    assert desk.facility["name"] in case["title"]["id"]


async def test_the_letter_of_a_partner_without_account_waits_for_the_officer(place: Place) -> None:
    agreements, facility = place.sinergi.agreements, {"facility_id": place.facility["id"]}
    term = {"effective_from": "2026-01-01", "effective_until": "2027-12-31"}
    item = {"field": "health", "description": "Pemeriksaan kesehatan", "pillar": "personality"}
    draft = {"instrument": "cooperation_agreement", "title": "Kerja Sama Contoh", "term": term, "scope_items": [item]}
    draft |= {"parties": [facility, {"partner_id": place.partner_id}]}
    id_ = (await agreements.post("/agreements", draft, place.officer)).json()["id"]
    submitted = await agreements.post(f"/agreements/{id_}/submissions", None, place.officer, if_match='"1"')
    assert await kinds(agreements, place.officer, id_) == {"partner_letter"}
    by_letter = {"side": "partner", "verdict": "pass", "letter": "415.4/9"}
    tag = submitted.headers["etag"]
    await agreements.post(f"/agreements/{id_}/reviews", by_letter, place.officer, if_match=tag)
    assert await kinds(agreements, place.officer, id_) == set()


async def test_a_regional_draft_waits_for_its_region_and_then_for_the_directorate(desk: Desk, directorate: str) -> None:
    agreements = desk.sinergi.agreements
    body = desk.draft_body(level="regional", instrument="memorandum_of_understanding")
    id_ = (await agreements.post("/agreements", body, desk.reviewer)).json()["id"]
    assert await kinds(agreements, desk.officer, id_) == set()
    assert await kinds(agreements, desk.reviewer, id_) == {"draft"}
    await desk.did(id_, "submissions", None, desk.reviewer)
    assert await kinds(agreements, desk.reviewer, id_) == set()
    assert await kinds(agreements, directorate, id_) == {"review_by_directorate"}
    await desk.did(id_, "reviews", {"side": "directorate", "verdict": "pass"}, directorate)
    assert await kinds(agreements, directorate, id_) == set()


async def test_a_national_draft_waits_for_the_directorate(desk: Desk, directorate: str) -> None:
    agreements = desk.sinergi.agreements
    body = desk.draft_body(level="national", instrument="memorandum_of_understanding")
    id_ = (await agreements.post("/agreements", body, directorate)).json()["id"]
    assert await kinds(agreements, directorate, id_) == {"draft"}
    assert await kinds(agreements, desk.officer, id_) == await kinds(agreements, desk.reviewer, id_) == set()


async def test_a_withdrawn_draft_does_not_wait(desk: Desk, stranger: str) -> None:
    id_ = await desk.drafted()
    await desk.did(id_, "withdrawals", {"reason": "Mitra menunda."})
    assert await waits(desk, id_, stranger) == {}
