"""Requests that agreements refuses: each has a problem of its own, and nothing is changed."""

from typing import Any
from uuid import uuid4

import pytest

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import ENVIRONMENT, HEALTH, Office, problem, register_partner


async def test_malformed_json_and_a_wrong_field_have_different_problems(office: Office) -> None:
    headers = {"Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}
    broken = await office.agreements.send("POST", "/agreements", office.officer, headers=headers, content=b'{"title": ')
    problem(broken, 400, "malformed-json")
    body = office.draft_body(colour="blue")
    refused = problem(await office.agreements.post("/agreements", body, office.officer), 422, "invalid-request")
    assert refused["errors"][0]["pointer"] == "/body/colour"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "nul \x00"},
        {"title": "   "},
        {"title": "x" * 1_001},
        {"instrument": "contract"},
        {"parties": [{}]},
        {"parties": "none"},
        {"term": {"kind": "fixed", "starts_on": "2026-02-01", "ends_on": "2026-01-01"}},
        {"term": {"kind": "fixed", "starts_on": "2026-02-30", "ends_on": "2027-01-01"}},
        {"term": {"kind": "fixed", "starts_on": "2026-01-01", "ends_on": "9999-12-31"}},
        {"term": {"kind": "running", "months": 0}},
        {"scope_items": [{**HEALTH, "field": "Health'; --"}]},
        {"scope_items": [{**HEALTH, "function": "security"}]},
    ],
    ids=str,
)
async def test_nonsense_in_a_draft_is_invalid(any_office: Office, change: dict[str, Any]) -> None:
    body = any_office.draft_body(**change)
    problem(await any_office.agreements.post("/agreements", body, any_office.officer), 422, "invalid-request")


async def test_parties_and_scope_must_exist_in_the_register(office: Office) -> None:
    facility, partner = office.draft_body()["parties"]
    elsewhere = await register_partner(
        office.sinergi, {"name": f"Dinas Lain {office.suffix}", "category": "local_government"}
    )
    for status, slug, change in (
        (422, "parties-incomplete", {"parties": [facility, {**partner, "role": "acknowledging"}]}),
        (422, "party-twice", {"parties": [facility, partner, partner]}),
        (422, "unit-unknown", {"parties": [facility, {"unit_id": str(uuid4())}]}),
        (422, "unit-unknown", {"runs_at": [str(uuid4())]}),
        (422, "place-unfit", {"runs_at": [office.partner_id]}),
        (422, "agreement-unknown", {"umbrella_id": str(uuid4())}),
        (422, "field-unknown", {"scope_items": [{**HEALTH, "field": "astrology"}]}),
        (422, "agency-of-no-party", {"scope_items": [{**HEALTH, "agencies": [elsewhere]}]}),
        (422, "agency-of-no-party", {"scope_items": [{**HEALTH, "agencies": [office.facility["id"]]}]}),
        (422, "item-unknown", {"scope_items": [{**HEALTH, "id": str(uuid4())}]}),
        (422, "not-in-predecessor", {"scope_items": [{**HEALTH, "continues": [str(uuid4())]}]}),
    ):
        body = office.draft_body(**change)
        problem(await office.agreements.post("/agreements", body, office.officer), status, slug)


async def test_moves_that_the_state_does_not_allow(office: Office) -> None:
    agreement_id = await office.draft()
    party = (await office.show(agreement_id))["parties"][0]
    verdict = {"side": "region", "verdict": "pass"}
    problem(await office.attempt(agreement_id, "signatures", office.signature(party), office.head), 409, "wrong-state")
    problem(await office.attempt(agreement_id, "reviews", verdict, office.reviewer), 409, "wrong-state")
    problem(await office.extend(agreement_id), 409, "predecessor-not-signed")
    await office.signed(agreement_id)
    problem(await office.attempt(agreement_id, "withdrawals", {"reason": "Batal."}), 409, "wrong-state")
    problem(await office.change(agreement_id, title="Baru"), 409, "wrong-state")


async def test_an_incomplete_draft_is_not_submitted(office: Office) -> None:
    agreement_id = await office.draft(term=None, scope_items=[])
    refused = problem(await office.attempt(agreement_id, "submissions", None, office.head), 409, "draft-incomplete")
    assert "masa berlaku dan ruang lingkup" in refused["detail"]


