"""Participants join and leave a cohort on days of their own; capacity counts who is enrolled now."""

from datetime import date
from typing import Any

import httpx2

from tests.behaviour.office import open_office, problem
from tests.behaviour.programs.place import Json, Place, open_place


def admission(ref: str, **changed: Any) -> Json:
    return {"participant_ref": ref, "kind": "convict", "basis": "hearing", "basis_reference": "TPP-1", **changed}


async def admit(place: Place, cohort: str, *admissions: Json, days: int = 0) -> httpx2.Response:
    return await place.post(
        f"{cohort}/enrolments", {"admitted_on": place.office.day(days), "participants": list(admissions)}
    )


async def end(place: Place, enrolment: str, reason: str, days: int = 0) -> httpx2.Response:
    return await place.post(f"/enrolments/{enrolment}/endings", {"ended_on": place.office.day(days), "reason": reason})


async def roster(place: Place, cohort: str) -> list[Json]:
    entries: list[Json] = (await place.show(cohort))["roster"]
    return entries


async def test_a_place_is_free_again_when_an_enrolment_ends(place: Place) -> None:
    program = await place.opened(capacity=2)
    cohort = await place.started(program, *place.refs[:2])
    problem(await admit(place, cohort, admission(place.refs[2])), 409, "capacity-exceeded")
    first, _ = await roster(place, cohort)
    assert (await end(place, first["id"], "released")).json()["code"] == "K-01"
    late = await admit(place, cohort, admission(place.refs[2]))
    assert [each["code"] for each in late.json()["enrolments"]] == ["K-03"], late.text
    shown = await place.show(cohort)
    assert (shown["participants"], shown["enrolled"]) == (3, 2)
    assert [(each["code"], each["end_reason"]) for each in shown["roster"]] == [
        ("K-01", "released"),
        ("K-02", None),
        ("K-03", None),
    ]
    (of_the_program,) = (await place.show(program))["cohorts"]
    assert (of_the_program["participants"], of_the_program["enrolled"]) == (3, 2)
    problem(await end(place, first["id"], "withdrew"), 409, "enrolment-has-ended")


async def test_a_session_expects_those_who_are_enrolled_on_its_day(place: Place) -> None:
    program = await place.opened(days=-5)
    cohort = await place.started(program, *place.refs[:2], days=-5)
    first, _ = await roster(place, cohort)
    assert (await end(place, first["id"], "transferred", days=-3)).status_code == 200
    problem(await admit(place, cohort, admission(place.refs[0]), days=-4), 409, "already-enrolled")
    assert (await admit(place, cohort, admission(place.refs[2]), days=-1)).status_code == 200
    for days, present in ((-4, place.refs[:2]), (-2, place.refs[1:2]), (0, place.refs[1:3])):
        marks = [{"participant_ref": ref, "mark": "active"} for ref in present]
        body = place.session(*marks, held_on=place.office.day(days))
        held = await place.post(f"{cohort}/sessions", body)
        assert held.status_code == 201, held.text
    _, second, _ = await roster(place, cohort)
    problem(await end(place, second["id"], "withdrew", days=-1), 422, "day-too-early")


async def test_who_returns_repeats_and_who_was_transferred_continues(place: Place, this_year: date) -> None:
    program = await place.opened()
    cohort = await place.started(program, *place.refs[:2])
    first, second = await roster(place, cohort)
    problem(await admit(place, cohort, admission(place.refs[0])), 409, "already-enrolled")
    for enrolment, reason in ((first, "health"), (second, "transferred")):
        await end(place, enrolment["id"], reason)
    assert (await admit(place, cohort, admission(place.refs[0]))).status_code == 200
    assert (await roster(place, cohort))[-1]["origin"] == "repeated"

    other = await open_place(await open_office(place.sinergi, next(place.sinergi.facilities)))
    elsewhere = await other.started(await other.opened(), other.refs[0])
    unknown = await admit(other, elsewhere, admission(other.refs[1], continues=(await roster(place, cohort))[-1]["id"]))
    problem(unknown, 422, "earlier-enrolment-unknown")
    taken = await admit(other, elsewhere, admission(other.refs[0], continues=second["id"]))
    problem(taken, 409, "reference-taken")
    continued = await admit(other, elsewhere, admission(other.refs[1], continues=second["id"]))
    assert continued.status_code == 200, continued.text
    entry = (await roster(other, elsewhere))[-1]
    assert (entry["origin"], entry["continues"]) == ("continued", second["id"])


