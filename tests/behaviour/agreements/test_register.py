"""The register: reference data, partners and their agencies, positions."""

from uuid import uuid4

from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import Office, problem


async def test_all_shipped_units_and_fields_are_listed(sinergi: Sinergi) -> None:
    names: list[str] = []
    path = "/facilities?limit=200"
    while path:
        page = (await sinergi.agreements.get(path, OPERATOR)).json()
        names += [item["name"] for item in page["items"]]
        path = f"/facilities?limit=200&cursor={page['next']}" if page["next"] else ""
    # Other tests may found facilities.
    assert len(names) >= 612
    assert names == sorted(set(names))
    assert len((await sinergi.agreements.get("/regional-offices", OPERATOR)).json()) == 33
    tree = (await sinergi.agreements.get("/fields", OPERATOR)).json()["fields"]
    education = next(node for node in tree if node["code"] == "education")
    equivalency = education["children"][0]
    assert [node["code"] for node in equivalency["children"]] == ["package_a", "package_b", "package_c"]


async def test_facilities_are_found_by_region_and_kind(office: Office) -> None:
    region = office.facility["region"]
    page = await office.agreements.get(f"/facilities?region={region}&kind=bapas", office.contact)
    assert {(item["region"], item["kind"]) for item in page.json()["items"]} <= {(region, "bapas")}
    one = await office.agreements.get(f"/facilities/{office.facility['id']}", office.contact)
    assert one.json() == office.facility
    problem(await office.agreements.get(f"/facilities/{uuid4()}", office.contact), 404, "facility-not-found")


async def test_a_partner_of_nearly_the_same_name_needs_a_reason(office: Office) -> None:
    name = f"PT. Contoh {office.suffix}"
    first = await office.agreements.post("/partners", {"name": name, "category": "private_company"}, office.officer)
    assert first.status_code == 201
    again = {"name": name.upper().replace(".", " "), "category": "private_company"}
    refused = problem(await office.agreements.post("/partners", again, office.officer), 409, "partner-known")
    assert first.json()["id"] in refused["detail"]
    other = again | {"distinct_reason": "Perusahaan lain dengan nama yang sama."}
    assert (await office.agreements.post("/partners", other, office.officer)).status_code == 201
    below = again | {"parent_id": office.partner_id}
    assert (await office.agreements.post("/partners", below, office.officer)).status_code == 201


async def test_the_parent_of_a_partner_is_known(office: Office) -> None:
    orphan = {"name": f"UPTD {office.suffix}", "category": "local_government", "parent_id": str(uuid4())}
    problem(await office.agreements.post("/partners", orphan, office.officer), 422, "partner-unknown")
    agencies = await office.agreements.get(f"/partners?parent_id={office.partner_id}", office.officer)
    assert [item["id"] for item in agencies.json()["items"]] == [office.agency_id]


async def test_cooperation_cannot_begin_in_the_future(office: Office) -> None:
    partner = {"name": f"Yayasan {office.suffix}", "category": "foundation_ngo", "since": office.day(2)}
    problem(await office.agreements.post("/partners", partner, office.officer), 422, "day-in-the-future")


async def test_partners_are_found_by_a_part_of_their_name(office: Office) -> None:
    page = await office.agreements.get(f"/partners?name={office.suffix[:10]}", office.officer)
    assert {item["id"] for item in page.json()["items"]} == {office.partner_id, office.agency_id}
    problem(await office.agreements.get("/partners?name=-", office.officer), 422, "invalid-request")


async def test_a_position_ends_on_its_last_day(office: Office) -> None:
    account = f"leaving-{office.suffix}"
    assigned = {
        "account": account,
        "capability": "cooperation_officer",
        "scope_kind": "facility",
        "unit": office.facility["id"],
    }
    position = await office.agreements.post("/positions", assigned | {"valid_from": office.day(-9)}, OPERATOR)
    assert position.status_code == 201, position.text
    assert (await office.agreements.get("/fields", account)).status_code == 200

    path = position.headers["Location"]
    tag = (await office.agreements.get(path, OPERATOR)).headers["ETag"]
    ending = {"last_day": office.day(-2), "reason": "Mutasi"}
    ended = await office.agreements.post(f"{path}/endings", ending, OPERATOR, if_match=tag)
    assert ended.status_code == 200, ended.text
    problem(await office.agreements.get("/fields", account), 403, "not-permitted")
    stale = await office.agreements.post(f"{path}/endings", ending, OPERATOR, if_match=tag)
    problem(stale, 412, "version-stale")
    again = await office.agreements.post(f"{path}/endings", ending, OPERATOR, if_match=ended.headers["ETag"])
    problem(again, 409, "position-ended")
    listed = await office.agreements.get(f"/positions?account={account}", OPERATOR)
    assert [item["valid_until"] for item in listed.json()["items"]] == [office.day(-2)]


async def test_a_position_fits_its_unit_and_the_unit_exists(office: Office) -> None:
    misplaced = {
        "account": "a",
        "capability": "session_recorder",
        "scope_kind": "region",
        "unit": office.facility["region"],
    }
    problem(await office.agreements.post("/positions", misplaced, OPERATOR), 422, "scope-does-not-fit")
    unknown = {"account": "a", "capability": "reader", "scope_kind": "facility", "unit": str(uuid4())}
    problem(await office.agreements.post("/positions", unknown, OPERATOR), 422, "positions-unit-unknown")


async def test_only_operators_make_operators(office: Office, directorate: str) -> None:
    assigned = {"account": "unassigned", "capability": "operator", "scope_kind": "nation"}
    problem(await office.agreements.post("/positions", assigned, directorate), 403, "assignment-not-permitted")
    problem(await office.agreements.post("/positions", assigned, office.officer), 403, "not-permitted")