async def test_missing_and_stale_versions(office: Office) -> None:
    agreement_id = await office.draft()
    path = f"/agreements/{agreement_id}/submissions"
    problem(await office.agreements.post(path, None, office.head), 428, "version-missing")
    problem(await office.agreements.post(path, None, office.head, if_match='"7"'), 412, "version-stale")


async def test_a_repeated_key_repeats_the_answer_and_refuses_another_body(office: Office) -> None:
    key = str(uuid4())
    first = await office.agreements.post("/agreements", office.draft_body(), office.officer, key=key)
    second = await office.agreements.post("/agreements", office.draft_body(), office.officer, key=key)
    assert second.json() == first.json()
    assert second.headers["ETag"] == first.headers["ETag"]
    other = await office.agreements.post("/agreements", office.draft_body(title="Lain"), office.officer, key=key)
    problem(other, 409, "idempotency-key-reused")


async def test_rights_and_scopes(office: Office, sinergi: Sinergi) -> None:
    agreement_id = await office.draft()
    stranger = f"stranger-{office.suffix}"
    elsewhere = next(sinergi.facilities)
    await sinergi.assign(stranger, "officer", "facility", elsewhere["id"])
    problem(await sinergi.agreements.post("/agreements", office.draft_body(), stranger), 403, "out-of-scope")
    problem(await sinergi.agreements.post("/agreements", office.draft_body(), OPERATOR), 403, "not-permitted")
    problem(await sinergi.agreements.get(f"/agreements/{agreement_id}", stranger), 403, "out-of-scope")
    problem(await sinergi.agreements.get(f"/agreements/{agreement_id}", None), 401, "unauthenticated")
    listed = await sinergi.agreements.get("/agreements", stranger)
    assert listed.json() == {"items": [], "next": None}
    problem(await office.attempt(agreement_id, "submissions", None, office.reviewer), 403, "out-of-scope")


async def test_each_side_reviews_for_itself_and_once(office: Office) -> None:
    agreement_id = await office.submit(await office.draft())
    region, partner = {"side": "region", "verdict": "pass"}, {"side": "partner", "verdict": "pass"}
    problem(await office.attempt(agreement_id, "reviews", region, office.officer), 403, "not-permitted")
    problem(await office.attempt(agreement_id, "reviews", partner, office.officer), 422, "partner-consent-missing")
    problem(await office.attempt(agreement_id, "reviews", partner, office.reviewer), 403, "out-of-scope")
    without_comments = {"side": "region", "verdict": "revise"}
    problem(await office.attempt(agreement_id, "reviews", without_comments, office.reviewer), 422, "comments-missing")
    await office.perform(agreement_id, "reviews", region, office.reviewer)
    problem(await office.attempt(agreement_id, "reviews", region, office.reviewer), 409, "already-reviewed")


async def test_only_an_account_that_may_review_learns_who_was_asked(office: Office, sinergi: Sinergi) -> None:
    agreement_id = await office.submit(await office.draft())
    elsewhere = "BALI" if office.facility["region"] != "BALI" else "ACEH"
    stranger = f"stranger-{office.suffix}"
    await sinergi.assign(stranger, "regional_reviewer", "region", elsewhere)
    verdict = {"side": "region", "verdict": "pass", "unit": elsewhere}
    problem(await office.attempt(agreement_id, "reviews", verdict, office.reviewer), 409, "reviewer-not-asked")
    problem(await office.attempt(agreement_id, "reviews", verdict, stranger), 403, "out-of-scope")


async def test_the_directorate_general_does_not_review_the_draft_of_a_facility(
    office: Office, directorate: str
) -> None:
    agreement_id = await office.submit(await office.draft())
    verdict = {"side": "directorate_general", "verdict": "pass"}
    problem(await office.attempt(agreement_id, "reviews", verdict, directorate), 409, "reviewer-not-asked")


async def test_a_party_signs_once_and_not_in_the_future(office: Office) -> None:
    agreement_id = await office.review(await office.draft())
    facility, _ = (await office.show(agreement_id))["parties"]
    for status, slug, body in (
        (422, "day-in-the-future", office.signature(facility, signed_on=office.day(1))),
        (422, "party-unknown", office.signature({"id": str(uuid4())})),
    ):
        problem(await office.attempt(agreement_id, "signatures", body, office.head), status, slug)
    await office.perform(agreement_id, "signatures", office.signature(facility), office.head)
    again = await office.attempt(agreement_id, "signatures", office.signature(facility), office.head)
    problem(again, 409, "already-signed")


