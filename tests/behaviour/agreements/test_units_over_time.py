"""Facilities change their name, class and office; documents keep the name of their day, and access follows today."""

from collections.abc import AsyncIterator

import pytest

from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Body, Office, open_office, problem


@pytest.fixture
async def moving(office: Office) -> AsyncIterator[Office]:
    """An office whose facility goes back to its region afterwards, because other tests use regions."""
    yield office
    await record(office, valid_from=office.day(0))


async def record(of: Office, **changes: object) -> Body:
    facility = of.facility
    body = {
        "valid_from": of.day(0),
        "name": facility["name"],
        "facility_kind": facility["kind"],
        "facility_class": facility["facility_class"],
        "region": facility["region"],
        "zone": facility["zone"],
    } | changes
    path = f"/units/{facility['id']}"
    tag = (await of.agreements.get(path, OPERATOR)).headers["etag"]
    answer = await of.agreements.post(f"{path}/periods", body, OPERATOR, if_match=tag)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def listed(office: Office, account: str, query: str = "") -> list[str]:
    answer = await office.agreements.get(f"/agreements?{query}", account)
    return [item["id"] for item in answer.json()["items"]]


async def waiting(office: Office, account: str, kind: str) -> list[str]:
    answer = await office.agreements.get(f"/waiting?kind={kind}&limit=200", account)
    return [case["about"]["id"] for case in answer.json()["items"]]


async def test_a_facility_that_moves_to_another_office_takes_its_agreements_and_reviews_along(moving: Office) -> None:
    office = moving
    facilities = office.sinergi.facilities
    other = await open_office(
        office.sinergi, next(each for each in facilities if each["region"] != office.facility["region"])
    )
    new_region, id_ = other.facility["region"], await office.submit(await office.draft())
    assert id_ in await listed(office, office.reviewer)
    assert id_ in await waiting(office, office.reviewer, "review_by_region")
    assert id_ not in await listed(office, other.reviewer)

    await record(office, region=new_region)
    assert id_ in await listed(office, other.reviewer, f"region={new_region}")
    assert id_ in await waiting(office, other.reviewer, "review_by_region")
    assert id_ not in await listed(office, office.reviewer)
    assert id_ not in await waiting(office, office.reviewer, "review_by_region")
    verdict = {"side": "region", "verdict": "pass"}
    etag = await office.etag(id_)
    path = f"/agreements/{id_}/reviews"
    problem(await office.agreements.post(path, verdict, office.reviewer, if_match=etag), 403, "out-of-scope")
    passed = await office.agreements.post(path, verdict, other.reviewer, if_match=etag)
    assert passed.status_code == 200, passed.text


async def test_a_move_on_a_day_to_come_takes_effect_on_that_day(moving: Office) -> None:
    office = moving
    await record(office, valid_from=office.day(30), name=f"Lapas Baru {office.suffix}")
    shown = (await office.agreements.get(f"/facilities/{office.facility['id']}", office.officer)).json()
    assert shown["name"] == office.facility["name"]
    unit = (await office.agreements.get(f"/units/{office.facility['id']}", office.officer)).json()
    assert unit["periods"][-1]["name"] == f"Lapas Baru {office.suffix}"


async def test_an_agreement_of_palembang_shows_the_names_of_its_day(moving: Office) -> None:
    """In January 2023 the office belonged to another ministry, and the facility had another class and name."""
    office = moving
    then = "Kanwil Kementerian Hukum dan HAM Sumatera Selatan, Divisi Pemasyarakatan"
    name = f"Rutan Contoh {office.suffix}"
    await record(office, valid_from="2019-01-01", valid_until="2024-11-05", name=name, office=then)
    facility, partner = office.draft_body()["parties"]
    body = office.draft_body(
        parties=[facility, partner],
        source="press",
        confidence="likely",
        signed_on="2023-01-31",
        term={"kind": "fixed", "starts_on": "2023-01-31", "ends_on": "2023-12-31"},
    )
    registered = await office.agreements.post("/agreements/registrations", body, office.officer)
    assert registered.status_code == 201, registered.text
    shown = await office.show(registered.json()["id"])
    assert shown["names_then"] == [{"unit_id": office.facility["id"], "name": name, "office": then}]
    assert shown["parties"][0]["unit"]["name"] == office.facility["name"]
    assert (await office.show(await office.draft()))["names_then"] == []
