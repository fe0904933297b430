"""Partners are a tree of any depth: who acts for whom, and what happens when a partner is renamed, merged or closed."""

from typing import Any

import httpx2

from tests.behaviour.client import OPERATOR
from tests.behaviour.office import DECIDED, HEALTH, Office, problem

Json = dict[str, Any]


async def registered(office: Office, name: str, parent_id: str | None = None) -> str:
    body = {"name": f"{name} {office.suffix}", "category": "narcotics_agency", "parent_id": parent_id}
    answer = await office.agreements.post("/partners", body, office.officer)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def change(office: Office, partner_id: str, step: str, body: Json) -> httpx2.Response:
    path = f"/partners/{partner_id}"
    tag = (await office.agreements.get(path, OPERATOR)).headers["ETag"]
    if step:
        return await office.agreements.post(f"{path}/{step}", body, OPERATOR, if_match=tag)
    return await office.agreements.put(path, body, OPERATOR, if_match=tag)


async def contact_of(office: Office, partner_id: str) -> str:
    account = f"contact-{partner_id}"
    await office.sinergi.assign(account, "partner_contact", "partner", partner_id)
    return account


async def test_an_agency_at_any_depth_answers_for_an_item(office: Office) -> None:
    clinic = await registered(office, "Puskesmas", office.agency_id)
    items = [{**HEALTH, "agencies": [agency]} for agency in (clinic, office.partner_id)]
    drafted = await office.show(await office.draft(scope_items=items))
    agencies = [[agency["id"] for agency in item["agencies"]] for item in drafted["scope_items"]]
    assert agencies == [[clinic], [office.partner_id]]
    foreign = [{**HEALTH, "agencies": [await registered(office, "BNN")]}]
    answer = await office.agreements.post("/agreements", office.draft_body(scope_items=foreign), office.officer)
    problem(answer, 422, "agency-of-no-party")


async def test_an_agency_that_signs_answers_for_its_own_items(office: Office) -> None:
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": office.agency_id}]
    await office.draft(parties=parties, scope_items=[{**HEALTH, "agencies": [office.agency_id]}])


async def test_the_contact_of_a_partner_reads_what_everything_under_it_agrees(office: Office) -> None:
    province = await registered(office, "BNNP")
    regency = await registered(office, "BNNK", province)
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": regency}]
    id_ = await office.draft(parties=parties, scope_items=[HEALTH])
    above, below = await contact_of(office, province), await contact_of(office, regency)
    for contact in (above, below):
        assert (await office.agreements.get(f"/agreements/{id_}", contact)).status_code == 200
        page = (await office.agreements.get("/agreements", contact)).json()
        assert [item["id"] for item in page["items"]] == [id_]
    own = await office.draft(parties=[parties[0], {"unit_id": province}], scope_items=[HEALTH])
    problem(await office.agreements.get(f"/agreements/{own}", below), 403, "out-of-scope")
    # Each reads the other in the master data, and no partner beside the two.
    for contact in (above, below):
        page = (await office.agreements.get(f"/partners?name={office.suffix}", contact)).json()
        assert {item["id"] for item in page["items"]} == {province, regency}


async def test_an_individual_is_named_to_those_concerned_only(office: Office, directorate: str) -> None:
    name, public = f"Perorangan Contoh {office.suffix}", "Mitra perorangan"
    body = {"name": name, "category": "individual", "parent_id": office.partner_id}
    registered = await office.agreements.post("/partners", body, office.officer)
    id_, contact = registered.json()["id"], await contact_of(office, registered.json()["id"])
    system, stranger = f"subscriber-{office.suffix}", f"stranger-{office.suffix}"
    subscriber = {"account": system, "capability": "system_subscriber", "scope_kind": "nation"}
    assert (await office.agreements.post("/positions", subscriber, OPERATOR)).status_code == 201
    await office.sinergi.assign(stranger, "officer", "facility", next(office.sinergi.facilities)["id"])

    async def named_to(*accounts: str) -> dict[str, str]:
        """The name by which each account is shown the individual, in the register and in its lists."""
        found = {}
        for account in accounts:
            shown = (await office.agreements.get(f"/partners/{id_}", account)).json()["name"]
            page = f"/partners?parent_id={office.partner_id}&category=individual"
            listed = [each["name"] for each in (await office.agreements.get(page, account)).json()["items"]]
            searched = (await office.agreements.get(f"{page}&name={name}", account)).json()["items"]
            assert (listed, len(searched)) == ([shown], int(shown == name))
            found[account] = shown
        return found

    # Those who keep the register, the individual, and the partner above; no office before there is an agreement.
    keepers = dict.fromkeys((OPERATOR, directorate, contact, office.contact), name)
    unconcerned = dict.fromkeys((stranger, system), public)
    everyone = (*keepers, office.officer, office.reviewer, *unconcerned)
    offices = (office.officer, office.reviewer)
    assert await named_to(*everyone) == keepers | dict.fromkeys(offices, public) | unconcerned
    items = [{**HEALTH, "agencies": [id_]}]
    await office.draft(scope_items=items)
    assert await named_to(*everyone) == keepers | dict.fromkeys(offices, name) | unconcerned
    minutes = {"kinds": ["coordination"], "visibility": "internal", "recorded_by": office.facility["id"]}
    named = minutes | {"held": {"edtf": office.day(0)}, "attendance": [{"unit_id": id_, "position": "Pengajar"}]}
    refused = await office.agreements.post("/meetings", named, office.officer)
    assert public in problem(refused, 422, "partner-in-internal-meeting")["detail"]
    assert name not in refused.text


