"""Keeping the master data of partners: former names, duplicates, particulars, closing; fields and facts of units."""

from typing import Any

import pytest

from services.agreements.register.model.fields import FieldNode, FieldTree, NewField
from services.agreements.register.store.fields import (
    insert_field,
    load_field_names,
    lock_fields,
    save_shipped_fields,
)
from shared.values.texts import Text
from tests.behaviour.agreements.published import name, published
from tests.behaviour.agreements.test_mergers import merged, shown
from tests.behaviour.agreements.test_partner_tree import change, contact_of, registered
from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Office, problem
from tests.behaviour.waiting.kept_list import connect

Json = dict[str, Any]
pytestmark = pytest.mark.usefixtures("directorate")


async def register(office: Office, name: str, **more: Any) -> Json:
    body = {"name": f"{name} {office.suffix}", "category": "local_government", **more}
    answer = await office.agreements.post("/partners", body, office.officer)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def pairs_of(office: Office, partner_id: str) -> list[Json]:
    page = await office.agreements.get(f"/partner-duplicates?partner_id={partner_id}", office.directorate)
    assert page.status_code == 200, page.text
    return list(page.json()["items"])


async def test_a_former_name_stays_and_finds_the_partner(office: Office) -> None:
    id_ = await registered(office, "BNN Kota Lama")
    assert (await change(office, id_, "", {"name": f"BNNK Baru {office.suffix}"})).status_code == 200
    partner = await shown(office, id_)
    (former,) = partner["former_names"]
    assert former == {"name": f"BNN Kota Lama {office.suffix}", "used_until": office.sinergi.today().isoformat()}
    found = await office.agreements.get(f"/partners?name=Kota Lama {office.suffix}", office.officer)
    assert [each["id"] for each in found.json()["items"]] == [id_]


async def test_three_spellings_of_one_regency_are_proposed_and_decided(office: Office) -> None:
    first = await register(office, "Pemkab")
    assert [each["code"] for each in first["cautions"]] == []
    second, third = await register(office, "Kab."), await register(office, "Pemda")
    for partner, others in ((second, [first]), (third, [first, second])):
        assert {each["code"] for each in partner["cautions"]} == {"may_be_registered"}
        assert {each["partner_id"] for each in partner["cautions"]} == {other["id"] for other in others}
    assert len(await pairs_of(office, first["id"])) == 2
    # Of these three, only the one that names no level may be a town.
    town = await register(office, "Pemkot")
    assert [each["partner_id"] for each in town["cautions"]] == [third["id"]]
    children = [
        await register(office, name, parent_id=above["id"])
        for name, above in (("Dinas Kesehatan", first), ("Dinkes", second))
    ]
    assert [each["cautions"] for each in children] == [[], []]
    await merged(office, second["id"], first["id"])
    # Those under the two are under one now.
    (below,) = await pairs_of(office, children[0]["id"])
    assert {each["id"] for each in below["partners"]} == {each["id"] for each in children}
    (pair,) = await pairs_of(office, first["id"])
    path = f"/partner-duplicates/{pair['id']}"
    refused = await office.agreements.post(f"{path}/dismissals", {"reason": "Beda."}, office.officer)
    problem(refused, 403, "not-permitted")
    dismissed = await office.agreements.post(f"{path}/dismissals", {"reason": "Beda."}, office.directorate)
    assert dismissed.status_code == 200, dismissed.text
    assert await pairs_of(office, first["id"]) == []


