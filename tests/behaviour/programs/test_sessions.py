"""Open sessions, sessions that do not take place, and sessions that are corrected or retracted."""

from typing import Any

import httpx2

from tests.behaviour.office import problem
from tests.behaviour.programs.place import Json, Place

AUDIENCE = [{"participants": "convict", "number": 900}, {"participants": "detainee", "number": 120}]


async def opened(place: Place) -> tuple[str, str]:
    """A program that is open, and the agreement that carries it."""
    program = await place.opened()
    return program, str((await place.show(program))["authorisations"][0]["agreement_id"])


def open_session(place: Place, **changed: Any) -> Json:
    return {"held_on": place.office.day(0), "kind": "talk", "topic": "Penyuluhan", "audience": AUDIENCE, **changed}


async def activity(place: Place, agreement: str) -> Json:
    answer = await place.sinergi.agreements.get(f"/agreements/{agreement}/activity", place.officer)
    assert answer.status_code == 200, answer.text
    (item,) = answer.json()["scope_items"]
    return {name: item[name] for name in ("sessions", "active", "absent")}


async def until(place: Place, agreement: str, sessions: int, active: int, absent: int) -> None:
    async def counted() -> None:
        assert await activity(place, agreement) == {"sessions": sessions, "active": active, "absent": absent}

    await place.sinergi.eventually(counted)


async def events(place: Place, program: str, type_: str, *, topic: str = "programs.v1") -> list[Json]:
    """The published events of a program of one type, with their ids."""

    async def published() -> list[Json]:
        found = await place.sinergi.topics.of_key(topic, program.removeprefix("/programs/"))
        of_the_type = [each for each in found if each["type"].endswith(f".{type_}")]
        assert of_the_type
        return of_the_type

    return await place.sinergi.eventually(published)


async def test_an_open_session_counts_by_group_and_makes_its_program_run(place: Place) -> None:
    program, agreement = await opened(place)
    held = await place.post(f"{program}/sessions", open_session(place, instructors=[place.partner], minutes=90))
    assert (held.status_code, held.json()["active"]) == (201, 1020), held.text
    shown = await place.show(program)
    assert (shown["state"], shown["tally"]["sessions"], shown["tally"]["active"]) == ("running", 1, 1020)
    session = await place.show(f"/sessions/{held.json()['id']}")
    assert (session["cohort_id"], session["audience"], session["minutes"]) == (None, AUDIENCE, 90)
    await until(place, agreement, sessions=1, active=1020, absent=0)
    too_many = open_session(place, audience=[{"participants": "convict", "number": 2000}, AUDIENCE[1]])
    problem(await place.post(f"{program}/sessions", too_many), 422, "audience-too-large")


async def test_a_doubled_session_is_cautioned_and_can_be_retracted(place: Place) -> None:
    program, agreement = await opened(place)
    cohort = await place.started(program, *place.refs[:2])
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]]
    body = place.session(*marks, instructors=[place.partner])
    first = (await place.post(f"{cohort}/sessions", body)).json()
    second = (await place.post(f"{cohort}/sessions", body | {"topic": "PEMILAHAN sampah"})).json()
    assert first["cautions"] == []
    assert [(each["code"], each["session_id"]) for each in second["cautions"]] == [("doubled_session", first["id"])]
    await until(place, agreement, sessions=2, active=4, absent=0)

    path = f"/sessions/{second['id']}"
    stale = await place.post(f"{path}/retractions", {"reason": "Tercatat dua kali."}, if_match='"7"')
    problem(stale, 412, "version-stale")
    retracted = await place.post(f"{path}/retractions", {"reason": "Tercatat dua kali."}, if_match='"1"')
    assert retracted.status_code == 200, retracted.text
    await until(place, agreement, sessions=1, active=2, absent=0)
    assert [each["id"] for each in (await place.show(f"{program}/sessions"))["items"]] == [first["id"]]
    assert (await place.show(path))["retracted"]
    assert (await place.show(program))["tally"]["sessions"] == 1
    again = await place.post(f"{path}/retractions", {"reason": "Lagi."}, if_match='"2"')
    problem(again, 409, "session-is-retracted")
    (event,) = await events(place, program, "session.held.retracted.v1")
    held = {each["data"]["session_id"]: each["id"] for each in await events(place, program, "session.held.v1")}
    assert event["data"]["corrects"] == held[second["id"]]


