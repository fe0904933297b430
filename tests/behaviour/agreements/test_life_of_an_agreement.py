"""One agreement from its draft to the day on which its extension takes over."""

from typing import Any

from tests.behaviour.office import DECIDED, ENVIRONMENT, Office, number, problem, register_partner


async def test_a_draft_lists_what_is_missing_and_can_be_changed(office: Office) -> None:
    agreement_id = await office.draft(term=None, scope_items=[])
    drafted = await office.show(agreement_id)
    assert (drafted["state"], drafted["version"]) == ("drafting", 1)
    assert drafted["missing_fields"] == ["term", "scope_items", "legal_basis", "funding"]

    changed = await office.change(
        agreement_id,
        title="Judul baru",
        term=office.term(0, 100),
        legal_basis="UU 22/2022",
        scope_items=[ENVIRONMENT],
    )
    assert changed.status_code == 200, changed.text
    assert changed.headers["ETag"] == '"2"'
    now = await office.show(agreement_id)
    assert now["title"] == "Judul baru"
    assert [item["field"] for item in now["scope_items"]] == ["environment"]
    assert now["missing_fields"] == ["funding"]


async def test_review_and_signatures_lead_to_an_active_agreement(office: Office) -> None:
    agreement_id = await office.draft()
    await office.submit(agreement_id)
    sent_back = {
        "side": "partner",
        "verdict": "revise",
        "letter": "415.4/1",
        "comments": [{"clause": "Pasal 4", "text": "Sebutkan dinasnya."}],
    }
    returned = await office.perform(agreement_id, "reviews", sent_back)
    assert returned["document_state"] == "drafting"

    await office.submit(agreement_id)
    passed = {"side": "region", "verdict": "pass", "signing_planned_on": office.day(3)}
    await office.perform(agreement_id, "reviews", passed, office.reviewer)
    validated = await office.perform(agreement_id, "reviews", {"side": "partner", "verdict": "pass"}, office.contact)
    assert validated["document_state"] == "awaiting_signature"

    facility, partner = (await office.show(agreement_id))["parties"]
    acting = office.signature(facility, capacity="daily_acting")
    half = await office.perform(agreement_id, "signatures", acting, office.head)
    assert half["document_state"] == "partially_signed"
    assert [caution["code"] for caution in half["cautions"]] == ["acting_signatory", "letter_missing"]

    await office.perform(agreement_id, "signatures", office.signature(partner))
    signed = await office.show(agreement_id)
    assert signed["state"] == "active"
    assert signed["missing_fields"] == [f"document_number:{party['id']}" for party in (facility, partner)]
    for party in (facility, partner):
        await office.perform(agreement_id, "document-numbers", number(party))
    assert (await office.show(agreement_id))["missing_fields"] == []


async def test_the_day_of_signing_is_planned_again_in_each_round(office: Office) -> None:
    agreement_id = await office.submit(await office.draft())
    planned = {"side": "region", "verdict": "pass", "signing_planned_on": office.day(3)}
    await office.perform(agreement_id, "reviews", planned, office.reviewer)
    comment = {"clause": "Pasal 4", "text": "Sebutkan dinasnya."}
    await office.perform(
        agreement_id, "reviews", {"side": "partner", "verdict": "revise", "comments": [comment]}, office.contact
    )
    assert (await office.change(agreement_id, funding="DIPA")).is_success
    await office.submit(agreement_id)
    await office.perform(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, office.reviewer)
    validated = await office.perform(agreement_id, "reviews", {"side": "partner", "verdict": "pass"}, office.contact)
    assert validated["document_state"] == "validated"


async def test_the_history_lists_every_move(office: Office) -> None:
    agreement_id = await office.signed(await office.draft())
    answer = await office.agreements.get(f"/agreements/{agreement_id}/history", office.contact)
    lines = answer.json()
    assert [line["move"] for line in lines] == ["draft", "submit", "validate", "sign_in_part", "sign"]
    assert lines[-1]["label"] == {"id": "Ditandatangani semua pihak", "en": "Signed by every party"}
    assert lines[-1]["from_state"] == "partially_signed"


async def test_reviews_show_the_time_that_each_side_takes(office: Office) -> None:
    agreement_id = await office.submit(await office.draft())
    await office.perform(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, office.reviewer)
    answer = await office.agreements.get(f"/agreements/{agreement_id}/reviews", office.officer)
    sides = {view["side"]: view for view in answer.json()}
    assert sides["region"]["verdict"] == "pass"
    assert sides["partner"]["verdict"] is None
    assert all(view["waited_hours"] is not None for view in sides.values())