async def test_particulars_are_for_our_offices_and_the_partner_itself(office: Office) -> None:
    path = f"/partners/{office.partner_id}/particulars"
    body = {
        "level": "regency",
        "region": office.facility["region"],
        "head": {"office": "Bupati", "valid_from": office.day(-300), "valid_until": office.day(1000)},
        "contacts": [{"office": "Bagian Kerja Sama", "duty": "Naskah", "email": "kerjasama@contoh.example"}],
        "risk_flags": ["in_dispute"],
    }
    tag = (await office.agreements.get(path, office.directorate)).headers["ETag"]
    described = await office.agreements.put(path, body, office.directorate, if_match=tag)
    assert described.status_code == 200, described.text
    read = {each: (await office.agreements.get(path, each)).json() for each in (office.officer, office.contact)}
    assert {name: read[office.officer][name] for name in ("level", "risk_flags")} == {
        "level": "regency",
        "risk_flags": ["in_dispute"],
    }
    drafted = await office.agreements.post("/agreements", office.draft_body(), office.officer)
    assert "risky_partner" in {each["code"] for each in drafted.json()["cautions"]}
    assert read[office.contact]["contacts"][0]["email"] == "kerjasama@contoh.example"
    assert (read[office.contact]["risk_flags"], read[office.contact]["closed_reason"]) == ([], None)
    # A contact of an agency reads the partner above, and not how to reach it.
    of_agency = await contact_of(office, office.agency_id)
    assert (await office.agreements.get(f"/partners/{office.partner_id}", of_agency)).status_code == 200
    problem(await office.agreements.get(path, of_agency), 403, "out-of-scope")

    async def change_to(account: str, changed: Json) -> Any:
        version = (await office.agreements.get(path, office.directorate)).headers["ETag"]
        return await office.agreements.put(path, body | changed, account, if_match=version)

    problem(await change_to(office.officer, {}), 403, "not-permitted")
    problem(await change_to(office.directorate, {"region": "ATLANTIS"}), 422, "region-unknown")
    reversed_term = {"head": {"office": "Bupati", "valid_from": office.day(2), "valid_until": office.day(1)}}
    problem(await change_to(office.directorate, reversed_term), 422, "head-term-reversed")
    three = {"contacts": [{"office": "A"}, {"office": "B"}, {"office": "C"}]}
    problem(await change_to(office.directorate, three), 422, "invalid-request")


async def test_closing_a_partner_names_what_is_left_behind(office: Office) -> None:
    await office.draft()
    closing = {"closed_on": office.day(-1), "reason": "Dibubarkan."}
    closed = (await change(office, office.partner_id, "closings", closing)).json()
    assert [each["code"] for each in closed["cautions"]] == ["live_agreements"]
    particulars = await office.agreements.get(f"/partners/{office.partner_id}/particulars", office.officer)
    assert particulars.json()["closed_reason"] == "Dibubarkan."


async def test_a_field_is_added_in_the_next_version_of_the_tree(office: Office) -> None:
    code = "".join(chr(ord("a") + int(digit, 16)) for digit in office.suffix)
    before = (await office.agreements.get("/fields", OPERATOR)).json()["version"]
    body = {"code": code, "parent": "livestock", "name": {"id": f"Bidang {code}", "en": f"Field {code}"}}
    problem(await office.agreements.post("/fields", body, office.officer), 403, "not-permitted")
    added = await office.agreements.post("/fields", body, office.directorate)
    assert added.status_code == 201, added.text
    tree = added.json()
    assert tree["version"] == before + 1
    (livestock,) = [each for each in tree["fields"] if each["code"] == "livestock"]
    assert code in {each["code"] for each in livestock["children"]}
    problem(await office.agreements.post("/fields", body, office.directorate), 409, "field-known")
    orphan = body | {"code": f"{code}_x", "parent": "astrology"}
    problem(await office.agreements.post("/fields", orphan, office.directorate), 422, "field-unknown")
    item = {"field": code, "description": "Budi daya lebah", "pillar": "independence"}
    drafted = await office.show(await office.draft(scope_items=[item]))
    assert drafted["scope_items"][0]["field_name"] == f"Bidang {code}"


