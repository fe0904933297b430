"""Scope items: their ids, functions, agencies, and the ground on which an extension adds one."""

from typing import Any

from tests.behaviour.office import AGRICULTURE, DECIDED, ENVIRONMENT, HEALTH, Office, problem, register_partner

SECURITY = {
    "field": "legal_awareness",
    "description": "Pengamanan bersama Polres",
    "function": "security",
    "delivery": "service",
}
GOODS = {"field": "religion", "description": "200 Al-Qur'an dari Baznas", "delivery": "contribution"}


async def test_an_item_keeps_its_id_through_every_edit(office: Office) -> None:
    id_ = await office.draft(scope_items=[HEALTH, AGRICULTURE])
    health, agriculture = (await office.content(id_))["scope_items"]
    edited = agriculture | {"description": "Budi daya cabai", "target": "20 peserta"}
    changed = await office.change(id_, scope_items=[edited, ENVIRONMENT, health])
    assert changed.is_success, changed.text
    first, new, last = (await office.show(id_))["scope_items"]
    assert (first["id"], first["description"], first["target"]) == (agriculture["id"], "Budi daya cabai", "20 peserta")
    assert last["id"] == health["id"]
    await office.signed(id_)
    assert [item["id"] for item in (await office.show(id_))["scope_items"]] == [first["id"], new["id"], last["id"]]
    texts = (await office.agreements.get(f"/agreements/{id_}/texts", office.officer)).json()
    assert [len(text["content"]["scope_items"]) for text in texts] == [2, 3]


async def test_work_that_is_no_coaching_has_no_pillar_and_brings_no_program(office: Office) -> None:
    id_ = await office.signed(await office.draft(scope_items=[SECURITY, GOODS, AGRICULTURE]))
    items = (await office.show(id_))["scope_items"]
    assert [(item["function"], item["pillar"], item["delivery"]) for item in items] == [
        ("security", None, "service"),
        ("coaching", None, "contribution"),
        ("coaching", "independence", "program"),
    ]

    async def planned() -> None:
        activity = (await office.agreements.get(f"/agreements/{id_}/activity", office.officer)).json()
        assert [len(item["programs"]) for item in activity["scope_items"]] == [0, 0, 1]

    await office.sinergi.eventually(planned)


async def test_one_item_has_several_responsible_agencies(office: Office) -> None:
    hospital = await register_partner(
        office.sinergi,
        {"name": f"RSUD {office.suffix}", "category": "health_provider", "parent_id": office.partner_id},
    )
    id_ = await office.draft(scope_items=[{**HEALTH, "agencies": [office.agency_id, hospital]}])
    [item] = (await office.show(id_))["scope_items"]
    assert {agency["id"] for agency in item["agencies"]} == {office.agency_id, hospital}
    account = f"hospital-{office.suffix}"
    await office.sinergi.assign(account, "partner_contact", "partner", hospital)
    assert (await office.agreements.get(f"/agreements/{id_}", account)).status_code == 200


async def meeting_about(office: Office, agreement_id: str, **changes: Any) -> str:
    body = {
        "kinds": ["evaluation", "renewal_planning"],
        "held": {"edtf": office.day(-3)},
        "about": [{"kind": "agreement", "id": agreement_id}],
    } | changes
    answer = await office.agreements.post("/meetings", body, office.officer)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_what_is_agreed_while_the_draft_lies_on_the_table_is_added_with_its_meeting(office: Office) -> None:
    """Purwokerto and Banyumas: the draft keeps the old fields, and the meeting adds environment and Paket A."""
    old_id = await office.signed(await office.draft(scope_items=[HEALTH]))
    extension = (await office.extend(old_id)).json()["id"]
    meeting = await meeting_about(office, old_id)
    [kept] = (await office.content(extension))["scope_items"]
    agreed = {**ENVIRONMENT, "ground": "meeting", "meeting_id": meeting}
    package = {"field": "package_a", "description": "Paket A", "pillar": "personality"}
    problem(await office.change(extension, scope_items=[kept, agreed, package]), 422, "additions-untraced")
    changed = await office.change(extension, scope_items=[kept, agreed, package | DECIDED])
    assert changed.is_success, changed.text
    shown = await office.show(extension)
    assert [item["ground"] for item in shown["scope_items"]] == [None, "meeting", "decided_without"]
    assert len(shown["scope_changes"]["added"]) == 2


async def test_a_meeting_of_another_kind_or_line_is_no_ground(office: Office) -> None:
    old_id = await office.signed(await office.draft(scope_items=[HEALTH]))
    audience = await meeting_about(office, old_id, kinds=["audience"])
    elsewhere = await meeting_about(office, await office.draft())
    for meeting, slug in ((audience, "meeting-of-another-kind"), (elsewhere, "meeting-unknown")):
        added = {**ENVIRONMENT, "ground": "meeting", "meeting_id": meeting}
        problem(await office.extend(old_id, added=[added]), 422, slug)


async def test_one_item_continues_two_of_its_predecessor(office: Office) -> None:
    other = {**HEALTH, "description": "Imunisasi"}
    old_id = await office.signed(await office.draft(scope_items=[HEALTH, other]))
    ids = [item["id"] for item in (await office.show(old_id))["scope_items"]]
    joined = {**HEALTH, "description": "Pemeriksaan dan imunisasi", "continues": ids}
    answer = await office.extend(old_id, kept=[], added=[joined])
    assert answer.status_code == 201, answer.text
    shown = await office.show(answer.json()["id"])
    assert sorted(shown["scope_items"][0]["continues"]) == sorted(ids)
    assert [len(shown["scope_changes"][name]) for name in ("added", "removed")] == [0, 0]