async def test_a_detainee_needs_no_hearing(place: Place) -> None:
    cohort = await place.started(await place.opened(), place.refs[0])
    voluntary = {"kind": "detainee", "basis": "voluntary", "basis_reference": None}
    assert (await admit(place, cohort, admission(place.refs[1], **voluntary))).status_code == 200
    without = admission(place.refs[2], basis="court", basis_reference=None)
    problem(await admit(place, cohort, without), 422, "basis-without-reference")
    entry = (await roster(place, cohort))[-1]
    assert (entry["kind"], entry["basis"], entry["basis_reference"]) == ("detainee", "voluntary", None)


async def correct(
    place: Place, enrolment: str, ending: Json | None, version: int, as_: str | None = None
) -> httpx2.Response:
    body = {"ending": ending, "reason": "Tercatat pada peserta lain."}
    return await place.post(f"/enrolments/{enrolment}/corrections", body, as_, if_match=f'"{version}"')


async def test_an_end_that_was_recorded_wrongly_is_corrected_and_both_stay_on_record(place: Place) -> None:
    program = await place.opened(capacity=2, days=-5)
    cohort = await place.started(program, *place.refs[:2], days=-5)
    first, _ = await roster(place, cohort)
    path = f"/enrolments/{first['id']}"
    problem(await correct(place, first["id"], None, 1), 409, "enrolment-not-ended")
    assert (await end(place, first["id"], "released", days=-3)).json()["version"] == 2
    present = [{"participant_ref": place.refs[1], "mark": "active"}]
    held = await place.post(f"{cohort}/sessions", place.session(*present, held_on=place.office.day(-1)))
    assert held.status_code == 201, held.text

    problem(await correct(place, first["id"], None, 1), 412, "version-stale")
    problem(await correct(place, first["id"], None, 2, place.foreign_officer), 403, "out-of-scope")
    late = {"ended_on": place.office.day(1), "reason": "released"}
    problem(await correct(place, first["id"], late, 2), 422, "day-in-the-future")
    other = {"ended_on": place.office.day(-4), "reason": "transferred"}
    answer = await correct(place, first["id"], other, 2)
    assert (answer.status_code, answer.json()["cautions"]) == (200, [])
    answer = await correct(place, first["id"], None, 3)
    assert [each["session_id"] for each in answer.json()["cautions"]] == [held.json()["id"]]
    shown = await place.show(path)
    assert (shown["ended_on"], shown["version"]) == (None, 4)
    assert [(each["ended_on"], each["end_reason"], bool(each["correction"])) for each in shown["history"]] == [
        (place.office.day(-3), "released", False),
        (place.office.day(-4), "transferred", True),
        (None, None, True),
    ]
    for account in (place.office.directorate, place.foreign_officer):
        assert (await place.sinergi.programs.get(path, account)).status_code == 403
    both = [*present, {"participant_ref": place.refs[0], "mark": "active"}]
    session = {**place.session(*both, held_on=place.office.day(-1)), "reason": "Satu peserta terlewat."}
    corrected = await place.sinergi.programs.put(
        f"/sessions/{held.json()['id']}", session, place.officer, if_match='"1"'
    )
    assert corrected.status_code == 200, corrected.text


async def test_an_end_is_not_taken_back_when_the_place_or_the_participant_has_gone_on(place: Place) -> None:
    program = await place.opened(capacity=2)
    cohort = await place.started(program, *place.refs[:2])
    first, second = await roster(place, cohort)
    await end(place, first["id"], "released")
    assert (await admit(place, cohort, admission(place.refs[2]))).status_code == 200
    problem(await correct(place, first["id"], None, 2), 409, "capacity-exceeded")
    await end(place, second["id"], "withdrew")
    assert (await admit(place, cohort, admission(place.refs[1]))).status_code == 200
    problem(await correct(place, second["id"], None, 2), 409, "enrolment-goes-on")
