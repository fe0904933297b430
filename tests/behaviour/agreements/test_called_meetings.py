"""Meetings are called, moved and called off; the minutes of one that was held have its id."""

from datetime import timedelta
from typing import Any

import httpx2

from shared.operations.clock import MovableClock
from tests.behaviour.agreements.published import name
from tests.behaviour.agreements.test_meetings import alone, events_of, meeting, record, recorded, show
from tests.behaviour.office import Body, Office, problem
from tests.behaviour.waiting.test_notices import closed, notice_of
from tests.behaviour.waiting.waiting_list import the_case


def call_body(office: Office, *agreements: str, **changes: Any) -> Body:
    return {
        "called_by": office.facility["id"],
        "kinds": ["evaluation"],
        "planned_on": office.day(0),
        "begins_at": "09:00",
        "venue": "Ruang Rapat",
        "agenda": ["Evaluasi pelaksanaan kerja sama"],
        "invited": [office.partner_id],
        "about": [{"kind": "agreement", "id": id_} for id_ in agreements],
    } | changes


async def call(office: Office, body: Body, as_: str | None = None) -> httpx2.Response:
    return await office.agreements.post("/meeting-calls", body, as_ or office.officer)


async def called(office: Office, body: Body) -> Body:
    answer = await call(office, body)
    assert answer.status_code == 201, answer.text
    return await show_call(office, answer.json()["id"])


async def show_call(office: Office, meeting_id: str) -> Body:
    answer = await office.agreements.get(f"/meeting-calls/{meeting_id}", office.officer)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_meeting_is_called_moved_and_held_and_its_invitation_closes(office: Office) -> None:
    agreement_id = await office.draft()
    made = await called(office, call_body(office, agreement_id, planned_on=office.day(2)))
    assert [(unit["id"], unit["kind"]) for unit in made["invited"]] == [(office.partner_id, "partner")]
    first = await notice_of(office.sinergi, office.contact, "meeting_called")
    assert office.facility["name"] in first["body"]["id"]
    path = f"/meeting-calls/{made['id']}"
    seen = await office.agreements.get(path, office.contact)
    assert (seen.json()["venue"], seen.json()["begins_at"], seen.headers["ETag"]) == ("Ruang Rapat", "09:00", '"1"')
    listed = await office.agreements.get(f"/meeting-calls?about={agreement_id}&state=called", office.contact)
    assert [each["id"] for each in listed.json()["items"]] == [made["id"]]

    moved = {"planned_on": office.day(0), "begins_at": "10:30", "venue": "Aula"}
    problem(await office.agreements.put(path, moved, office.contact, if_match='"1"'), 403, "not-permitted")
    assert (await office.agreements.put(path, moved, office.officer, if_match='"1"')).status_code == 200
    problem(await office.agreements.put(path, moved, office.officer, if_match='"1"'), 412, "version-stale")
    await closed(office.sinergi, office.contact, first["id"])
    second = await notice_of(office.sinergi, office.contact, "meeting_moved")

    held = meeting(office, agreement_id, held={"edtf": office.day(0)}, called_id=made["id"])
    assert await recorded(office, held) == made["id"]
    assert (await show(office, made["id"]))["version"] == 3
    assert (await show_call(office, made["id"]))["state"] == "held"
    problem(await record(office, held), 409, "wrong-state")
    await closed(office.sinergi, office.contact, second["id"])
    events = await events_of(office, made["id"], 3)
    assert [(name(each), each["data"]["version"]) for each in events] == [
        ("meeting.called", 1),
        ("meeting.called", 2),
        ("meeting.held", 3),
    ]
    assert [each["data"].get("moved_from") for each in events] == [None, office.day(2), None]
    assert not {"venue", "agenda"} & events[0]["data"].keys()


async def test_a_called_meeting_is_called_off_with_a_reason(office: Office) -> None:
    made = await called(office, call_body(office))
    notice = await notice_of(office.sinergi, office.contact, "meeting_called")
    path = f"/meeting-calls/{made['id']}/cancellations"
    over = await office.agreements.post(path, {"reason": "Mitra berhalangan."}, office.officer, if_match='"1"')
    assert (over.status_code, over.headers["ETag"]) == (200, '"2"')
    found = await show_call(office, made["id"])
    assert (found["state"], found["reason"]) == ("called_off", "Mitra berhalangan.")
    problem(await office.agreements.post(path, {"reason": "Lagi."}, office.officer, if_match='"2"'), 409, "wrong-state")
    problem(await record(office, alone(office, called_id=made["id"])), 409, "wrong-state")
    await closed(office.sinergi, office.contact, notice["id"])
    await notice_of(office.sinergi, office.contact, "meeting_called_off")
    _, last = await events_of(office, made["id"], 2)
    assert name(last) == "meeting.called_off"
    assert "reason" not in last["data"]


async def test_calls_that_are_refused(office: Office, any_office: Office) -> None:
    body = call_body(office)
    problem(await call(office, body, any_office.officer), 403, "out-of-scope")
    problem(await call(office, body, office.contact), 403, "not-permitted")
    problem(await call(office, body | {"planned_on": office.day(-1)}), 422, "called-for-the-past")
    problem(await call(office, body | {"visibility": "internal"}), 422, "partner-in-internal-meeting")
    foreign = call_body(office, await any_office.draft())
    problem(await call(office, foreign), 403, "out-of-scope")
    nowhere = alone(office, called_id=office.facility["id"])
    problem(await record(office, nowhere), 422, "call-unknown")
    made = await called(office, body)
    path = f"/meeting-calls/{made['id']}"
    problem(await office.agreements.get(path, any_office.officer), 403, "out-of-scope")
    assert (await office.agreements.get("/meeting-calls?limit=200", any_office.contact)).json()["items"] == []
    theirs = alone(any_office, called_id=made["id"])
    problem(await record(any_office, theirs), 403, "out-of-scope")


async def test_minutes_are_missing_from_the_day_after_the_meeting_until_they_are_recorded(
    office: Office, clock: MovableClock
) -> None:
    made = await called(office, call_body(office))
    cases = (await office.agreements.get("/waiting?kind=minutes_missing", office.officer)).json()["items"]
    assert made["id"] not in [case["about"]["id"] for case in cases]
    clock.move_to(clock.now() + timedelta(days=1))
    case = await the_case(office.agreements, office.officer, made["id"], "minutes_missing")
    assert "rapat evaluasi" in case["title"]["id"]
    assert case["page"] == f"/rapat/undangan/{made['id']}"
    await recorded(office, alone(office, called_id=made["id"], held={"edtf": office.day(-1)}))
    cases = (await office.agreements.get("/waiting?kind=minutes_missing", office.officer)).json()["items"]
    assert made["id"] not in [case["about"]["id"] for case in cases]
