"""Who may be a party, where an agreement is carried out, and which desk acts for whom."""

from typing import Any

from tests.behaviour.client import OPERATOR
from tests.behaviour.office import (
    HEALTH,
    SECOND_DIRECTORATE,
    Office,
    number,
    open_office,
    problem,
    register_partner,
)

Json = dict[str, Any]


async def center(office: Office) -> str:
    """The id of the directorate general."""
    page = (await office.agreements.get("/units?kind=directorate_general", OPERATOR)).json()
    return str(page["items"][0]["id"])


async def regional_office(office: Office) -> str:
    offices = (await office.agreements.get("/regional-offices", OPERATOR)).json()
    return str(next(each["id"] for each in offices if each["code"] == office.facility["region"]))


async def neighbour(office: Office) -> Office:
    """Another facility with its own accounts."""
    return await open_office(office.sinergi, next(office.sinergi.facilities))


async def test_the_director_general_and_a_company_agree_on_work_at_three_facilities(
    office: Office, directorate: str
) -> None:
    company = await register_partner(
        office.sinergi, {"name": f"PT Contoh {office.suffix}", "category": "private_company"}
    )
    places = [next(office.sinergi.facilities)["id"] for _ in range(2)] + [office.facility["id"]]
    parties = [{"unit_id": await center(office)}, {"unit_id": company}]
    body = office.draft_body(
        level="national", parties=parties, runs_at=places, scope_items=[HEALTH], instrument="cooperation_agreement"
    )
    problem(await office.agreements.post("/agreements", body, office.officer), 403, "out-of-scope")
    drafted = await office.agreements.post("/agreements", body, directorate)
    assert drafted.status_code == 201, drafted.text
    id_ = drafted.json()["id"]
    shown = await office.show(id_)
    assert (shown["keeper"]["kind"], shown["zone"]) == ("directorate_general", "Asia/Jakarta")
    assert {unit["id"] for unit in shown["runs_at"]} == set(places)
    assert "-PUSAT-" in shown["registration_number"]

    await office.signed(id_)
    assert (await office.show(id_))["state"] == "active"
    listed = await office.agreements.get(f"/agreements?facility={places[0]}", directorate)
    assert id_ in [item["id"] for item in listed.json()["items"]]


async def test_two_facilities_agree_without_a_partner(office: Office) -> None:
    other = await neighbour(office)
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": other.facility["id"]}]
    id_ = await office.draft(parties=parties, scope_items=[HEALTH])
    accounts = {other.facility["id"]: other.head, other.facility["region"]: other.reviewer}
    await office.review(id_, accounts | {office.facility["region"]: office.reviewer})
    own, foreign = (await office.show(id_))["parties"]
    await office.perform(id_, "signatures", office.signature(own), office.head)
    await office.perform(id_, "signatures", office.signature(foreign), other.officer)
    assert (await office.show(id_))["state"] == "active"


async def test_a_second_facility_reviews_before_it_is_bound(office: Office) -> None:
    other = await neighbour(office)
    parties = [*office.draft_body()["parties"], {"unit_id": other.facility["id"]}]
    id_ = await office.submit(await office.draft(parties=parties))
    asked = {(each["side"], each["unit"]) for each in await office.awaited_reviews(id_)}
    assert ("facility", other.facility["id"]) in asked
    waiting = (await office.agreements.get("/waiting?kind=review_by_facility", other.officer)).json()["items"]
    assert [case["about"]["id"] for case in waiting] == [id_]
    verdict = {"side": "facility", "verdict": "pass"}
    problem(await office.attempt(id_, "reviews", verdict, office.head), 403, "out-of-scope")
    await office.perform(id_, "reviews", verdict, other.head)
    assert "facility" not in {each["side"] for each in await office.awaited_reviews(id_)}


async def test_the_regional_office_acknowledges_as_a_witness(office: Office) -> None:
    witness = {"unit_id": await regional_office(office), "role": "witness"}
    id_ = await office.review(await office.draft(parties=[*office.draft_body()["parties"], witness]))
    *_, party = (await office.show(id_))["parties"]
    problem(await office.attempt(id_, "signatures", office.signature(party), office.head), 403, "out-of-scope")
    noted = await office.perform(id_, "signatures", office.signature(party), office.reviewer)
    assert noted["document_state"] == "validated"
    await office.sign_all(id_)
    assert (await office.show(id_))["state"] == "active"


