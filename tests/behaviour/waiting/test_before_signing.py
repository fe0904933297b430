"""From the draft to the last signature: each step waits only for the desk that has to take it."""

from collections.abc import Mapping

import pytest

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import AGRICULTURE, Office, number, register_partner
from tests.behaviour.waiting.waiting_list import kinds, the_case


@pytest.fixture
async def stranger(sinergi: Sinergi, office: Office) -> str:
    """An officer of another facility."""
    account = f"elsewhere-{office.suffix}"
    await sinergi.assign(account, "officer", "facility", next(sinergi.facilities)["id"])
    return account


async def waits(office: Office, agreement_id: str, stranger: str) -> Mapping[str, set[str]]:
    """The kinds that wait at each desk of a facility's agreement."""
    agreements = office.agreements
    people = {"officer": office.officer, "reviewer": office.reviewer, "contact": office.contact}
    assert await kinds(agreements, stranger, agreement_id) == set()
    return {name: found for name, who in people.items() if (found := await kinds(agreements, who, agreement_id))}


async def test_a_draft_waits_for_its_officer_then_for_the_sides_then_for_signatures(
    office: Office, stranger: str
) -> None:
    id_ = await office.draft()
    assert await waits(office, id_, stranger) == {"officer": {"draft"}}
    await office.submit(id_)
    assert await waits(office, id_, stranger) == {"reviewer": {"review_by_region"}, "contact": {"review_by_partner"}}
    await office.perform(id_, "reviews", {"side": "region", "verdict": "pass"}, office.reviewer)
    assert await waits(office, id_, stranger) == {"contact": {"review_by_partner"}}
    await office.perform(id_, "reviews", {"side": "partner", "verdict": "pass"}, office.contact)
    assert await waits(office, id_, stranger) == {"officer": {"to_be_signed"}, "contact": {"own_signature"}}
    facility, partner = (await office.show(id_))["parties"]
    await office.perform(id_, "document-numbers", number(facility), office.head)
    await office.perform(id_, "signatures", office.signature(facility), office.head)
    assert await waits(office, id_, stranger) == {"officer": {"signatures_outstanding"}, "contact": {"own_signature"}}
    await office.perform(id_, "signatures", office.signature(partner))
    assert "number_missing" in (await waits(office, id_, stranger))["officer"]
    await office.perform(id_, "document-numbers", number(partner))
    left = await waits(office, id_, stranger)
    assert left.keys() == {"officer"}
    assert left["officer"] <= {"not_running", "expiring", "paper_missing"}


async def test_a_returned_draft_waits_for_its_officer_for_seven_days(office: Office, stranger: str) -> None:
    id_ = await office.submit(await office.draft())
    comment = {"clause": "Pasal 4", "text": "Sebutkan dinasnya."}
    await office.perform(
        id_, "reviews", {"side": "region", "verdict": "revise", "comments": [comment]}, office.reviewer
    )
    assert await waits(office, id_, stranger) == {"officer": {"revision_requested"}}
    case = await the_case(office.agreements, office.officer, id_, "revision_requested")
    assert (case["since"], case["due_on"], case["overdue"]) == (office.day(0), office.day(7), False)
    await office.submit(id_)
    assert "officer" not in await waits(office, id_, stranger)


async def test_a_case_has_all_that_is_needed_to_act(office: Office) -> None:
    id_ = await office.submit(await office.draft())
    case = await the_case(office.agreements, office.reviewer, id_, "review_by_region")
    title = f"Nota Kesepakatan {office.suffix}"
    assert case["title"] == {"id": f"Telaah draf: {title}", "en": f"Review the draft: {title}"}
    assert case["about"]["facilities"] == [office.facility["name"]]
    assert case["about"]["partners"] == [f"Pemerintah Kabupaten Contoh {office.suffix}"]
    assert case["waits_for"]["unit"] == office.facility["region"]
    assert case["waits_for"]["capabilities"] == ["cooperation_officer", "head", "reviewer"]
    assert (case["service"], case["age_days"], case["due_on"]) == ("agreements", 0, office.day(7))
    assert case["link"] == f"/agreements/{id_}/reviews"


