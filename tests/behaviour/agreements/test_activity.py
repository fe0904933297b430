"""What programs report, seen under the agreement: by events only."""

from typing import Any

from tests.behaviour.agreements.desk import AGRICULTURE, Desk, problem
from tests.behaviour.conftest import OPERATOR

PARTICIPANTS = ("P-7F3A91", "P-7F3A92")


async def program_of(desk: Desk, agreement_id: str) -> dict[str, Any]:
    """The program that was planned for the agreement, once agreements knows of it too."""

    async def planned() -> dict[str, Any]:
        items = (await activity(desk, agreement_id))["scope_items"]
        assert items[0]["programs"], items
        return dict(items[0]["programs"][0])

    return await desk.sinergi.eventually(planned)


async def activity(desk: Desk, agreement_id: str, query: str = "") -> dict[str, Any]:
    answer = await desk.sinergi.agreements.get(f"/agreements/{agreement_id}/activity{query}", desk.officer)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def hold_session(desk: Desk, program_id: str, held_on: str) -> str:
    """Open the program, start a cohort on that day and teach it; returns the cohort's path."""
    programs = desk.sinergi.programs
    program = await programs.get(f"/programs/{program_id}", desk.officer)
    opening = {"opened_on": held_on, "capacity": 20}
    opened = await programs.post(
        f"/programs/{program_id}/openings", opening, desk.officer, if_match=program.headers["ETag"]
    )
    assert opened.status_code == 201, opened.text
    admitted = [{"participant_ref": ref, "hearing_ref": "TPP-2026/014"} for ref in PARTICIPANTS]
    cohort = await programs.post(
        f"/programs/{program_id}/cohorts",
        {"name": "Angkatan I", "started_on": held_on, "participants": admitted},
        desk.officer,
    )
    assert cohort.status_code == 201, cohort.text
    path = f"/cohorts/{cohort.json()['id']}"
    await teach(desk, path, held_on)
    return path


async def teach(desk: Desk, cohort: str, held_on: str) -> None:
    attendance = [
        {"participant_ref": PARTICIPANTS[0], "mark": "active"},
        {"participant_ref": PARTICIPANTS[1], "mark": "absent", "reason": "ill"},
    ]
    session = {"held_on": held_on, "topic": "Persemaian", "attendance": attendance}
    held = await desk.sinergi.programs.post(f"{cohort}/sessions", session, desk.officer)
    assert held.status_code == 201, held.text


async def test_the_first_session_sets_the_agreement_running(desk: Desk) -> None:
    agreement_id = await desk.signed(await desk.drafted(scope_items=[AGRICULTURE]))
    program = await program_of(desk, agreement_id)
    assert (await desk.show(agreement_id))["implementation_state"] == "not_started"
    await hold_session(desk, program["program_id"], desk.day(0))

    async def running() -> bool:
        return (await desk.show(agreement_id))["implementation_state"] == "running"

    await desk.sinergi.eventually(running)
    report = await activity(desk, agreement_id)
    assert report["period"] == {"since": desk.day(-400), "until": desk.day(0)}
    [item] = report["scope_items"]
    assert (item["sessions"], item["active"], item["passive"], item["absent"]) == (1, 1, 0, 1)
    assert item["last_activity"] == desk.day(0)
    assert item["programs"][0]["opened_on"] == desk.day(0)


async def test_numbers_are_those_of_the_period_asked_for(desk: Desk) -> None:
    agreement_id = await desk.signed(await desk.drafted(scope_items=[AGRICULTURE]))
    report = await activity(desk, agreement_id, f"?since={desk.day(-30)}&until={desk.day(-1)}")
    assert report["period"] == {"since": desk.day(-30), "until": desk.day(-1)}
    assert report["scope_items"][0]["sessions"] == 0
    backwards = await desk.sinergi.agreements.get(
        f"/agreements/{agreement_id}/activity?since={desk.day(0)}&until={desk.day(-1)}", desk.officer
    )
    problem(backwards, 422, "period-backwards")


async def test_what_carried_a_program_hands_it_over_to_its_successor(desk: Desk) -> None:
    old_id = await desk.signed(await desk.drafted(scope_items=[AGRICULTURE]))
    program = await program_of(desk, old_id)
    new_id = (await desk.extend(old_id, term=desk.term(0, 800))).json()["id"]
    await desk.signed(new_id)
    assert (await program_of(desk, new_id))["program_id"] == program["program_id"]

    async def handed_over() -> bool:
        return (await program_of(desk, old_id))["handed_over"] is True

    await desk.sinergi.eventually(handed_over)


async def test_with_the_succession_a_program_may_become_another_agencys(desk: Desk) -> None:
    old_id = await desk.signed(await desk.drafted(scope_items=[AGRICULTURE]))
    program = (await program_of(desk, old_id))["program_id"]
    new_id = (await desk.extend(old_id, term=desk.term(0, 800))).json()["id"]
    draft = await desk.show(new_id)
    (kept,) = draft["scope_items"]
    item = {**AGRICULTURE, "continues": kept["continues"], "agency_id": desk.agency_id}
    body = {"title": draft["title"], "term": draft["term"], "scope_items": [item]}
    changed = await desk.sinergi.agreements.put(
        f"/agreements/{new_id}/draft", body, desk.officer, if_match=await desk.etag(new_id)
    )
    assert changed.status_code == 200, changed.text
    await desk.signed(new_id)

    async def theirs() -> None:
        shown = (await desk.sinergi.programs.get(f"/programs/{program}", desk.officer)).json()
        assert [carried["agency"] and carried["agency"]["id"] for carried in shown["authorisations"]] == [
            None,
            desk.agency_id,
        ]

    await desk.sinergi.eventually(theirs)


async def test_what_is_done_after_the_term_is_done_under_no_agreement(desk: Desk) -> None:
    term = desk.term(-400, -10)
    agreement_id = await desk.signed(await desk.drafted(scope_items=[AGRICULTURE], term=term))
    program = (await program_of(desk, agreement_id))["program_id"]
    cohort = await hold_session(desk, program, term["effective_until"])
    await teach(desk, cohort, desk.day(-9))
    path = f"/events?topic=sinergi.programs.v1&type=session.held.v1&facility={desk.facility['id']}&limit=1000"

    async def said() -> list[dict[str, Any]]:
        events = (await desk.sinergi.programs.get(path, OPERATOR)).json()
        held = [event["data"] for event in events if event["partitionkey"] == program]
        assert len(held) == 2
        return held

    last, beyond = await desk.sinergi.eventually(said)
    assert [each["agreement_id"] for each in last["authorisations"]] == [agreement_id]
    assert beyond["authorisations"] == []
    shown = (await desk.sinergi.programs.get(f"/programs/{program}", desk.officer)).json()
    assert [(each["until"], each["ended_on"]) for each in shown["authorisations"]] == [(term["effective_until"], None)]
    assert shown["tally"]["sessions"] == 2
    waiting = (await desk.sinergi.programs.get("/waiting?kind=without_agreement&limit=200", desk.officer)).json()[
        "items"
    ]
    assert program in {case["about"]["id"] for case in waiting}