async def test_a_regional_agreement_is_kept_by_its_office_and_reviewed_by_the_directorate_general(
    office: Office, directorate: str
) -> None:
    parties = [{"unit_id": await regional_office(office)}, {"unit_id": office.partner_id}]
    body = office.draft_body(
        level="regional", instrument="memorandum_of_understanding", parties=parties, runs_at=[office.facility["id"]]
    )
    problem(await office.agreements.post("/agreements", body, office.officer), 403, "out-of-scope")
    drafted = await office.agreements.post("/agreements", body, office.reviewer)
    assert drafted.status_code == 201, drafted.text
    id_ = drafted.json()["id"]
    problem(await office.attempt(id_, "submissions", None, office.reviewer), 403, "second-account-needed")
    await office.perform(id_, "submissions", None, office.second_reviewer)
    await office.perform(id_, "reviews", {"side": "directorate_general", "verdict": "pass"}, directorate)
    by_letter = {"side": "partner", "verdict": "pass", "letter": "415.4/9"}
    passed = await office.perform(id_, "reviews", by_letter, office.reviewer)
    assert passed["document_state"] == "validated"


async def test_a_clinic_signs_for_itself_and_answers_for_its_own_item(office: Office) -> None:
    body = {"name": f"Puskesmas {office.suffix}", "category": "health_provider", "parent_id": office.agency_id}
    clinic = await register_partner(office.sinergi, body)
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": clinic}]
    item = {**HEALTH, "agencies": [clinic], "function": "care", "pillar": None, "delivery": "service"}
    shown = await office.show(await office.draft(parties=parties, scope_items=[item]))
    assert [agency["id"] for agency in shown["scope_items"][0]["agencies"]] == [clinic]
    above = office.draft_body(parties=parties, scope_items=[{**HEALTH, "agencies": [office.agency_id]}])
    problem(await office.agreements.post("/agreements", above, office.officer), 422, "agency-of-no-party")
    # The regency's contact reads it, because the clinic is under its department.
    assert (await office.agreements.get(f"/agreements/{shown['id']}", office.contact)).status_code == 200


async def test_a_third_party_joins_and_a_wrong_one_leaves_while_the_draft_is_written(office: Office) -> None:
    id_ = await office.draft(scope_items=[HEALTH])
    facility, partner = office.draft_body()["parties"]
    agency = {"unit_id": office.agency_id, "signers": 2}
    own = (await office.show(id_))["parties"][0]["id"]
    changed = await office.change(id_, parties=[agency, facility, partner], instrument="joint_agreement")
    assert changed.is_success, changed.text
    shown = await office.show(id_)
    assert [party["unit"]["id"] for party in shown["parties"]] == [
        office.agency_id,
        facility["unit_id"],
        partner["unit_id"],
    ]
    assert shown["parties"][1]["id"] == own
    assert (shown["instrument"], shown["parties"][0]["signers"]) == ("joint_agreement", 2)
    assert (await office.change(id_, parties=[facility, agency])).is_success
    assert [party["unit"]["id"] for party in (await office.show(id_))["parties"]] == [
        facility["unit_id"],
        office.agency_id,
    ]
    without_us = await office.change(id_, parties=[partner, agency])
    problem(without_us, 422, "keeper-unfit")


async def test_a_facility_signs_by_its_own_desk_and_the_directorate_general_only_with_a_reason(
    office: Office, directorate: str
) -> None:
    id_ = await office.review(await office.draft())
    party, _ = (await office.show(id_))["parties"]
    elsewhere = await neighbour(office)
    for account in (elsewhere.head, office.reviewer):
        problem(await office.attempt(id_, "signatures", office.signature(party), account), 403, "out-of-scope")
    refused = await office.attempt(id_, "signatures", office.signature(party), directorate)
    problem(refused, 422, "override-reason-needed")
    reason = "UPT tidak memiliki jaringan selama sepekan."
    overridden = office.signature(party, override_reason=reason)
    await office.perform(id_, "signatures", overridden, SECOND_DIRECTORATE)
    [signature] = (await office.show(id_))["signatures"]
    assert signature["override_reason"] == reason