@pytest.mark.parametrize("change", [{"signed_on": 0}, {"signed_on": "86400"}, {"position": "Kepala\u2028Lapas"}])
async def test_a_signature_with_unreadable_values_is_refused(any_office: Office, change: dict[str, Any]) -> None:
    agreement_id = await any_office.review(await any_office.draft())
    facility = (await any_office.show(agreement_id))["parties"][0]
    body = any_office.signature(facility) | change
    problem(await any_office.attempt(agreement_id, "signatures", body, any_office.head), 422, "invalid-request")
    assert (await any_office.show(agreement_id))["document_state"] == "validated"


async def test_extensions_that_are_refused(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    item = (await office.show(old_id))["scope_items"][0]["id"]
    problem(await office.extend(old_id, kept=[str(uuid4())]), 422, "not-in-predecessor")
    problem(await office.extend(old_id, kept=[item, item]), 422, "kept-twice")
    problem(await office.extend(old_id, term=office.term(-401, 800)), 422, "begins-before-predecessor")
    first = await office.extend(old_id, kept=[item])
    assert first.status_code == 201
    assert first.json()["id"] in problem(await office.extend(old_id), 409, "successor-exists")["detail"]

    extension = first.json()["id"]
    [kept] = (await office.content(extension))["scope_items"]
    added = await office.change(extension, scope_items=[kept, ENVIRONMENT])
    problem(added, 422, "additions-untraced")
    problem(await office.change(extension, term=office.term(-401, 800)), 422, "begins-before-predecessor")
    moved = await office.change(extension, scope_items=[{**ENVIRONMENT, "continues": [item]}])
    problem(moved, 422, "kept-elsewhere")
    twice = await office.change(extension, scope_items=[kept, {**HEALTH, "continues": [item]}])
    problem(twice, 422, "kept-twice")


async def test_an_extension_is_not_drafted_with_additions_that_contradict_its_predecessor(office: Office) -> None:
    old_id = await office.signed(await office.draft(scope_items=[HEALTH]))
    [item] = (await office.show(old_id))["scope_items"]
    twice = {**HEALTH, "continues": [item["id"]]}
    problem(await office.extend(old_id, added=[twice]), 422, "kept-twice")
    foreign = {**HEALTH, "continues": [str(uuid4())]}
    problem(await office.extend(old_id, added=[foreign]), 422, "not-in-predecessor")
    problem(await office.extend(old_id, added=[{**ENVIRONMENT, "id": item["id"]}]), 422, "item-unknown")
    problem(await office.extend(old_id, added=[ENVIRONMENT]), 422, "additions-untraced")
    unknown = {**ENVIRONMENT, "ground": "meeting", "meeting_id": str(uuid4())}
    problem(await office.extend(old_id, added=[unknown]), 422, "meeting-unknown")
    assert (await office.show(old_id))["successor_id"] is None


async def test_an_item_or_an_agency_that_is_named_twice(office: Office) -> None:
    id_ = await office.draft(scope_items=[{**HEALTH, "agencies": [office.agency_id, office.agency_id]}])
    [item] = (await office.show(id_))["scope_items"]
    assert [agency["id"] for agency in item["agencies"]] == [office.agency_id]
    [named] = (await office.content(id_))["scope_items"]
    problem(await office.change(id_, scope_items=[named, named]), 422, "item-twice")


@pytest.mark.parametrize("cursor", ["nonsense", "WyJ4Il0", "WyIxIiwgIjIiXQ", "WyJcdWQ4MDAiXQ", "%00"])
async def test_an_invalid_cursor_is_refused(any_office: Office, cursor: str) -> None:
    answer = await any_office.agreements.get(f"/agreements?cursor={cursor}", any_office.officer)
    problem(answer, 400, "invalid-cursor")


@pytest.mark.parametrize(
    "path",
    [
        "/agreements/none",
        "/agreements?state=asleep",
        "/agreements?region=jateng%00",
        "/facilities?region=%00",
        "/facilities?limit=0",
        "/partners?parent_id=1",
    ],
)
async def test_nonsense_in_a_url_is_invalid(any_office: Office, path: str) -> None:
    problem(await any_office.agreements.get(path, any_office.officer), 422, "invalid-request")
