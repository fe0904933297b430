"""One agreement from its draft to the day on which its extension takes over."""

from typing import Any

from tests.behaviour.agreements.desk import ENVIRONMENT, Desk, problem


async def test_a_draft_lists_what_is_missing_and_can_be_changed(desk: Desk) -> None:
    agreement_id = await desk.drafted(term=None, scope_items=[])
    drafted = await desk.show(agreement_id)
    assert (drafted["state"], drafted["version"]) == ("drafting", 1)
    assert drafted["missing_fields"] == ["term", "scope_items", "legal_basis", "funding"]

    body = {
        "title": "Judul baru",
        "term": desk.term(0, 100),
        "legal_basis": "UU 22/2022",
        "scope_items": [ENVIRONMENT],
    }
    changed = await desk.sinergi.agreements.put(
        f"/agreements/{agreement_id}/draft", body, desk.officer, if_match=await desk.etag(agreement_id)
    )
    assert changed.status_code == 200, changed.text
    assert changed.headers["ETag"] == '"2"'
    now = await desk.show(agreement_id)
    assert now["title"] == "Judul baru"
    assert [item["field"] for item in now["scope_items"]] == ["environment"]
    assert now["missing_fields"] == ["funding"]


async def test_review_and_signatures_lead_to_an_active_agreement(desk: Desk) -> None:
    agreement_id = await desk.drafted()
    await desk.in_review(agreement_id)
    sent_back = {
        "side": "partner",
        "verdict": "revise",
        "letter": "415.4/1",
        "comments": [{"clause": "Pasal 4", "text": "Sebutkan dinasnya."}],
    }
    returned = await desk.did(agreement_id, "reviews", sent_back)
    assert returned["document_state"] == "drafting"

    await desk.in_review(agreement_id)
    passed = {"side": "region", "verdict": "pass", "signing_planned_on": desk.day(3)}
    await desk.did(agreement_id, "reviews", passed, desk.reviewer)
    validated = await desk.did(agreement_id, "reviews", {"side": "partner", "verdict": "pass"}, desk.contact)
    assert validated["document_state"] == "awaiting_signature"

    facility, partner = (await desk.show(agreement_id))["parties"]
    acting = desk.signature(facility, capacity="daily_acting")
    half = await desk.did(agreement_id, "signatures", acting)
    assert half["document_state"] == "partially_signed"
    assert [caution["code"] for caution in half["cautions"]] == ["acting_signatory", "appointment_letter_missing"]

    await desk.did(agreement_id, "signatures", desk.signature(partner, document_number=None))
    signed = await desk.show(agreement_id)
    assert signed["state"] == "active"
    assert f"document_number:{partner['id']}" in signed["missing_fields"]
    late = {"party_id": partner["id"], "document_number": "415.4/77"}
    await desk.did(agreement_id, "document-numbers", late)
    assert (await desk.show(agreement_id))["missing_fields"] == ["legal_basis", "funding"]


async def test_the_day_of_signing_is_planned_again_in_each_round(desk: Desk) -> None:
    agreement_id = await desk.in_review(await desk.drafted())
    planned = {"side": "region", "verdict": "pass", "signing_planned_on": desk.day(3)}
    await desk.did(agreement_id, "reviews", planned, desk.reviewer)
    comment = {"clause": "Pasal 4", "text": "Sebutkan dinasnya."}
    await desk.did(
        agreement_id, "reviews", {"side": "partner", "verdict": "revise", "comments": [comment]}, desk.contact
    )
    await desk.in_review(agreement_id)
    await desk.did(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, desk.reviewer)
    validated = await desk.did(agreement_id, "reviews", {"side": "partner", "verdict": "pass"}, desk.contact)
    assert validated["document_state"] == "validated"


async def test_the_history_lists_every_move(desk: Desk) -> None:
    agreement_id = await desk.signed(await desk.drafted())
    answer = await desk.sinergi.agreements.get(f"/agreements/{agreement_id}/history", desk.contact)
    lines = answer.json()
    assert [line["move"] for line in lines] == ["draft", "submit", "validate", "sign_in_part", "sign"]
    assert lines[-1]["label"] == {"id": "Ditandatangani semua pihak", "en": "Signed by every party"}
    assert lines[-1]["from_state"] == "partially_signed"


async def test_reviews_show_the_time_that_each_side_takes(desk: Desk) -> None:
    agreement_id = await desk.in_review(await desk.drafted())
    await desk.did(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, desk.reviewer)
    answer = await desk.sinergi.agreements.get(f"/agreements/{agreement_id}/reviews", desk.officer)
    sides = {view["side"]: view for view in answer.json()}
    assert sides["region"]["verdict"] == "pass"
    assert sides["partner"]["verdict"] is None
    assert all(view["waited_hours"] is not None for view in sides.values())