async def test_a_newer_shipped_tree_keeps_what_was_added_to_the_older_one(office: Office) -> None:
    """The transaction is rolled back, because all tests share the tree."""
    text = Text("Contoh", "Example")

    def node(code: str, *children: FieldNode) -> FieldNode:
        return FieldNode(code=code, name=Text(code, code.title()), children=children)

    def shipped(version: int, *fields: FieldNode) -> FieldTree:
        return FieldTree(version=version, fields=fields)

    database = await connect(office.sinergi.stack)
    transaction = database.transaction()
    await transaction.start()
    before = await lock_fields(database)
    theirs = {row["code"] for row in await database.fetch("SELECT code FROM field WHERE own")}

    async def added() -> dict[str, str | None]:
        """The tree without the fields that other tests have added."""
        tree = await lock_fields(database)
        return {each.code: parent for each, parent in tree.walk() if each.code not in theirs}

    await insert_field(database, NewField(code="x_own", parent="livestock", name=text), before.version + 1)
    await insert_field(database, NewField(code="x_below", parent="x_own", name=text), before.version + 2)
    await insert_field(database, NewField(code="x_taken", name=text), before.version + 3)
    # The next edition drops `livestock`, moves `package_a`, and ships a field that was added here.
    newer = shipped(before.version + 1, node("education", node("x_taken")), node("package_a"))
    await save_shipped_fields(database, newer)
    tree = await lock_fields(database)
    assert tree.version == before.version + 4
    assert await added() == {
        "education": None,
        "x_taken": "education",
        "package_a": None,
        "livestock": None,
        "x_own": "livestock",
        "x_below": "x_own",
    }
    # An older edition changes nothing, and a dropped field can still be named by the agreements of before.
    await save_shipped_fields(database, shipped(before.version, node("health")))
    assert await lock_fields(database) == tree
    assert await load_field_names(database, ["health"]) == ({"health": "Kesehatan"}, set())
    # The edition after it has no field that was added here, and these stay all the same.
    await save_shipped_fields(database, shipped(before.version + 5, node("education")))
    assert (await added()).keys() == {"education", "livestock", "x_own", "x_below"}
    await transaction.rollback()
    await database.close()


async def test_a_fact_of_a_unit_holds_from_its_day_on(office: Office) -> None:
    unit, agreements = f"/units/{office.facility['id']}", office.agreements
    facts = [
        {"kind": "capacity", "valid_from": office.day(-400), "value": "250", "source": "Daftar 2025"},
        {"kind": "capacity", "valid_from": office.day(-30), "value": "300", "source": "Daftar 2026"},
        {"kind": "province", "valid_from": office.day(-400), "value": "Jawa Tengah", "source": "Daftar 2025"},
    ]
    for fact in (*facts[::-1], facts[0]):
        recorded = await agreements.post(f"{unit}/facts", fact, office.directorate)
        assert recorded.status_code == 200, recorded.text
    ours = [each for each in (await agreements.get(unit, office.officer)).json()["facts"] if each in facts]
    assert ours == facts
    problem(await agreements.post(f"{unit}/facts", facts[0], office.officer), 403, "not-permitted")
    unreadable = await agreements.post(f"{unit}/facts", facts[0] | {"value": "250 orang"}, office.directorate)
    problem(unreadable, 422, "fact-unreadable")
    future = await agreements.post(f"{unit}/facts", facts[0] | {"valid_from": office.day(9)}, office.directorate)
    problem(future, 422, "day-in-the-future")


async def test_no_event_has_a_contact_or_a_reason(office: Office) -> None:
    id_ = await registered(office, "Yayasan")
    path = f"/partners/{id_}/particulars"
    secret = f"Sekretariat {office.suffix}"
    answer = await office.agreements.put(path, {"contacts": [{"office": secret}]}, office.directorate, if_match='"1"')
    assert answer.is_success, answer.text
    await merged(office, id_, office.partner_id)
    events = await published(office, id_, "partner.merged")
    assert [name(each) for each in events] == ["partner.registered", "partner.merged"]
    assert secret not in str(events)