async def correct(place: Place, path: str, body: Json, version: int) -> httpx2.Response:
    return await place.sinergi.programs.put(path, body, place.officer, if_match=f'"{version}"')


async def test_a_corrected_session_replaces_what_agreements_have_counted(place: Place) -> None:
    program, agreement = await opened(place)
    cohort = await place.started(program, *place.refs[:2])
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]]
    held = (await place.post(f"{cohort}/sessions", place.session(*marks, instructors=[place.partner]))).json()
    await until(place, agreement, sessions=1, active=2, absent=0)

    path = f"/sessions/{held['id']}"
    marks[1] = {"participant_ref": place.refs[1], "mark": "absent", "reason": "no_information"}
    body = place.session(*marks, instructors=[place.partner], started_at="09:00", reason="Salah menandai.")
    corrected = await correct(place, path, body, 1)
    assert (corrected.status_code, corrected.json()["version"]) == (200, 2), corrected.text
    await until(place, agreement, sessions=1, active=1, absent=1)
    shown = await place.show(path)
    assert (shown["started_at"], shown["attendance"][1]["reason"]) == ("09:00", "no_information")

    own = await correct(place, path, body | {"delivered_for": [], "reason": "Kegiatan UPT sendiri."}, 2)
    assert own.status_code == 200, own.text
    await until(place, agreement, sessions=0, active=0, absent=0)
    first, second = await events(place, program, "session.held.corrected.v1")
    (original,) = await events(place, program, "session.held.v1")
    assert [first["data"]["corrects"], second["data"]["corrects"]] == [original["id"], first["id"]]


async def test_a_session_that_nobody_attended_is_recorded_as_cancelled(place: Place) -> None:
    program, agreement = await opened(place)
    cohort = await place.started(program, place.refs[0])
    absent = {"participant_ref": place.refs[0], "mark": "absent", "reason": "block_closed"}
    problem(await place.post(f"{cohort}/sessions", place.session(absent)), 422, "nobody-attended")
    body = {"planned_on": place.office.day(0), "topic": "Pengomposan", "cancelled_by": "nobody_came"}
    cancelled = await place.post(f"{cohort}/cancellations", body | {"instructors": [place.partner]})
    assert cancelled.status_code == 201, cancelled.text
    by_the_partner = body | {"cancelled_by": "partner", "owed_for": []}
    assert (await place.post(f"{program}/cancellations", by_the_partner)).status_code == 201
    to_come = body | {"planned_on": place.office.day(3), "cancelled_by": "force_majeure"}
    assert (await place.post(f"{cohort}/cancellations", to_come)).status_code == 201
    next_year = body | {"planned_on": f"{place.sinergi.today().year + 1}-01-01"}
    problem(await place.post(f"{program}/cancellations", next_year), 422, "day-too-late")
    listed = (await place.show(f"{program}/cancellations"))["items"]
    assert [(each["cancelled_by"], len(each["owed_for"])) for each in listed] == [
        ("force_majeure", 0),
        ("partner", 0),
        ("nobody_came", 1),
    ]
    assert listed[2]["owed_for"][0]["agreement_id"] == agreement
    assert (await place.show(program))["tally"]["sessions"] == 0
    of_the_cohort = cohort.removeprefix("/cohorts/")
    cancelled_events = await events(place, program, "session.cancelled.v1")
    assert [each["data"]["cohort_id"] for each in cancelled_events] == [of_the_cohort, None, of_the_cohort]