async def test_a_day_of_signing_that_has_passed_is_overdue(office: Office) -> None:
    id_ = await office.submit(await office.draft())
    planned = {"side": "region", "verdict": "pass", "signing_planned_on": office.day(-1)}
    await office.perform(id_, "reviews", planned, office.reviewer)
    await office.perform(id_, "reviews", {"side": "partner", "verdict": "pass"}, office.contact)
    case = await the_case(office.agreements, office.officer, id_, "to_be_signed")
    assert (case["due_on"], case["overdue"]) == (office.day(-1), True)
    assert case["waits_for"]["capabilities"] == ["cooperation_officer", "coaching_officer", "head", "reviewer"]
    assert office.facility["name"] in case["title"]["id"]


async def test_the_letter_of_a_partner_without_account_waits_for_the_officer(office: Office) -> None:
    foundation = {"name": f"Yayasan Contoh {office.suffix}", "category": "foundation_ngo"}
    partner_id = await register_partner(office.sinergi, foundation)
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": partner_id}]
    id_ = await office.submit(await office.draft(parties=parties, scope_items=[AGRICULTURE]))
    assert await kinds(office.agreements, office.officer, id_) == {"partner_letter"}
    await office.perform(id_, "reviews", {"side": "partner", "verdict": "pass", "letter": "415.4/9"})
    assert await kinds(office.agreements, office.officer, id_) == set()


async def test_the_contact_of_the_partner_above_answers_for_a_partner_without_an_account(office: Office) -> None:
    """The secretariat (Setda) has the account, and its department (Dinas) is the party."""
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": office.agency_id}]
    id_ = await office.submit(await office.draft(parties=parties, scope_items=[AGRICULTURE]))
    assert await kinds(office.agreements, office.officer, id_) == set()
    assert await kinds(office.agreements, office.contact, id_) == {"review_by_partner"}
    await office.perform(id_, "reviews", {"side": "partner", "verdict": "pass"}, office.contact)
    assert await kinds(office.agreements, office.contact, id_) == set()


async def test_the_contact_of_a_merged_partner_answers_for_those_under_the_one_that_stays(office: Office) -> None:
    agreements, account = office.agreements, f"merged-{office.suffix}"
    stays, twin = [
        await register_partner(office.sinergi, {"name": f"{name} {office.suffix}", "category": "narcotics_agency"})
        for name in ("BNNP Contoh", "Kantor BNNP Contoh")
    ]
    below = {"name": f"BNNK {office.suffix}", "category": "narcotics_agency", "parent_id": stays}
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": await register_partner(office.sinergi, below)}]
    await office.sinergi.assign(account, "partner_contact", "partner", twin)
    id_ = await office.submit(await office.draft(parties=parties, scope_items=[AGRICULTURE]))
    assert await kinds(agreements, office.officer, id_) == {"partner_letter"}
    merger = {"into": stays, "reason": "Terdaftar dua kali."}
    merged = await agreements.post(f"/partners/{twin}/mergers", merger, OPERATOR, if_match='"1"')
    assert merged.status_code == 200, merged.text
    assert await kinds(agreements, office.officer, id_) == set()
    assert await kinds(agreements, account, id_) == {"review_by_partner"}


async def test_a_regional_draft_waits_for_its_region_and_then_for_the_directorate(
    office: Office, directorate: str
) -> None:
    agreements = office.agreements
    body = office.draft_body(level="regional", instrument="memorandum_of_understanding")
    id_ = (await agreements.post("/agreements", body, office.reviewer)).json()["id"]
    assert await kinds(agreements, office.officer, id_) == set()
    assert await kinds(agreements, office.reviewer, id_) == {"draft"}
    await office.perform(id_, "submissions", None, office.second_reviewer)
    assert await kinds(agreements, office.reviewer, id_) == set()
    assert await kinds(agreements, directorate, id_) == {"review_by_directorate_general"}
    await office.perform(id_, "reviews", {"side": "directorate_general", "verdict": "pass"}, directorate)
    assert await kinds(agreements, directorate, id_) == set()


async def test_a_national_draft_waits_for_the_directorate(office: Office, directorate: str) -> None:
    agreements = office.agreements
    body = office.draft_body(level="national", instrument="memorandum_of_understanding")
    id_ = (await agreements.post("/agreements", body, directorate)).json()["id"]
    assert await kinds(agreements, directorate, id_) == {"draft"}
    assert await kinds(agreements, office.officer, id_) == await kinds(agreements, office.reviewer, id_) == set()


async def test_a_withdrawn_draft_does_not_wait(office: Office, stranger: str) -> None:
    id_ = await office.draft()
    await office.perform(id_, "withdrawals", {"reason": "Mitra menunda."})
    assert await waits(office, id_, stranger) == {}
