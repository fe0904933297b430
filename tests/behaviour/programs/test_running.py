"""A program opens, a cohort starts, sessions are held; only the facility reads who takes part."""

import asyncpg

from deploy.installation.environment import settings_of
from tests.behaviour.client import Sinergi
from tests.behaviour.programs.place import Place


async def test_the_first_cohort_makes_a_program_run(place: Place) -> None:
    program = await place.opened()
    assert (await place.show(program))["state"] == "open"
    await place.started(program, *place.refs[:2])
    shown = await place.show(program)
    assert [each["state"] for each in shown["history"]] == ["planned", "open", "running"]
    assert [(each["name"], each["participants"]) for each in shown["cohorts"]] == [("Angkatan I", 2)]


async def test_a_session_is_counted(place: Place) -> None:
    program = await place.opened()
    cohort = await place.started(program, *place.refs[:3])
    first, second, third = place.refs[:3]
    marks = [
        {"participant_ref": first, "mark": "active"},
        {"participant_ref": second, "mark": "passive"},
        {"participant_ref": third, "mark": "absent", "reason": "ill"},
    ]
    held = await place.post(f"{cohort}/sessions", place.session(*marks))
    assert held.status_code == 201, held.text
    assert (held.json()["active"], held.json()["passive"], held.json()["absent"]) == (1, 1, 1)
    tally = (await place.show(program))["tally"]
    assert (tally["sessions"], tally["active"], tally["passive"], tally["absent"]) == (1, 1, 1, 1)
    (line,) = (await place.show(f"{program}/sessions"))["items"]
    assert held.headers["location"] == f"/sessions/{line['id']}"
    session = await place.show(f"/sessions/{line['id']}")
    assert sorted(each["participant_ref"] for each in session["attendance"]) == sorted(place.refs[:3])


async def test_enrolment_in_another_program_is_allowed_with_a_caution(place: Place) -> None:
    first = await place.opened("environment")
    await place.started(first, *place.refs[:2])
    await place.sign(["sport"], starts_on=place.sinergi.today().replace(month=1, day=1))
    programs = await place.planned(2)
    second = next(f"/programs/{each['id']}" for each in programs if each["template"]["code"] == "sport_coaching")
    body = {"opened_on": place.sinergi.today(place.facility["zone"]).isoformat(), "capacity": 10}
    assert (await place.post(f"{second}/openings", body, if_match='"1"')).status_code == 201
    started = await place.post(f"{second}/cohorts", place.cohort(place.refs[5], place.refs[0]))
    (caution,) = started.json()["cautions"]
    assert (caution["code"], caution["entry"]) == ("concurrent_enrolment", 2)


async def test_only_the_facility_reads_its_participants(place: Place) -> None:
    program = await place.opened()
    cohort = await place.started(program, *place.refs[:2])
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]]
    session = (await place.post(f"{cohort}/sessions", place.session(*marks))).headers["location"]
    assert {each["participant_ref"] for each in (await place.show(cohort))["roster"]} == set(place.refs[:2])
    for account in (place.office.reviewer, place.office.directorate):
        assert (await place.show(cohort, account))["roster"] is None
        assert (await place.show(session, account))["attendance"] is None
        for path in (program, f"{program}/sessions", cohort, session):
            answer = await place.sinergi.programs.get(path, account)
            assert answer.status_code == 200, answer.text
            assert not any(ref in answer.text for ref in place.refs), path
    for path in (program, f"{program}/sessions", cohort, session):
        refused = await place.sinergi.programs.get(path, place.foreign_officer)
        assert (refused.status_code, refused.json()["type"]) == (403, "/problems/out-of-scope")


async def test_participants_are_in_no_event_and_in_no_log(sinergi: Sinergi, place: Place) -> None:
    program = await place.opened()
    cohort = await place.started(program, *place.refs[:2])
    await place.post(f"{program}/cohorts", place.cohort(*place.refs[:2], name="Angkatan II"))
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]]
    assert (await place.post(f"{cohort}/sessions", place.session(*marks))).status_code == 201
    connection = await asyncpg.connect(settings_of(sinergi.stack.environment()).admin_database_url())
    try:
        events = await connection.fetch(
            "SELECT type, convert_from(data, 'UTF8') || headers AS text FROM programs.outbox WHERE key = $1",
            program.removeprefix("/programs/"),
        )
    finally:
        await connection.close()
    types = {event["type"].removeprefix("id.go.ditjenpas.sinergi.") for event in events}
    public = {"program.planned.v1", "program.opened.v1", "cohort.started.v1", "session.held.v1"}
    assert types == public | {"cohort.counted.v1", "session.counted.v1"}
    logs = [file.read_text() for file in sinergi.stack.folder.logs.iterdir() if file.is_file()]
    for text in (*(event["text"] for event in events), *logs):
        assert not any(ref in text for ref in place.refs)


async def test_a_repeated_request_has_one_effect(place: Place) -> None:
    program = await place.opened()
    body = place.cohort(*place.refs[:2])
    first = await place.sinergi.programs.post(f"{program}/cohorts", body, place.officer, key=f"cohort-{program}")
    again = await place.sinergi.programs.post(f"{program}/cohorts", body, place.officer, key=f"cohort-{program}")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len((await place.show(program))["cohorts"]) == 1
