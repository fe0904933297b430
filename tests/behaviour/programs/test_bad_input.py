"""Invalid input for programs, cohorts and sessions: each gets a problem of its own type and changes nothing."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx2

from tests.behaviour.programs.place import Json, Place


def refused(answer: httpx2.Response, status: int, problem: str) -> Json:
    body: Json = answer.json()
    assert (answer.status_code, body["type"]) == (status, f"/problems/{problem}"), answer.text
    assert body["detail"]
    assert body["english"]["detail"]
    return body


async def planned(place: Place) -> str:
    today = place.sinergi.today(place.facility["zone"])
    await place.sign(["environment"], starts_on=today.replace(month=1, day=1))
    return f"/programs/{(await place.planned(1))[0]['id']}"


async def test_invalid_openings_are_refused(place: Place) -> None:
    program = await planned(place)
    today = place.sinergi.today(place.facility["zone"])
    path, good = f"{program}/openings", {"opened_on": today.isoformat(), "capacity": 3}
    tomorrow, early = (today + timedelta(days=1)).isoformat(), f"{today.year - 1}-12-31"
    refused(await place.post(path, good | {"opened_on": tomorrow}, if_match='"1"'), 422, "day-in-the-future")
    refused(await place.post(path, good | {"opened_on": early}, if_match='"1"'), 422, "day-too-early")
    for broken in (
        {"capacity": 0},
        {"capacity": True},
        {"capacity": "3"},
        {"colour": "green"},
        {"opened_on": "besok"},
        {"capacity": None},
    ):
        refused(await place.post(path, good | broken, if_match='"1"'), 422, "invalid-request")
    refused(await place.post(path, good), 428, "version-missing")
    refused(await place.post(path, good, if_match='"7"'), 412, "version-stale")
    refused(await place.post(path, good, place.office.contact, if_match='"1"'), 403, "not-permitted")
    refused(await place.post(path, good, place.office.reviewer, if_match='"1"'), 403, "out-of-scope")
    refused(await place.post(path, good, place.foreign_officer, if_match='"1"'), 403, "out-of-scope")
    assert (await place.show(program))["state"] == "planned"
    assert (await place.post(path, good, if_match='"1"')).status_code == 201
    refused(await place.post(path, good, if_match='"2"'), 409, "wrong-state")


async def test_malformed_requests_are_refused(place: Place) -> None:
    path = f"{await planned(place)}/openings"
    json_type = {"Content-Type": "application/json", "If-Match": '"1"'}
    send = place.sinergi.programs.send
    broken = await send("POST", path, place.officer, headers={**json_type, "Idempotency-Key": "a"}, content=b"{")
    refused(broken, 400, "malformed-json")
    keyless = await send("POST", path, place.officer, headers=json_type, content=b"{}")
    refused(keyless, 400, "idempotency-key-missing")
    for key in ("two words", "two\twords", "x" * 201):
        headers = {**json_type, "Idempotency-Key": key}
        refused(await send("POST", path, place.officer, headers=headers, content=b"{}"), 400, "idempotency-key-missing")
    refused(await send("POST", path, None, headers=json_type, content=b"{}"), 401, "unauthenticated")
    refused(await send("DELETE", path, place.officer), 405, "method-not-allowed")


async def test_an_idempotency_key_belongs_to_one_request(place: Place) -> None:
    program = await place.opened()
    key = f"cohort-{uuid4()}"
    first = await place.sinergi.programs.post(f"{program}/cohorts", place.cohort(place.refs[0]), place.officer, key=key)
    assert first.status_code == 201
    other = place.cohort(place.refs[1], name="Angkatan II")
    refused(
        await place.sinergi.programs.post(f"{program}/cohorts", other, place.officer, key=key),
        409,
        "idempotency-key-reused",
    )


async def test_invalid_cohorts_are_refused(place: Place) -> None:
    program = await place.opened(capacity=2)
    path, (first, second, third) = f"{program}/cohorts", place.refs[:3]
    today = place.sinergi.today(place.facility["zone"])
    named = refused(await place.post(path, place.cohort(first, "Nama Contoh")), 422, "not-a-pseudonym")
    assert "Nama Contoh" not in str(named)
    refused(await place.post(path, place.cohort("P-NAMACONTOH")), 422, "not-a-pseudonym")
    refused(await place.post(path, place.cohort(first, first)), 422, "listed-twice")
    refused(await place.post(path, place.cohort(first, second, third)), 409, "capacity-exceeded")
    tomorrow, yesterday = ((today + timedelta(days=days)).isoformat() for days in (1, -1))
    refused(await place.post(path, place.cohort(first, started_on=tomorrow)), 422, "day-in-the-future")
    refused(await place.post(path, place.cohort(first, started_on=yesterday)), 422, "day-too-early")
    broken: list[dict[str, Any]] = [{"participants": []}, {"name": " "}, {"name": "a\x00"}, {"colour": "green"}]
    for change in broken:
        refused(await place.post(path, place.cohort(first, **change)), 422, "invalid-request")
    refused(await place.post(path, place.cohort(first), place.office.contact), 403, "not-permitted")
    refused(await place.post(path, place.cohort(first), place.office.reviewer), 403, "out-of-scope")
    refused(await place.post(path, place.cohort(first), place.foreign_officer), 403, "out-of-scope")
    assert (await place.show(program))["cohorts"] == []
    await place.started(program, first)
    refused(await place.post(path, place.cohort(second)), 409, "cohort-name-taken")
    refused(await place.post(path, place.cohort(first, name="Angkatan II")), 409, "already-enrolled")


async def test_no_cohort_starts_before_the_opening(place: Place) -> None:
    program = await planned(place)
    refused(await place.post(f"{program}/cohorts", place.cohort(place.refs[0])), 409, "wrong-state")


async def test_invalid_sessions_are_refused(place: Place) -> None:
    program = await place.opened()
    first, second, stranger = place.refs[:3]
    path = f"{await place.started(program, first, second)}/sessions"
    today = place.sinergi.today(place.facility["zone"])
    present, ill = {"participant_ref": first, "mark": "active"}, {"participant_ref": second, "mark": "absent"}
    absent = ill | {"reason": "ill"}
    refused(await place.post(path, place.session(present)), 422, "not-marked")
    refused(await place.post(path, place.session(present, present, absent)), 422, "marked-twice")
    unknown = {"participant_ref": stranger, "mark": "active"}
    assert stranger not in str(refused(await place.post(path, place.session(present, unknown)), 422, "not-enrolled"))
    refused(await place.post(path, place.session(present, ill)), 422, "absence-unexplained")
    refused(await place.post(path, place.session(present | {"reason": "ill"}, absent)), 422, "presence-explained")
    all_absent = place.session({**absent, "participant_ref": first}, absent)
    refused(await place.post(path, all_absent), 422, "nobody-attended")
    tomorrow, yesterday = ((today + timedelta(days=days)).isoformat() for days in (1, -1))
    refused(await place.post(path, place.session(present, absent, held_on=tomorrow)), 422, "day-in-the-future")
    refused(await place.post(path, place.session(present, absent, held_on=yesterday)), 422, "day-too-early")
    not_an_id = {"id": "x", "name": "y"}
    broken: list[dict[str, Any]] = [{"topic": ""}, {"attendance": []}, {"instructor": not_an_id}, {"colour": "green"}]
    broken += [{"minutes": 0}, {"minutes": "90"}, {"started_at": 32400}, {"started_at": "09:00Z"}, {"kind": "party"}]
    for change in broken:
        refused(await place.post(path, place.session(present, absent, **change)), 422, "invalid-request")
    free_text = place.session(present, ill | {"reason": "sedang tidak ingin"})
    refused(await place.post(path, free_text), 422, "invalid-request")
    refused(await place.post(path, place.session(present, absent), place.office.contact), 403, "not-permitted")
    refused(await place.post(path, place.session(present, absent), place.office.reviewer), 403, "out-of-scope")
    refused(await place.post(path, place.session(present, absent), place.foreign_officer), 403, "out-of-scope")
    assert (await place.show(program))["tally"]["sessions"] == 0


async def test_missing_things_are_not_found(place: Place) -> None:
    missing = uuid4()
    for path, problem in (
        (f"/programs/{missing}", "program-not-found"),
        (f"/programs/{missing}/sessions", "program-not-found"),
        (f"/cohorts/{missing}", "cohort-not-found"),
        (f"/sessions/{missing}", "session-not-found"),
        ("/templates/weaving", "template-not-found"),
        ("/nowhere", "route-not-found"),
    ):
        refused(await place.sinergi.programs.get(path, place.officer), 404, problem)


async def test_invalid_filters_and_cursors_are_refused(place: Place) -> None:
    for query in ("facility=x", "region=%00", "state=asleep", "fiscal_year=99999999999", "limit=0"):
        refused(await place.sinergi.programs.get(f"/programs?{query}", place.officer), 422, "invalid-request")
    for query in ("cursor=zzz", "cursor=WyJ4Il0", "cursor=W10"):
        refused(await place.sinergi.programs.get(f"/programs?{query}", place.officer), 400, "invalid-cursor")


async def test_a_character_that_no_text_has_is_refused_wherever_it_is(place: Place) -> None:
    month = place.office.day(0)[:7]
    for path in (
        "/templates/%00",
        "/templates/%00/versions",
        "/templates/%00/versions/1",
        f"/months/{month}/counts?region=%00",
        "/exports/programs?region=x%00",
    ):
        refused(await place.sinergi.programs.get(path, place.officer), 422, "invalid-request")
