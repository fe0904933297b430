"""Public events of health, rehabilitation, juveniles and few participants carry no counts; agreements receive them."""

from tests.behaviour.programs.place import Json, Place
from tests.behaviour.programs.test_sessions import events, open_session, until

JUVENILES = [{"participants": "juvenile", "number": 30}]


async def internal(place: Place, program: str, type_: str) -> list[Json]:
    return await events(place, program, type_, topic="programs.internal.v1")


async def test_a_health_program_is_counted_internally(place: Place) -> None:
    program = await place.opened("health", capacity=9)
    agreement = (await place.show(program))["authorisations"][0]["agreement_id"]
    cohort = await place.started(program, *place.refs[:5])
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:5]]
    held = (await place.post(f"{cohort}/sessions", place.session(*marks, instructors=[place.partner]))).json()
    await until(place, agreement, sessions=1, active=5, absent=0)

    (started,) = await events(place, program, "cohort.started.v1")
    (session,) = await events(place, program, "session.held.v1")
    assert (started["data"]["participants"], session["data"]["attendance"]) == (None, None)
    (cohort_count,) = await internal(place, program, "cohort.counted.v1")
    (session_count,) = await internal(place, program, "session.counted.v1")
    assert cohort_count["data"]["participants"] == 5
    assert session_count["data"]["attendance"] == {"active": 5, "passive": 0, "absent": 0}

    marks[1] = {"participant_ref": place.refs[1], "mark": "absent", "reason": "ill"}
    body = place.session(*marks, instructors=[place.partner], reason="Salah menandai.")
    corrected = await place.sinergi.programs.put(f"/sessions/{held['id']}", body, place.officer, if_match='"1"')
    assert corrected.status_code == 200, corrected.text
    await until(place, agreement, sessions=1, active=4, absent=1)


async def test_a_session_with_juveniles_is_counted_internally(place: Place) -> None:
    program = await place.opened()
    agreement = (await place.show(program))["authorisations"][0]["agreement_id"]
    body = open_session(place, audience=JUVENILES, instructors=[place.partner])
    assert (await place.post(f"{program}/sessions", body)).status_code == 201
    await until(place, agreement, sessions=1, active=30, absent=0)
    (session,) = await events(place, program, "session.held.v1")
    assert session["data"]["attendance"] is None


async def test_fewer_than_five_participants_are_counted_internally(place: Place) -> None:
    program = await place.opened()
    agreement = (await place.show(program))["authorisations"][0]["agreement_id"]
    for number in (4, 5):
        audience = [{"participants": "convict", "number": number}]
        body = open_session(place, audience=audience, topic=f"Topik {number}", instructors=[place.partner])
        assert (await place.post(f"{program}/sessions", body)).status_code == 201
    cohort = await place.started(program, *place.refs[:3])
    await until(place, agreement, sessions=2, active=9, absent=0)
    few, enough = await events(place, program, "session.held.v1")
    assert (few["data"]["attendance"], enough["data"]["attendance"]["active"]) == (None, 5)
    (started,) = await events(place, program, "cohort.started.v1")
    assert (started["data"]["cohort_id"], started["data"]["participants"]) == (cohort.removeprefix("/cohorts/"), None)