async def test_the_directorate_general_gives_a_facilitys_verdict_only_with_a_reason(
    office: Office, directorate: str
) -> None:
    other = await neighbour(office)
    id_ = await office.submit(
        await office.draft(parties=[*office.draft_body()["parties"], {"unit_id": other.facility["id"]}])
    )
    reason = "UPT dan kantor wilayah tidak memiliki jaringan selama sepekan."
    for each in await office.awaited_reviews(id_):
        letter = {"letter": "440/3"} if each["side"] == "partner" else {}
        verdict = {"side": each["side"], "unit": each["unit"], "verdict": "pass"} | letter
        problem(await office.attempt(id_, "reviews", verdict, directorate), 422, "override-reason-needed")
        await office.perform(id_, "reviews", verdict | {"override_reason": reason}, directorate)

    async def reasons_shown_to(account: str) -> set[tuple[str, str | None]]:
        reviews = (await office.agreements.get(f"/agreements/{id_}/reviews", account)).json()
        return {(each["side"], each["override_reason"]) for each in reviews}

    sides = {"region", "facility", "partner"}
    assert await reasons_shown_to(office.officer) == {(side, reason) for side in sides}
    assert await reasons_shown_to(office.contact) == {("region", None), ("facility", None), ("partner", reason)}
    # Its own verdict, and that of a partner in an agreement that it keeps, need no reason.
    kept = await office.submit(await office.draft(level="national", instrument="memorandum_of_understanding"))
    for each in await office.awaited_reviews(kept):
        verdict = {"side": each["side"], "unit": each["unit"] or None, "verdict": "pass"}
        await office.perform(kept, "reviews", verdict | {"letter": "440/3"}, directorate)
    assert (await office.show(kept))["state"] == "validated"


async def test_the_directorate_general_voids_and_numbers_for_a_facility_only_with_a_reason(
    office: Office, directorate: str
) -> None:
    id_ = await office.review(await office.draft())
    ours, partner = (await office.show(id_))["parties"]
    reason = {"override_reason": "UPT tidak memiliki jaringan selama sepekan."}
    for party in (ours, partner):
        numbering = number(party)
        problem(await office.attempt(id_, "document-numbers", numbering, directorate), 422, "override-reason-needed")
        await office.perform(id_, "document-numbers", numbering | reason, directorate)
    numbers = (await office.show(id_))["numbers"]
    assert [each["override_reason"] for each in numbers] == [reason["override_reason"]] * 2
    replacement, path = number(ours) | {"reason": "Salah ketik."}, f"document-numbers/{numbers[0]['id']}/replacements"
    problem(await office.attempt(id_, path, replacement, directorate), 422, "override-reason-needed")
    await office.perform(id_, path, replacement | reason, directorate)
    shown = (await office.agreements.get(f"/agreements/{id_}", office.contact)).json()
    assert [each["override_reason"] for each in shown["numbers"]] == [None, None]

    await office.perform(id_, "signatures", office.signature(ours), office.head)
    [signature] = (await office.show(id_))["signatures"]
    voiding, path = {"party_id": ours["id"], "reason": "Tanpa cap."}, f"signatures/{signature['id']}/voidings"
    problem(await office.attempt(id_, path, voiding, directorate), 422, "override-reason-needed")
    await office.perform(id_, path, voiding | reason, directorate)
    assert (await office.show(id_))["signatures"] == []


async def test_one_account_does_not_take_every_step_alone(office: Office) -> None:
    id_ = await office.draft()
    problem(await office.attempt(id_, "submissions", None, office.officer), 403, "not-permitted")
    # The head changes the text and has to leave the submission to another account.
    assert (await office.change(id_, as_=office.head, title="Judul dari kepala")).is_success
    problem(await office.attempt(id_, "submissions", None, office.head), 403, "second-account-needed")
    assert (await office.change(id_, title="Judul dari petugas")).is_success
    await office.review(id_)
    party, partner = (await office.show(id_))["parties"]
    alone = await office.attempt(id_, "signatures", office.signature(party), office.officer)
    problem(alone, 403, "second-account-needed")
    await office.perform(id_, "signatures", office.signature(party), office.head)
    await office.perform(id_, "signatures", office.signature(partner), office.officer)
    assert (await office.show(id_))["state"] == "active"
