"""Public events of health, rehabilitation and juveniles carry no counts; agreements receive the exact ones."""

from tests.behaviour.programs.place import Json, Place
from tests.behaviour.programs.test_sessions import events, open_session, until

JUVENILES = [{"participants": "juvenile", "number": 3}]


async def internal(place: Place, program: str, type_: str) -> list[Json]:
    return await events(place, program, type_, topic="programs.internal.v1", facility=False)


async def test_a_health_program_is_counted_internally(place: Place) -> None:
    program = await place.opened("health")
    agreement = (await place.show(program))["authorisations"][0]["agreement_id"]
    cohort = await place.started(program, *place.refs[:2])
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]]
    held = (await place.post(f"{cohort}/sessions", place.session(*marks, instructors=[place.partner]))).json()
    await until(place, agreement, sessions=1, active=2, absent=0)

    (started,) = await events(place, program, "cohort.started.v1")
    (session,) = await events(place, program, "session.held.v1")
    assert (started["data"]["participants"], session["data"]["attendance"]) == (None, None)
    (cohort_count,) = await internal(place, program, "cohort.counted.v1")
    (session_count,) = await internal(place, program, "session.counted.v1")
    assert cohort_count["data"]["participants"] == 2
    assert session_count["data"]["attendance"] == {"active": 2, "passive": 0, "absent": 0}

    marks[1] = {"participant_ref": place.refs[1], "mark": "absent", "reason": "ill"}
    body = place.session(*marks, instructors=[place.partner], reason="Salah menandai.")
    corrected = await place.sinergi.programs.put(f"/sessions/{held['id']}", body, place.officer, if_match='"1"')
    assert corrected.status_code == 200, corrected.text
    await until(place, agreement, sessions=1, active=1, absent=1)


async def test_a_session_with_juveniles_is_counted_internally(place: Place) -> None:
    program = await place.opened()
    agreement = (await place.show(program))["authorisations"][0]["agreement_id"]
    body = open_session(place, audience=JUVENILES, instructors=[place.partner])
    assert (await place.post(f"{program}/sessions", body)).status_code == 201
    await until(place, agreement, sessions=1, active=3, absent=0)
    (session,) = await events(place, program, "session.held.v1")
    assert session["data"]["attendance"] is None