async def test_an_extension_takes_over_at_its_start_and_shows_its_scope_changes(desk: Desk) -> None:
    old_id = await desk.signed(await desk.drafted())
    old = await desk.show(old_id)
    kept = [item["id"] for item in old["scope_items"]][:1]
    answer = await desk.extend(
        old_id, term=desk.term(0, 800), kept=kept, added=[ENVIRONMENT], reason="Disepakati lewat surat."
    )
    assert answer.status_code == 201, answer.text
    new_id = answer.json()["id"]
    new = await desk.show(new_id)
    assert new["line_id"] == old_id
    assert [len(new["scope_changes"][name]) for name in ("kept", "added", "removed")] == [1, 1, 1]
    assert (await desk.show(old_id))["successor_id"] == new_id

    await desk.signed(new_id)

    async def superseded() -> bool:
        return (await desk.show(old_id))["state"] == "superseded"

    await desk.sinergi.eventually(superseded)
    assert (await desk.show(new_id))["state"] == "active"


async def test_an_extension_signed_before_its_start_leaves_its_predecessor_in_force(desk: Desk) -> None:
    old_id = await desk.signed(await desk.drafted())
    new_id = (await desk.extend(old_id)).json()["id"]
    await desk.signed(new_id)
    assert (await desk.show(new_id))["state"] == "signed"
    assert (await desk.show(old_id))["state"] == "active"


async def test_a_gap_between_the_terms_is_a_caution(desk: Desk) -> None:
    old_id = await desk.signed(await desk.drafted())
    answer = await desk.extend(old_id, term=desk.term(31, 800))
    assert [caution["code"] for caution in answer.json()["cautions"]] == ["gap_between_terms"]
    assert "10 hari" in answer.json()["cautions"][0]["message"]["id"]


async def test_another_extension_can_be_drafted_after_one_is_withdrawn(desk: Desk) -> None:
    old_id = await desk.signed(await desk.drafted())
    first = (await desk.extend(old_id)).json()["id"]
    await desk.did(first, "withdrawals", {"reason": "Mitra menunda."})
    assert (await desk.show(first))["state"] == "withdrawn"
    assert (await desk.extend(old_id)).status_code == 201


async def test_a_regional_agreement_is_kept_by_its_region_and_reviewed_by_the_directorate_general(
    desk: Desk, directorate: str
) -> None:
    body = desk.draft_body(level="regional", instrument="memorandum_of_understanding")
    problem(await desk.sinergi.agreements.post("/agreements", body, desk.officer), 403, "out-of-scope")
    drafted = await desk.sinergi.agreements.post("/agreements", body, desk.reviewer)
    assert drafted.status_code == 201, drafted.text
    agreement_id = drafted.json()["id"]
    await desk.did(agreement_id, "submissions", None, desk.reviewer)
    await desk.did(agreement_id, "reviews", {"side": "directorate", "verdict": "pass"}, directorate)
    by_letter = {"side": "partner", "verdict": "pass", "letter": "415.4/9"}
    passed = await desk.did(agreement_id, "reviews", by_letter, desk.reviewer)
    assert passed["document_state"] == "validated"


async def test_offices_see_the_name_of_an_individual_and_other_partners_do_not(desk: Desk) -> None:
    person = {"name": f"Perorangan Contoh {desk.mark}", "category": "individual"}
    answer = await desk.sinergi.agreements.post("/partners", person, desk.officer)
    facility, partner = desk.draft_body()["parties"]
    parties = [facility, partner, {"partner_id": answer.json()["id"]}]
    agreement_id = await desk.in_review(await desk.drafted(parties=parties, scope_items=[ENVIRONMENT]))

    async def named_to(account: str, path: str) -> list[str]:
        shown = (await desk.sinergi.agreements.get(path, account)).json()
        lines = shown.get("items", [shown])
        return sorted({name for line in lines for name in names_in(line) if name.startswith(("Perorangan", "Mitra"))})

    whole, list_, waiting = f"/agreements/{agreement_id}", "/agreements", "/waiting?limit=200"
    assert await named_to(desk.officer, whole) == [person["name"]]
    assert await named_to(desk.contact, whole) == ["Mitra perorangan"]
    for account in (desk.officer, desk.contact):
        assert await named_to(account, list_) == ["Mitra perorangan"]
        assert await named_to(account, waiting) in ([], ["Mitra perorangan"])


def names_in(line: Any) -> list[str]:
    """Every text in an answer."""
    if isinstance(line, str):
        return [line]
    if isinstance(line, dict):
        line = list(line.values())
    return [name for one in line for name in names_in(one)] if isinstance(line, list) else []


async def test_each_of_several_partners_reviews_for_itself(desk: Desk) -> None:
    facility, partner = desk.draft_body()["parties"]
    agreement_id = await desk.in_review(
        await desk.drafted(parties=[facility, partner, {"partner_id": desk.agency_id}], scope_items=[ENVIRONMENT])
    )
    await desk.did(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, desk.reviewer)
    verdict = {"side": "partner", "verdict": "pass"}
    problem(await desk.do(agreement_id, "reviews", verdict, desk.contact), 422, "unit-needed")
    mine = await desk.did(agreement_id, "reviews", verdict | {"unit": desk.partner_id}, desk.contact)
    assert mine["document_state"] == "review"
    others = verdict | {"unit": desk.agency_id}
    problem(await desk.do(agreement_id, "reviews", others, desk.contact), 403, "out-of-scope")
    last = await desk.did(agreement_id, "reviews", others | {"letter": "440/3"})
    assert last["document_state"] == "validated"
