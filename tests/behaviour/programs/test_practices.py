"""Practices are published by command: by the directorate general for the nation, by a facility as its own."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from tests.behaviour.programs.place import Json, Place


def draft(name: str, **fields: Any) -> Json:
    """A practice with a method of its own, because none may differ from another one by its name only."""
    return {
        "title": {"id": name},
        "method": {"id": f"Praktik {uuid4()}", "en": "Practice"},
        "stages": [{"title": {"id": "Dasar", "en": "Basics"}, "sessions": 8, "minutes": 90}],
        "minimum_attendance": 80,
        "certificate": "participation",
        "source": {"id": "Laporan UPT", "en": "A report"},
    } | fields


def code() -> str:
    return "practice_" + uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))[:20]


async def publish(place: Place, **fields: Any) -> httpx2.Response:
    body = draft("Beternak lebah", code=code(), category="food_security", fields=["livestock"]) | fields
    return await place.post("/templates", body, place.office.directorate)


async def publish_own(place: Place, account: str | None = None, **fields: Any) -> httpx2.Response:
    body = draft("Lebah hutan", facility_id=place.facility["id"], under="small_livestock") | fields
    return await place.post("/facility-templates", body, account)


def refused(answer: httpx2.Response, status: int, slug: str) -> None:
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}"), answer.text


async def test_a_national_practice_is_read_planned_and_renewed_by_its_newest_version(place: Place) -> None:
    published = await publish(place)
    assert published.status_code == 201, published.text
    first = published.json()
    path = published.headers["location"]
    assert (first["pillar"], first["sessions"], first["minutes"]) == ("independence", 8, 720)
    assert first["title"] == {"id": "Beternak lebah", "en": "Beternak lebah"}
    plan = {"facility_id": place.facility["id"], "template": first["code"], "name": "Lebah"}
    planned = await place.post("/programs", plan | {"fiscal_year": place.sinergi.today().year})
    assert planned.status_code == 201, planned.text
    change = {"minimum_attendance": 85, "change": "Kehadiran dinaikkan sesudah evaluasi."}
    kept = {name: first[name] for name in ("title", "method", "certificate", "source")}
    stages = [{name: stage[name] for name in ("title", "sessions", "minutes")} for stage in first["stages"]]
    body = kept | {"stages": stages} | change
    second = await place.post(f"{path}/versions", body, place.office.directorate, '"1"')
    assert (second.status_code, second.headers["etag"]) == (201, '"2"'), second.text
    refused(await place.post(f"{path}/versions", body, place.office.directorate, '"1"'), 412, "version-stale")
    refused(await place.post(f"{path}/versions", body, place.office.directorate, '"2"'), 409, "practice-unchanged")
    versions = (await place.show(f"{path}/versions"))["items"]
    assert [(each["version"], each["minimum_attendance"], each["change"]) for each in versions] == [
        (2, 85, change["change"]),
        (1, 80, None),
    ]
    assert (await place.show(f"{path}/versions/1"))["minimum_attendance"] == 80
    program = await place.show(f"/programs/{planned.json()['id']}")
    assert program["template"] == {"code": first["code"], "version": 1}


async def test_a_facility_publishes_its_own_practice_under_a_national_one_and_others_run_it(place: Place) -> None:
    learned = {"code": "small_livestock", "version": 1}
    published = await publish_own(place, adopted_from=learned)
    assert published.status_code == 201, published.text
    own = published.json()
    assert own["code"].startswith("own_")
    assert (own["under"], own["category"], own["fields"]) == ("small_livestock", "food_security", ["livestock"])
    assert own["facility"]["id"] == place.facility["id"]
    assert own["adopted_from"] == learned | {"facility": None}
    listed = await place.show(f"/facility-templates?facility={place.facility['id']}&under=small_livestock")
    assert [each["code"] for each in listed["items"]] == [own["code"]]
    assert own["code"] not in {each["code"] for each in (await place.show("/templates"))["items"]}
    further = await publish_own(place, adopted_from={"code": own["code"], "version": 1})
    assert further.json()["adopted_from"]["facility"]["id"] == place.facility["id"]
    plan = {"facility_id": place.facility["id"], "template": own["code"], "name": "Lebah hutan"}
    planned = await place.post("/programs", plan | {"fiscal_year": place.sinergi.today().year})
    assert planned.status_code == 201, planned.text


async def test_what_a_facility_has_developed_becomes_national_as_it_is(place: Place) -> None:
    own = (await publish_own(place)).json()
    same = {name: own[name] for name in ("method", "source")}
    refused(await publish(place, **same), 409, "practice-differs-by-name-only")
    raised = await publish(place, **same, adopted_from={"code": own["code"], "version": 1})
    assert raised.status_code == 201, raised.text
    assert raised.json()["adopted_from"]["facility"]["id"] == place.facility["id"]


async def test_a_practice_is_adopted_from_a_facility_that_has_run_it(place: Place) -> None:
    learned = {"code": "laying_hens", "version": 1, "facility_id": place.facility["id"]}
    refused(await publish_own(place, adopted_from=learned), 422, "practice-not-run-there")
    plan = {"facility_id": place.facility["id"], "template": "laying_hens", "name": "Ayam petelur"}
    program = (await place.post("/programs", plan | {"fiscal_year": place.sinergi.today().year})).json()["id"]
    opening = {"opened_on": place.office.day(0), "capacity": 9}
    assert (await place.post(f"/programs/{program}/openings", opening, if_match='"1"')).status_code == 201
    adopted = await publish_own(place, adopted_from=learned)
    assert adopted.json()["adopted_from"]["facility"]["name"] == place.facility["name"]


@pytest.mark.parametrize(
    ("fields", "status", "slug"),
    [
        ({"code": "horticulture"}, 409, "template-code-taken"),
        ({"fields": ["livestock", "astrology"]}, 422, "practice-field-unknown"),
        ({"certificate": "competence"}, 422, "examination-missing"),
        ({"adopted_from": {"code": "beekeeping_of_nowhere", "version": 1}}, 422, "template-unknown"),
        ({"code": "own_bees"}, 422, "invalid-request"),
    ],
)
async def test_a_national_practice_that_breaks_a_rule_is_refused(
    place: Place, fields: Json, status: int, slug: str
) -> None:
    refused(await publish(place, **fields), status, slug)


@pytest.mark.parametrize(
    ("fields", "slug"),
    [
        ({"minimum_attendance": 79}, "attendance-below-parent"),
        ({"certificate": "competence"}, "certificate-not-of-parent"),
        ({"under": "beekeeping_of_nowhere"}, "template-unknown"),
        ({"title": {"id": "Lebah hutan lapas"}}, "practice-title-telling"),
    ],
)
async def test_an_own_practice_that_breaks_a_rule_is_refused(place: Place, fields: Json, slug: str) -> None:
    refused(await publish_own(place, **fields), 422, slug)


async def test_only_the_keeper_publishes(place: Place) -> None:
    body = draft("Lebah", code=code(), category="food_security", fields=["livestock"])
    own = (await publish_own(place)).json()
    change = draft("Lebah hutan", minimum_attendance=90, change="Perbaikan.")
    attempts: Sequence[tuple[str, Json, str, str | None]] = (
        ("/templates", body, place.officer, None),
        ("/templates/horticulture/versions", change, place.officer, '"1"'),
        (f"/templates/{own['code']}/versions", change, place.foreign_officer, '"1"'),
    )
    for path, sent, account, tag in attempts:
        refused(await place.post(path, sent, account, tag), 403, "out-of-scope")
    refused(await publish_own(place, place.foreign_officer), 403, "out-of-scope")
    assert (await place.post(f"/templates/{own['code']}/versions", change, if_match='"1"')).status_code == 201
