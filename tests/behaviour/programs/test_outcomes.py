"""Products and performances of a program: recorded, corrected, retracted, counted for a year and for an agreement."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import httpx2
import pytest

from shared.operations.clock import MovableClock
from tests.behaviour.office import problem
from tests.behaviour.programs.place import Json, Place


def output(place: Place, **changed: object) -> Json:
    """The body of an output that was made today."""
    made = {"made": place.office.day(0), "product": "cake", "quantity": 240, "unit": "piece"}
    return made | {"value": 1_200_000, "disposal": "sold"} | changed


def performance(place: Place, **changed: object) -> Json:
    """The body of a performance that was given today."""
    given = {"held_on": place.office.day(0), "starts_at": "11:45", "occasion": "Pertemuan mitra", "venue": "Aula"}
    return given | {"performers": [{"participants": "convict", "number": 18}]} | changed


async def opened(place: Place) -> tuple[str, str, str]:
    """A program that is open, the agreement that carries it, and the scope item."""
    program = await place.opened()
    (authorisation,) = (await place.show(program))["authorisations"]
    return program, str(authorisation["agreement_id"]), str(authorisation["scope_item_id"])


async def delivered(place: Place, agreement: str) -> Json:
    answer = await place.sinergi.agreements.get(f"/agreements/{agreement}/activity", place.officer)
    assert answer.status_code == 200, answer.text
    (item,) = answer.json()["scope_items"]
    return {name: item[name] for name in ("implementation", "sessions", "performances", "products")}


async def until(place: Place, agreement: str, implementation: str, performances: int = 0, *products: Json) -> None:
    expected = {"sessions": 0, "performances": performances, "products": list(products)}

    async def counted() -> None:
        assert await delivered(place, agreement) == {"implementation": implementation} | expected

    await place.sinergi.eventually(counted)


async def types(place: Place, topic: str, key: str, part: str) -> list[str]:
    """The types of the published events of a key that have this part, in their order."""
    found = await place.sinergi.topics.of_key(topic, key)
    return [each["type"].partition("sinergi.")[2] for each in found if part in each["type"]]


async def change(place: Place, path: str, body: Json, version: int) -> httpx2.Response:
    return await place.sinergi.programs.put(path, body, place.officer, if_match=f'"{version}"')


async def test_products_count_for_the_agreement_until_they_are_retracted(place: Place) -> None:
    program, agreement, item = await opened(place)
    own = await place.post(f"{program}/outputs", output(place, product="bag", quantity=12))
    assert (own.status_code, own.json()["delivered_for"]) == (201, []), own.text
    assert (await place.show(program))["state"] == "running"
    made = await place.post(f"{program}/outputs", output(place, delivered_for=[item]))
    assert made.json()["delivered_for"] == [item]
    cakes = {"product": "cake", "unit": "piece", "quantity": 240, "value": 1_200_000}
    await until(place, agreement, "running", 0, cakes)

    path = f"/outputs/{made.json()['id']}"
    body = output(place, quantity=200, delivered_for=[item], reason="Salah hitung.")
    corrected = await change(place, path, body, 1)
    assert (corrected.status_code, corrected.json()["version"]) == (200, 2), corrected.text
    await until(place, agreement, "running", 0, cakes | {"quantity": 200})
    retraction = {"reason": "Tercatat dua kali."}
    retracted = await place.post(f"{path}/retractions", retraction, if_match='"2"')
    assert retracted.status_code == 200, retracted.text
    await until(place, agreement, "not_started")
    problem(await place.post(f"{path}/retractions", retraction, if_match='"3"'), 409, "outcome-is-retracted")
    assert (await place.show(path))["retracted"]
    assert [each["product"] for each in (await place.show(f"{program}/outputs"))["items"]] == ["bag"]

    again = await place.post(f"{program}/performances", performance(place, delivered_for=[item]))
    assert again.status_code == 201, again.text
    await until(place, agreement, "running", 1)

    async def announced() -> None:
        published = await types(place, "agreements.v1", agreement, "first_activity")
        assert [each.rpartition("first_activity_recorded.")[2] for each in published] == ["v1", "retracted.v1", "v1"]

    await place.sinergi.eventually(announced)


async def test_measures_are_exact_to_three_decimals(place: Place) -> None:
    program, agreement, item = await opened(place)
    harvest = output(place, product="rice", unit="kilogram", disposal="used", value=None, delivered_for=[item])
    for quantity in (0.1, 0.2, 12.375):
        made = await place.post(f"{program}/outputs", harvest | {"quantity": quantity})
        assert made.status_code == 201, made.text
    assert (await place.show(f"/outputs/{made.json()['id']}"))["quantity"] == 12.375
    problem(await place.post(f"{program}/outputs", output(place, quantity=12.5)), 422, "quantity-of-things")
    for wrong in (12.3751, "12,5", "12.5", 0, -1, True, 10**10):
        assert (await place.post(f"{program}/outputs", harvest | {"quantity": wrong})).status_code == 422
    rice = {"product": "rice", "unit": "kilogram", "quantity": 12.675, "value": 0}
    await until(place, agreement, "running", 0, rice)
    year = place.office.day(0)[:4]
    (row,) = (await place.show(f"/facilities/{place.facility['id']}/outcomes?year={year}"))["products"]
    assert (row["quantity"], row["sold"]) == (12.675, 0)

    async def published() -> None:
        found = await place.sinergi.topics.of_key("programs.v1", program.removeprefix("/programs/"))
        assert [each["data"]["quantity"] for each in found if ".output." in each["type"]] == [0.1, 0.2, 12.375]

    await place.sinergi.eventually(published)


async def test_a_performance_is_counted_and_a_small_one_is_not_published(place: Place) -> None:
    program, agreement, item = await opened(place)
    given = await place.post(f"{program}/performances", performance(place, delivered_for=[item]))
    small = performance(place, performers=[{"participants": "convict", "number": 4}], occasion="Latihan")
    assert (await place.post(f"{program}/performances", small)).status_code == 201
    await until(place, agreement, "running", 1)
    path = f"/performances/{given.json()['id']}"
    assert (await place.show(path))["performers"] == [{"participants": "convict", "number": 18}]
    problem(
        await place.sinergi.programs.get(path.replace("performances", "outputs"), place.officer),
        404,
        "output-not-found",
    )
    own = await change(place, path, performance(place, reason="Kegiatan UPT sendiri."), 1)
    assert (own.status_code, own.json()["delivered_for"]) == (200, []), own.text
    await until(place, agreement, "not_started")

    async def published() -> list[Json]:
        found = await place.sinergi.topics.of_key("programs.v1", program.removeprefix("/programs/"))
        performances = [each["data"] for each in found if ".performance.given." in each["type"]]
        assert [each["performers"] for each in performances] == [18, None, 18]
        return performances

    for each in await place.sinergi.eventually(published):
        assert "occasion" not in each
        assert "venue" not in each


async def test_a_year_of_a_facility_adds_by_product_and_unit(place: Place) -> None:
    program, _agreement, _item = await opened(place)
    year = place.sinergi.today(place.facility["zone"]).year
    for body in (
        output(place),
        output(place, quantity=60, disposal="used", value=None),
        output(place, unit="kilogram", quantity=5, value=250_000),
        output(place, product="other", description="Sapu lidi", quantity=30, disposal="kept", value=None),
    ):
        answer = await place.post(f"{program}/outputs", body)
        assert answer.status_code == 201, answer.text
    assert (await place.post(f"{program}/performances", performance(place))).status_code == 201
    shown = await place.show(f"/facilities/{place.facility['id']}/outcomes?year={year}")
    columns = ("product", "unit", "outputs", "quantity", "sold", "value", "without_value")
    assert [tuple(each[name] for name in columns) for each in shown["products"]] == [
        ("cake", "kilogram", 1, 5, 5, 250_000, 0),
        ("cake", "piece", 2, 300, 240, 1_200_000, 1),
        ("other", "piece", 1, 30, 0, 0, 1),
    ]
    assert (shown["performances"], shown["performers"]) == (1, 18)
    listed = (await place.show(f"/outcomes?year={year}"))["items"]
    assert [each for each in listed if each["facility_id"] == place.facility["id"]] == [shown]
    before = await place.show(f"/facilities/{place.facility['id']}/outcomes?year={year - 1}")
    assert (before["products"], before["performances"]) == ([], 0)
    assert (await place.show(f"{program}/outputs?year={year - 1}"))["items"] == []


@pytest.mark.parametrize(
    ("changed", "status", "type_"),
    [
        ({"value": -1}, 422, "invalid-request"),
        ({"quantity": 0}, 422, "invalid-request"),
        ({"unit": "sack"}, 422, "invalid-request"),
        ({"made": "2026-02-30"}, 422, "day-impossible"),
        ({"value": None}, 422, "sold-without-value"),
        ({"product": "other"}, 422, "product-unnamed"),
        ({"delivered_for": ["019c0000-0000-7000-8000-00000000dead"]}, 422, "delivery-not-covered"),
        ({"cohort_id": "019c0000-0000-7000-8000-00000000dead"}, 422, "outcome-part-unknown"),
        ({"evidence_id": "019c0000-0000-7000-8000-00000000dead"}, 422, "outcome-part-unknown"),
    ],
)
async def test_what_cannot_be_is_refused(place: Place, changed: Json, status: int, type_: str) -> None:
    program, _agreement, _item = await opened(place)
    problem(await place.post(f"{program}/outputs", output(place, **changed)), status, type_)


async def test_days_to_come_and_programs_that_are_not_open_have_no_outcome(place: Place) -> None:
    year = place.sinergi.today(place.facility["zone"]).year
    planned = {"facility_id": place.facility["id"], "template": "cake_making", "name": "Kue", "fiscal_year": year}
    program = f"/programs/{(await place.post('/programs', planned)).json()['id']}"
    problem(await place.post(f"{program}/outputs", output(place)), 409, "wrong-state")
    opening = {"opened_on": place.office.day(0), "capacity": 10}
    assert (await place.post(f"{program}/openings", opening, if_match='"1"')).status_code == 201
    problem(await place.post(f"{program}/outputs", output(place, made=place.office.day(1))), 422, "day-in-the-future")
    problem(await place.post(f"{program}/outputs", output(place, made=str(year))), 422, "day-in-the-future")
    problem(await place.post(f"{program}/outputs", output(place, made=place.office.day(-1))), 422, "day-too-early")


async def test_a_month_with_a_product_is_not_nihil_and_closed_months_stay(place: Place, clock: MovableClock) -> None:
    program, _agreement, _item = await opened(place)
    made = await place.post(f"{program}/outputs", output(place))
    zone = place.facility["zone"]
    today = place.sinergi.today(zone)
    following = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    clock.move_to(datetime.combine(following, time(12), ZoneInfo(zone)))
    closing = f"/facilities/{place.facility['id']}/months/{today:%Y-%m}/closings"
    problem(await place.post(closing, {"nihil": True}, place.office.head), 409, "month-has-sessions")
    assert (await place.post(closing, {"nihil": False}, place.office.head)).status_code == 201
    shown = await place.show(f"/facilities/{place.facility['id']}/months?year={today.year}")
    month = next(each for each in shown["months"] if each["month"] == f"{today:%Y-%m}")
    assert (month["state"], month["sessions"], month["outcomes"]) == ("closed", 0, 1)
    late = output(place, made=today.isoformat(), product="bag")
    problem(await place.post(f"{program}/outputs", late), 409, "month-is-closed")
    path = f"/outputs/{made.json()['id']}"
    retraction = {"reason": "Dua kali."}
    problem(await place.post(f"{path}/retractions", retraction, if_match='"1"'), 409, "month-is-closed")

    proposals, approval = f"{program}/outcome-proposals", {"verdict": "approved"}
    proposed = await place.post(proposals, {"output": late, "reason": "Catatan terlambat."})
    assert (proposed.status_code, proposed.json()["month"]) == (201, f"{today:%Y-%m}"), proposed.text
    decision = f"/outcome-proposals/{proposed.json()['id']}/decisions"
    problem(await place.post(decision, approval, if_match='"1"'), 403, "second-person-needed")
    decided = await place.post(decision, approval, place.office.head, if_match='"1"')
    assert (decided.status_code, decided.json()["state"]) == (200, "approved"), decided.text
    assert [each["product"] for each in (await place.show(f"{program}/outputs"))["items"]] == ["bag", "cake"]

    changed = {"outcome": {"kind": "output", "id": made.json()["id"], "version": 1}} | retraction
    taken_back = await place.post(proposals, changed)
    problem(await place.post(proposals, changed), 409, "outcome-already-proposed")
    withdrawal = f"/outcome-proposals/{taken_back.json()['id']}/withdrawals"
    assert (await place.post(withdrawal, {}, if_match='"1"')).status_code == 200
    correction = changed | {"output": output(place, made=today.isoformat(), quantity=200)}
    second = await place.post(proposals, correction)
    decision = f"/outcome-proposals/{second.json()['id']}/decisions"
    assert (await place.post(decision, approval, place.office.head, if_match='"1"')).status_code == 200
    assert {name: (await place.show(path))[name] for name in ("version", "quantity")} == {"version": 2, "quantity": 200}
    listed = (await place.show(proposals))["items"]
    assert [(each["change"], each["state"]) for each in listed] == [
        ("correction", "approved"),
        ("retraction", "withdrawn"),
        ("late", "approved"),
    ]
    problem(await place.post(proposals, {"reason": "Tanpa isi."}), 422, "proposal-incomplete")
    problem(await place.post(proposals, {"output": output(place), "reason": "Bulan ini."}), 409, "month-not-closed")