async def test_a_renamed_partner_has_its_new_name_and_place(office: Office) -> None:
    province, regency = await registered(office, "BNNP"), await registered(office, "BNN Kota")
    body = {"name": f"BNNK {office.suffix}", "parent_id": province}
    renamed = await change(office, regency, "", body)
    assert renamed.status_code == 200, renamed.text
    shown = (await office.agreements.get(f"/partners/{regency}", office.officer)).json()
    assert (shown["name"], shown["lineage"], shown["version"]) == (body["name"], [regency, province], 2)
    problem(await change(office, province, "", {"name": "BNNP", "parent_id": regency}), 422, "under-itself")
    taken = {"name": f"BNNP {office.suffix}"}
    problem(await change(office, regency, "", taken), 409, "partner-known")
    stale = await office.agreements.put(f"/partners/{regency}", body, OPERATOR, if_match='"1"')
    problem(stale, 412, "version-stale")
    refused = await office.agreements.put(f"/partners/{regency}", body, office.officer, if_match='"2"')
    problem(refused, 403, "not-permitted")


async def test_a_merged_partner_resolves_to_the_one_that_stays(office: Office) -> None:
    twice = await registered(office, "Pemkab")
    below = await registered(office, "Dinas", twice)
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": twice}]
    id_ = await office.submit(await office.draft(parties=parties, scope_items=[{**HEALTH, "agencies": [below]}]))
    old_contact = await contact_of(office, twice)
    merged = await change(office, twice, "mergers", {"into": office.partner_id, "reason": "Terdaftar dua kali."})
    assert merged.status_code == 200, merged.text

    shown = await office.agreements.get(f"/partners/{twice}", office.officer)
    assert shown.json()["id"] == office.partner_id
    agreement = await office.show(id_)
    assert agreement["parties"][1]["unit"]["id"] == office.partner_id
    lineage = (await office.agreements.get(f"/partners/{below}", office.officer)).json()["lineage"]
    assert lineage == [below, twice, office.partner_id]
    for contact in (office.contact, old_contact):
        assert (await office.agreements.get(f"/agreements/{id_}", contact)).status_code == 200
    # The review that waited for the merged partner waits for the one that stays.
    await office.perform(id_, "reviews", {"side": "partner", "verdict": "pass"}, office.contact)
    # A new draft that names the old id has the partner that stays as its party.
    new = await office.show(await office.draft(parties=parties, scope_items=[HEALTH]))
    assert new["parties"][1]["unit"]["id"] == office.partner_id


async def test_two_parties_of_one_live_agreement_are_not_merged(office: Office) -> None:
    other = await registered(office, "Pemkab")
    parties = [*office.draft_body()["parties"], {"unit_id": other}]
    id_ = await office.draft(parties=parties)
    merger = {"into": office.partner_id, "reason": "Terdaftar dua kali."}
    assert id_ in problem(await change(office, other, "mergers", merger), 409, "both-in-one-agreement")["detail"]
    await office.perform(id_, "withdrawals", {"reason": "Salah mitra."})
    assert (await change(office, other, "mergers", merger)).status_code == 200


async def test_a_partner_is_not_merged_into_one_under_it(office: Office) -> None:
    merger = {"into": office.agency_id, "reason": "Terdaftar dua kali."}
    problem(await change(office, office.partner_id, "mergers", merger), 422, "under-itself")


async def test_a_closed_partner_stays_on_record_and_does_not_change(office: Office) -> None:
    id_ = await registered(office, "Yayasan")
    closing = {"closed_on": office.day(-1), "reason": "Dibubarkan."}
    problem(await change(office, id_, "closings", closing | {"closed_on": office.day(2)}), 422, "day-in-the-future")
    assert (await change(office, id_, "closings", closing)).json()["closed_on"] == office.day(-1)
    problem(await change(office, id_, "closings", closing), 409, "partner-has-closed")
    below = {"name": f"Unit {office.suffix}", "category": "foundation_ngo", "parent_id": id_}
    problem(await office.agreements.post("/partners", below, office.officer), 409, "partner-has-closed")


async def test_a_closed_partner_is_not_named_in_a_new_draft(office: Office) -> None:
    other = await registered(office, "Yayasan Lain")
    facility = {"unit_id": office.facility["id"]}
    of_agency, of_partner = [{**HEALTH, "agencies": [office.agency_id]}], [{**HEALTH, "agencies": []}]
    named = await office.draft(parties=[facility, {"unit_id": other}, {"unit_id": office.partner_id}])
    elsewhere = await office.draft(scope_items=of_partner)
    signed = await office.signed(await office.draft(scope_items=of_partner))
    for id_ in (other, office.agency_id):
        closing = {"closed_on": office.day(-1), "reason": "Dibubarkan."}
        assert (await change(office, id_, "closings", closing)).is_success

    party = [facility, {"unit_id": office.partner_id}, {"unit_id": other}]
    for changes in ({"parties": party, "scope_items": of_partner}, {"scope_items": of_agency}):
        body = office.draft_body(**changes)
        problem(await office.agreements.post("/agreements", body, office.officer), 409, "partner-has-closed")
        problem(await office.change(elsewhere, **changes), 409, "partner-has-closed")
        added = {"added": [of_agency[0] | DECIDED]} if "parties" not in changes else {"parties": party}
        problem(await office.extend(signed, **added), 409, "partner-has-closed")
        # An agreement of the past may name it.
        past = body | {"source": "paper", "confidence": "confirmed", "term": office.term(-900, -400)}
        registered_one = await office.agreements.post("/agreements/registrations", past, office.officer)
        assert registered_one.status_code == 201, registered_one.text
    # A draft that named it before keeps it.
    assert (await office.change(named, title="Judul lain")).is_success
