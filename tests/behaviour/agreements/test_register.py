"""The register: reference data, partners and their agencies, positions."""

from uuid import uuid4

from tests.behaviour.agreements.desk import Desk, problem
from tests.behaviour.conftest import OPERATOR, Sinergi


async def test_all_shipped_units_and_fields_are_listed(sinergi: Sinergi) -> None:
    names: list[str] = []
    path = "/facilities?limit=200"
    while path:
        page = (await sinergi.agreements.get(path, OPERATOR)).json()
        names += [item["name"] for item in page["items"]]
        path = f"/facilities?limit=200&cursor={page['next']}" if page["next"] else ""
    assert len(names) == 612
    assert names == sorted(set(names))
    assert len((await sinergi.agreements.get("/regional-offices", OPERATOR)).json()) == 33
    tree = (await sinergi.agreements.get("/fields", OPERATOR)).json()["fields"]
    education = next(node for node in tree if node["code"] == "education")
    equivalency = education["children"][0]
    assert [node["code"] for node in equivalency["children"]] == ["package_a", "package_b", "package_c"]


async def test_facilities_are_found_by_region_and_kind(desk: Desk) -> None:
    region = desk.facility["region"]
    page = await desk.sinergi.agreements.get(f"/facilities?region={region}&kind=bapas", desk.contact)
    assert {(item["region"], item["kind"]) for item in page.json()["items"]} <= {(region, "bapas")}
    one = await desk.sinergi.agreements.get(f"/facilities/{desk.facility['id']}", desk.contact)
    assert one.json() == desk.facility
    problem(await desk.sinergi.agreements.get(f"/facilities/{uuid4()}", desk.contact), 404, "facility-not-found")


async def test_a_partner_of_nearly_the_same_name_needs_a_reason(desk: Desk) -> None:
    name = f"PT. Contoh {desk.mark}"
    first = await desk.sinergi.agreements.post("/partners", {"name": name, "category": "private_company"}, desk.officer)
    assert first.status_code == 201
    again = {"name": name.upper().replace(".", " "), "category": "private_company"}
    refused = problem(await desk.sinergi.agreements.post("/partners", again, desk.officer), 409, "partner-known")
    assert first.json()["id"] in refused["detail"]
    other = again | {"distinct_reason": "Perusahaan lain dengan nama yang sama."}
    assert (await desk.sinergi.agreements.post("/partners", other, desk.officer)).status_code == 201
    below = again | {"parent_id": desk.partner_id}
    assert (await desk.sinergi.agreements.post("/partners", below, desk.officer)).status_code == 201


async def test_the_parent_of_an_agency_is_a_known_partner(desk: Desk) -> None:
    agency = {"name": f"UPTD {desk.mark}", "category": "local_government", "parent_id": desk.agency_id}
    problem(await desk.sinergi.agreements.post("/partners", agency, desk.officer), 422, "agency-of-agency")
    orphan = agency | {"parent_id": str(uuid4())}
    problem(await desk.sinergi.agreements.post("/partners", orphan, desk.officer), 422, "partner-unknown")
    agencies = await desk.sinergi.agreements.get(f"/partners?parent_id={desk.partner_id}", desk.officer)
    assert [item["id"] for item in agencies.json()["items"]] == [desk.agency_id]


async def test_cooperation_cannot_begin_in_the_future(desk: Desk) -> None:
    partner = {"name": f"Yayasan {desk.mark}", "category": "foundation_ngo", "since": desk.day(2)}
    problem(await desk.sinergi.agreements.post("/partners", partner, desk.officer), 422, "day-in-the-future")


async def test_partners_are_found_by_a_part_of_their_name(desk: Desk) -> None:
    page = await desk.sinergi.agreements.get(f"/partners?name={desk.mark[:10]}", desk.officer)
    assert {item["id"] for item in page.json()["items"]} == {desk.partner_id, desk.agency_id}


async def test_a_position_ends_on_its_last_day(desk: Desk) -> None:
    account = f"leaving-{desk.mark}"
    assigned = {"account": account, "capability": "officer", "scope_kind": "facility", "unit": desk.facility["id"]}
    position = await desk.sinergi.agreements.post("/positions", assigned | {"valid_from": desk.day(-9)}, OPERATOR)
    assert position.status_code == 201, position.text
    assert (await desk.sinergi.agreements.get("/fields", account)).status_code == 200

    path = position.headers["Location"]
    tag = (await desk.sinergi.agreements.get(path, OPERATOR)).headers["ETag"]
    ending = {"last_day": desk.day(-2), "reason": "Mutasi"}
    ended = await desk.sinergi.agreements.post(f"{path}/endings", ending, OPERATOR, if_match=tag)
    assert ended.status_code == 200, ended.text
    problem(await desk.sinergi.agreements.get("/fields", account), 403, "not-permitted")
    stale = await desk.sinergi.agreements.post(f"{path}/endings", ending, OPERATOR, if_match=tag)
    problem(stale, 412, "version-stale")
    again = await desk.sinergi.agreements.post(f"{path}/endings", ending, OPERATOR, if_match=ended.headers["ETag"])
    problem(again, 409, "position-ended")
    listed = await desk.sinergi.agreements.get(f"/positions?account={account}", OPERATOR)
    assert [item["valid_until"] for item in listed.json()["items"]] == [desk.day(-2)]


async def test_a_position_fits_its_unit_and_the_unit_exists(desk: Desk) -> None:
    misplaced = {"account": "a", "capability": "officer", "scope_kind": "region", "unit": desk.facility["region"]}
    problem(await desk.sinergi.agreements.post("/positions", misplaced, OPERATOR), 422, "scope-does-not-fit")
    unknown = {"account": "a", "capability": "officer", "scope_kind": "facility", "unit": str(uuid4())}
    problem(await desk.sinergi.agreements.post("/positions", unknown, OPERATOR), 422, "unit-unknown")


async def test_only_operators_make_operators(desk: Desk, directorate: str) -> None:
    assigned = {"account": "unassigned", "capability": "operator", "scope_kind": "nation"}
    problem(await desk.sinergi.agreements.post("/positions", assigned, directorate), 403, "operators-only")
    problem(await desk.sinergi.agreements.post("/positions", assigned, desk.officer), 403, "not-permitted")
