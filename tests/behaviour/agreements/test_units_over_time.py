"""Facilities change their name, class and office; documents keep the name of their day, and access follows today."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from services.agreements.register.commands import reference
from services.agreements.register.jobs import begin_periods
from shared.operations.clock import MovableClock
from tests.behaviour.agreements.published import day_of, events_of, name
from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Body, Office, open_office, problem
from tests.behaviour.saying import at


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


async def test_a_facility_that_moves_tomorrow_takes_its_head_and_its_reviews_along(
    moving: Office, clock: MovableClock
) -> None:
    office, facility = moving, moving.facility["id"]
    other = await open_office(
        office.sinergi, next(each for each in office.sinergi.facilities if each["region"] != office.facility["region"])
    )
    id_, day = await office.submit(await office.draft()), office.day(1)
    await record(office, valid_from=day, region=other.facility["region"])

    async def seen_by(account: str) -> tuple[list[str], list[str]]:
        """The capabilities of the facility's head, and the waiting reviews, as far as the account reads them."""
        page = (await office.agreements.get(f"/positions?unit={facility}&account={office.head}", account)).json()
        reviews = await waiting(office, account, "review_by_region")
        return [each["capability"] for each in page["items"]], [each for each in reviews if each == id_]

    async def moves() -> list[str]:
        events = await events_of(office, facility)
        return [day_of(office, each) for each in events if name(each) == "unit.changed"]

    assert (await seen_by(office.reviewer), await seen_by(other.reviewer)) == ((["head"], [id_]), ([], []))
    assert await moves() == []
    clock.move_to(clock.now() + timedelta(days=1))

    async def moved() -> None:
        assert await moves() == [day]

    await office.sinergi.eventually(moved)
    assert (await seen_by(office.reviewer), await seen_by(other.reviewer)) == (([], []), (["head"], [id_]))
    # The head's own rights stay as they are.
    assert (await office.agreements.get(f"/agreements/{id_}", office.head)).status_code == 200
    verdict = {"side": "region", "verdict": "pass"}
    problem(await office.attempt(id_, "reviews", verdict, office.reviewer), 403, "out-of-scope")
    await office.perform(id_, "reviews", verdict, other.reviewer)
    # A second run of the job finds nothing to take over.
    async with at(office.sinergi, "agreements") as work:
        await begin_periods(work)
    unit = (await office.agreements.get(f"/units/{facility}", OPERATOR)).json()
    assert (unit["region"], unit["version"]) == (other.facility["region"], 3)


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


async def test_a_new_edition_of_the_reference_data_moves_a_facility_like_a_recorded_period(
    moving: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, facility, shipped = moving, moving.facility["id"], reference.shipped_units()
    other = await open_office(
        office.sinergi, next(each for each in office.sinergi.facilities if each["region"] != office.facility["region"])
    )
    new_region, id_ = other.facility["region"], await office.submit(await office.draft())

    async def load(**changes: str) -> Body:
        """Load an edition in which the row of the facility has changed; returns the unit and its town."""
        edition = [
            [unit.model_copy(update=changes) if str(unit.id) == facility else unit for unit in units]
            for units in shipped
        ]
        monkeypatch.setattr(reference, "shipped_units", lambda: edition)
        async with at(office.sinergi, "agreements") as work:
            await reference.load_reference(work, reference.LoadReference())
        unit = (await office.agreements.get(f"/units/{facility}", OPERATOR)).json()
        town = (await office.agreements.get(f"/facilities/{facility}", OPERATOR)).json()["town"]
        return {name: unit[name] for name in ("name", "region", "version")} | {
            "town": town,
            "periods": [(each["valid_from"], each["region"]) for each in unit["periods"]],
        }

    same = {"name": office.facility["name"], "region": office.facility["region"], "town": office.facility["town"]}
    assert await load() == same | {"version": 1, "periods": []}
    moved = same | {"region": new_region, "version": 2, "periods": [(office.day(0), new_region)]}
    for _ in range(2):
        assert await load(region=new_region) == moved
    assert id_ in await waiting(office, other.reviewer, "review_by_region")
    assert id_ not in await waiting(office, office.reviewer, "review_by_region")

    async def announced() -> None:
        changes = [each["data"] for each in await events_of(office, facility) if name(each) == "unit.changed"]
        assert [(each["region"], each["valid_from"]) for each in changes] == [(new_region, office.day(0))]

    await office.sinergi.eventually(announced)
    # A name that was recorded since stays when an edition changes something else.
    await record(office, name=f"Lapas Baru {office.suffix}", region=new_region)
    town = {"name": f"Lapas Baru {office.suffix}", "town": "Kota Contoh", "version": 3}
    assert await load(region=new_region, town="Kota Contoh") == moved | town
