"""A head and a regional office assign positions in their own units."""

from typing import Any

import pytest

from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Office, problem

Json = dict[str, Any]


@pytest.fixture
async def head(office: Office) -> str:
    return office.head


def position(office: Office, capability: str, **more: Any) -> Json:
    account = f"new-{office.suffix}"
    unit = {"scope_kind": "facility", "unit": office.facility["id"]}
    return {"account": account, "capability": capability} | unit | more


async def test_a_head_assigns_an_officer_of_the_own_facility(office: Office, head: str) -> None:
    titled = position(office, "cooperation_officer", title="Kepala Seksi Binadik")
    assigned = await office.agreements.post("/positions", titled, head)
    assert assigned.status_code == 201, assigned.text
    assert assigned.json()["title"] == "Kepala Seksi Binadik"
    assert (await office.agreements.get("/agreements", titled["account"])).status_code == 200
    elsewhere = titled | {"unit": next(office.sinergi.facilities)["id"]}
    problem(await office.agreements.post("/positions", elsewhere, head), 403, "out-of-scope")
    problem(await office.agreements.post("/positions", titled, office.officer), 403, "not-permitted")


async def test_an_account_sees_the_own_positions_of_today_with_the_names_of_their_units(
    office: Office, head: str
) -> None:
    account = f"new-{office.suffix}"
    for more in ({}, {"valid_from": office.day(1)}):
        given = position(office, "cooperation_officer", title="Kepala Seksi Binadik", **more)
        assert (await office.agreements.post("/positions", given, head)).status_code == 201
    await office.sinergi.assign(account, "cooperation_officer", "region", office.facility["region"])
    await office.sinergi.assign(account, "reader", "nation", "")
    await office.sinergi.assign(account, "partner_contact", "partner", office.partner_id)
    found = (await office.agreements.get("/positions/mine", account)).json()["items"]
    assert [(each["scope_kind"], each["title"]) for each in found] == [
        ("facility", "Kepala Seksi Binadik"),
        ("region", None),
        ("nation", None),
        ("partner", None),
    ]
    partner = (await office.agreements.get(f"/partners/{office.partner_id}", office.officer)).json()
    assert found[0]["unit_name"] == office.facility["name"]
    assert found[1]["unit_name"].startswith("Kantor Wilayah")
    assert found[2]["unit_name"].startswith("Direktorat Jenderal")
    assert found[3]["unit_name"] == partner["name"]
    problem(await office.agreements.get("/positions/mine", f"nobody-{office.suffix}"), 403, "not-permitted")


async def test_a_head_assigns_the_own_substitute_for_some_days(office: Office, head: str) -> None:
    page = (await office.agreements.get(f"/positions?account={head}", head)).json()
    substitute = position(office, "head", capacity="daily_acting", acts_for=page["items"][0]["id"])
    days = {"letter": "SPRIN-7/2026", "valid_until": office.day(2)}
    problem(await office.agreements.post("/positions", substitute, head), 422, "daily-acting-only")
    definitive = substitute | days | {"capacity": "definitive"}
    problem(await office.agreements.post("/positions", definitive, head), 422, "daily-acting-only")
    assigned = await office.agreements.post("/positions", substitute | days, head)
    assert assigned.status_code == 201, assigned.text
    assert assigned.json()["acts_for"] == page["items"][0]["id"]
    ending = {"last_day": office.day(1), "reason": "Kembali lebih awal."}
    path = assigned.headers["Location"] + "/endings"
    assert (await office.agreements.post(path, ending, head, if_match='"1"')).status_code == 200


async def test_a_regional_office_assigns_in_the_facilities_of_its_region(office: Office, head: str) -> None:
    assigned = await office.agreements.post("/positions", position(office, "head"), office.reviewer)
    assert assigned.status_code == 201, assigned.text
    wider = {"account": "a", "capability": "head", "scope_kind": "nation", "unit": ""}
    problem(await office.agreements.post("/positions", wider, office.reviewer), 403, "out-of-scope")
    facilities = (await office.agreements.get("/facilities?limit=200", OPERATOR)).json()["items"]
    foreign = next(each for each in facilities if each["region"] != office.facility["region"])
    elsewhere = position(office, "cooperation_officer", unit=foreign["id"])
    problem(await office.agreements.post("/positions", elsewhere, office.reviewer), 403, "out-of-scope")
    # Now the facility has two definitive heads, and everyone who keeps its positions is shown so.
    for account in (office.reviewer, head):
        page = (await office.agreements.get("/headships?finding=two_heads", account)).json()
        assert office.facility["id"] in [each["facility_id"] for each in page["items"]]


async def test_a_facility_without_a_head_is_listed(office: Office) -> None:
    facility = next(office.sinergi.facilities)
    await office.sinergi.assign(office.reviewer, "regional_reviewer", "region", facility["region"])
    path = "/headships?finding=no_head&limit=200"
    before = (await office.agreements.get(path, office.reviewer)).json()["items"]
    assert facility["id"] in [each["facility_id"] for each in before]
    acting = position(office, "head", capacity="acting", unit=facility["id"])
    assert (await office.agreements.post("/positions", acting, office.reviewer)).status_code == 201
    after = (await office.agreements.get(path, office.reviewer)).json()["items"]
    assert facility["id"] not in [each["facility_id"] for each in after]


async def test_the_position_acted_for_is_in_the_same_unit(office: Office, head: str) -> None:
    foreign = (await office.agreements.get(f"/positions?account={office.reviewer}", OPERATOR)).json()["items"][0]["id"]
    body = position(office, "cooperation_officer", acts_for=foreign)
    problem(await office.agreements.post("/positions", body, head), 422, "position-unknown")


async def test_the_audit_trail_names_the_grant_that_was_used(office: Office) -> None:
    # The officer is also the contact of the partner, and passes the review as the contact.
    await office.sinergi.assign(office.officer, "partner_contact", "partner", office.partner_id)
    id_ = await office.submit(await office.draft())
    await office.perform(id_, "reviews", {"side": "partner", "verdict": "pass"})
    path = f"/audit-trail?account={office.officer}&limit=200"
    entries = (await office.agreements.get(path, OPERATOR)).json()["items"]
    reviewed = next(entry for entry in entries if "partner" in entry["use_case"])
    assert (reviewed["capability"], reviewed["unit"]) == ("partner_contact", office.partner_id)