async def test_an_extension_takes_over_at_its_start_and_shows_its_scope_changes(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    old = await office.show(old_id)
    kept = [item["id"] for item in old["scope_items"]][:1]
    answer = await office.extend(old_id, term=office.term(0, 800), kept=kept, added=[ENVIRONMENT | DECIDED])
    assert answer.status_code == 201, answer.text
    new_id = answer.json()["id"]
    new = await office.show(new_id)
    assert new["line_id"] == old_id
    assert [len(new["scope_changes"][name]) for name in ("kept", "added", "removed")] == [1, 1, 1]
    assert (await office.show(old_id))["successor_id"] == new_id

    await office.signed(new_id)

    async def superseded() -> bool:
        return bool((await office.show(old_id))["state"] == "superseded")

    await office.sinergi.eventually(superseded)
    assert (await office.show(new_id))["state"] == "active"


async def test_an_extension_signed_before_its_start_leaves_its_predecessor_in_force(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    new_id = (await office.extend(old_id)).json()["id"]
    await office.signed(new_id)
    assert (await office.show(new_id))["state"] == "signed"
    assert (await office.show(old_id))["state"] == "active"


async def test_a_gap_between_the_terms_is_a_caution(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    answer = await office.extend(old_id, term=office.term(31, 800))
    assert [caution["code"] for caution in answer.json()["cautions"]] == ["gap_between_terms"]
    assert "10 hari" in answer.json()["cautions"][0]["message"]["id"]


async def test_another_extension_can_be_drafted_after_one_is_withdrawn(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    first = (await office.extend(old_id)).json()["id"]
    await office.perform(first, "withdrawals", {"reason": "Mitra menunda."})
    assert (await office.show(first))["state"] == "withdrawn"
    assert (await office.extend(old_id)).status_code == 201


async def test_offices_see_the_name_of_an_individual_and_other_partners_do_not(office: Office) -> None:
    person = {"name": f"Perorangan Contoh {office.suffix}", "category": "individual"}
    answer = await office.agreements.post("/partners", person, office.officer)
    facility, partner = office.draft_body()["parties"]
    parties = [facility, partner, {"unit_id": answer.json()["id"]}]
    agreement_id = await office.submit(await office.draft(parties=parties, scope_items=[ENVIRONMENT]))

    async def named_to(account: str, path: str) -> list[str]:
        shown = (await office.agreements.get(path, account)).json()
        lines = shown.get("items", [shown])
        return sorted({name for line in lines for name in names_in(line) if name.startswith(("Perorangan", "Mitra"))})

    whole, list_, waiting = f"/agreements/{agreement_id}", "/agreements", "/waiting?limit=200"
    assert await named_to(office.officer, whole) == [person["name"]]
    assert await named_to(office.contact, whole) == ["Mitra perorangan"]
    for account in (office.officer, office.contact):
        assert await named_to(account, list_) == ["Mitra perorangan"]
        assert await named_to(account, waiting) in ([], ["Mitra perorangan"])


def names_in(line: Any) -> list[str]:
    """Every text in an answer."""
    if isinstance(line, str):
        return [line]
    if isinstance(line, dict):
        line = list(line.values())
    return [name for one in line for name in names_in(one)] if isinstance(line, list) else []


async def test_each_of_several_partners_reviews_for_itself(office: Office) -> None:
    other = await register_partner(
        office.sinergi, {"name": f"Yayasan Contoh {office.suffix}", "category": "foundation_ngo"}
    )
    agreement_id = await in_review_by_two_partners(office, other)
    verdict = {"side": "partner", "verdict": "pass"}
    problem(await office.attempt(agreement_id, "reviews", verdict, office.contact), 422, "unit-needed")
    mine = await office.perform(agreement_id, "reviews", verdict | {"unit": office.partner_id}, office.contact)
    assert mine["document_state"] == "review"
    others = verdict | {"unit": other}
    problem(await office.attempt(agreement_id, "reviews", others, office.contact), 403, "out-of-scope")
    last = await office.perform(agreement_id, "reviews", others | {"letter": "440/3"})
    assert last["document_state"] == "validated"


async def test_the_contact_of_a_partner_reviews_for_an_agency_under_it(office: Office) -> None:
    agreement_id = await in_review_by_two_partners(office, office.agency_id)
    for unit, state in ((office.agency_id, "review"), (office.partner_id, "validated")):
        verdict = {"side": "partner", "verdict": "pass", "unit": unit}
        given = await office.perform(agreement_id, "reviews", verdict, office.contact)
        assert given["document_state"] == state


async def in_review_by_two_partners(office: Office, other: str) -> str:
    """An agreement with the office's partner and another one, which the region has approved."""
    parties = [*office.draft_body()["parties"], {"unit_id": other}]
    agreement_id = await office.submit(await office.draft(parties=parties, scope_items=[ENVIRONMENT]))
    await office.perform(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, office.reviewer)
    return agreement_id
