"""Reports of programs, as the activity under an agreement shows them."""

from datetime import timedelta
from typing import Any

import pytest

from shared.operations.clock import MovableClock
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import AGRICULTURE, DECIDED, ENVIRONMENT, Office, problem

LATE_DAYS = 41
PARTICIPANTS = ("P-7F3A91", "P-7F3A92")


async def program_of(office: Office, agreement_id: str) -> dict[str, Any]:
    """The program that was planned for the agreement, once the service agreements has recorded it."""

    async def planned() -> dict[str, Any]:
        items = (await activity(office, agreement_id))["scope_items"]
        assert items[0]["programs"], items
        return dict(items[0]["programs"][0])

    return await office.sinergi.eventually(planned)


async def activity(office: Office, agreement_id: str, query: str = "") -> dict[str, Any]:
    answer = await office.agreements.get(f"/agreements/{agreement_id}/activity{query}", office.officer)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def hold_session(office: Office, program_id: str, held_on: str) -> str:
    """Open the program, start a cohort on that day and hold a session; returns the cohort's path."""
    programs = office.sinergi.programs
    program = await programs.get(f"/programs/{program_id}", office.officer)
    opening = {"opened_on": held_on, "capacity": 20}
    opened = await programs.post(
        f"/programs/{program_id}/openings", opening, office.officer, if_match=program.headers["ETag"]
    )
    assert opened.status_code == 201, opened.text
    admitted = [{"participant_ref": ref, "kind": "convict", "basis": "voluntary"} for ref in PARTICIPANTS]
    cohort = await programs.post(
        f"/programs/{program_id}/cohorts",
        {"name": "Angkatan I", "started_on": held_on, "participants": admitted},
        office.officer,
    )
    assert cohort.status_code == 201, cohort.text
    path = f"/cohorts/{cohort.json()['id']}"
    await hold_next_session(office, path, held_on)
    return path


async def hold_next_session(office: Office, cohort: str, held_on: str) -> None:
    attendance = [
        {"participant_ref": PARTICIPANTS[0], "mark": "active"},
        {"participant_ref": PARTICIPANTS[1], "mark": "absent", "reason": "ill"},
    ]
    instructor = {"id": office.partner_id, "name": "Pemerintah Kabupaten Contoh"}
    session = {"held_on": held_on, "topic": "Persemaian", "instructors": [instructor], "attendance": attendance}
    held = await office.sinergi.programs.post(f"{cohort}/sessions", session, office.officer)
    assert held.status_code == 201, held.text


async def test_the_first_session_sets_the_agreement_running(office: Office) -> None:
    agreement_id = await office.signed(await office.draft(scope_items=[AGRICULTURE]))
    program = await program_of(office, agreement_id)
    assert (await activity(office, agreement_id))["implementation"] == "not_started"
    await hold_session(office, program["program_id"], office.day(0))

    async def running() -> bool:
        return bool((await activity(office, agreement_id))["implementation"] == "running")

    await office.sinergi.eventually(running)
    report = await activity(office, agreement_id)
    assert report["period"] == {"since": office.day(-1), "until": office.day(0)}
    [item] = report["scope_items"]
    assert (item["sessions"], item["active"], item["passive"], item["absent"]) == (1, 1, 0, 1)
    assert item["last_activity"] == office.day(0)
    assert item["programs"][0]["opened_on"] == office.day(0)


async def test_activity_is_counted_within_the_given_period(office: Office) -> None:
    agreement_id = await office.signed(await office.draft(scope_items=[AGRICULTURE]))
    report = await activity(office, agreement_id, f"?since={office.day(-30)}&until={office.day(-1)}")
    assert report["period"] == {"since": office.day(-30), "until": office.day(-1)}
    assert report["scope_items"][0]["sessions"] == 0
    backwards = await office.agreements.get(
        f"/agreements/{agreement_id}/activity?since={office.day(0)}&until={office.day(-1)}", office.officer
    )
    problem(backwards, 422, "period-backwards")


async def test_a_scope_item_hands_its_program_over_to_its_successor(office: Office) -> None:
    old_id = await office.signed(await office.draft(scope_items=[AGRICULTURE]))
    program = await program_of(office, old_id)
    new_id = (await office.extend(old_id, term=office.term(0, 800))).json()["id"]
    await office.signed(new_id)
    assert (await program_of(office, new_id))["program_id"] == program["program_id"]

    async def handed_over() -> bool:
        return (await program_of(office, old_id))["handed_over"] is True

    await office.sinergi.eventually(handed_over)


async def test_a_succession_may_give_a_program_to_another_agency(office: Office) -> None:
    old_id = await office.signed(await office.draft(scope_items=[AGRICULTURE]))
    program = (await program_of(office, old_id))["program_id"]
    new_id = (await office.extend(old_id, term=office.term(0, 800))).json()["id"]
    draft = await office.show(new_id)
    (kept,) = draft["scope_items"]
    item = {**AGRICULTURE, "id": kept["id"], "continues": kept["continues"], "agencies": [office.agency_id]}
    changed = await office.change(new_id, scope_items=[item])
    assert changed.status_code == 200, changed.text
    await office.signed(new_id)

    async def carried_by_the_agency() -> None:
        shown = (await office.sinergi.programs.get(f"/programs/{program}", office.officer)).json()
        agencies = [[agency["id"] for agency in carried["agencies"]] for carried in shown["authorisations"]]
        assert agencies == [[], [office.agency_id]]

    await office.sinergi.eventually(carried_by_the_agency)


async def test_a_session_after_the_term_belongs_to_no_agreement(office: Office) -> None:
    term = office.term(-20, -10)
    draft = await office.draft(scope_items=[AGRICULTURE], term=term)
    agreement_id = await office.signed(draft, signed_on=office.day(-20))
    program = (await program_of(office, agreement_id))["program_id"]
    cohort = await hold_session(office, program, term["ends_on"])
    await hold_next_session(office, cohort, office.day(-9))
    path = f"/events?topic=sinergi.programs.v1&type=session.held.v1&facility={office.facility['id']}&limit=1000"

    async def published() -> list[dict[str, Any]]:
        events = (await office.sinergi.programs.get(path, OPERATOR)).json()
        held = [event["data"] for event in events if event["partitionkey"] == program]
        assert len(held) == 2
        return held

    within, after = await office.sinergi.eventually(published)
    assert [each["agreement_id"] for each in within["covered_by"]] == [agreement_id]
    assert after["covered_by"] == []

    async def ended() -> dict[str, Any]:
        """The agreement has expired, and with it the authorisation, on the same day."""
        shown = (await office.sinergi.programs.get(f"/programs/{program}", office.officer)).json()
        days = [(each["until"], each["ended_on"]) for each in shown["authorisations"]]
        assert days == [(term["ends_on"], term["ends_on"])]
        return dict(shown)

    assert (await office.sinergi.eventually(ended))["tally"]["sessions"] == 2
    waiting = (await office.sinergi.programs.get("/waiting?kind=without_agreement&limit=200", office.officer)).json()[
        "items"
    ]
    assert program in {case["about"]["id"] for case in waiting}


@pytest.fixture
def late_in_the_year(sinergi: Sinergi, clock: MovableClock) -> None:
    """At least forty days of the fiscal year have passed; in January and February the clock goes forward."""
    passed = sinergi.today().timetuple().tm_yday
    if passed < LATE_DAYS:
        clock.move_to(clock.now() + timedelta(days=LATE_DAYS - passed))


@pytest.mark.usefixtures("late_in_the_year")
async def test_a_session_before_the_last_signature_counts_for_neither_of_two_agreements(office: Office) -> None:
    """The extension begins the day after its predecessor's last, is signed later, and is in force from that day."""
    term, today = office.term(-35, -20), office.day(0)
    old = await office.signed(await office.draft(scope_items=[AGRICULTURE], term=term), signed_on=term["starts_on"])
    program = (await program_of(office, old))["program_id"]
    cohort = await hold_session(office, program, term["ends_on"])
    await hold_next_session(office, cohort, office.day(-10))
    extended = await office.extend(old, term=office.term(-19, 800), added=[ENVIRONMENT | DECIDED])
    new = await office.signed(extended.json()["id"], signed_on=today)

    async def both_carried() -> list[str]:
        """The days on which the authorisations of the kept and of the added item begin."""
        items = (await activity(office, new))["scope_items"]
        assert all(item["programs"] for item in items), items
        assert items[0]["programs"][0]["program_id"] == program
        found = []
        for carried in (item["programs"][0]["program_id"] for item in items):
            shown = (await office.sinergi.programs.get(f"/programs/{carried}", office.officer)).json()
            found += [each["since"] for each in shown["authorisations"] if each["agreement_id"] == new]
        assert len(found) == len(items), found
        return found

    assert await office.sinergi.eventually(both_carried) == [today, today]
    await hold_next_session(office, cohort, today)

    async def counted() -> None:
        """One session for each agreement, and the one between them for neither."""
        whole = f"?since={term['starts_on']}&until={today}"
        for agreement_id, day in ((old, term["ends_on"]), (new, today)):
            item, *others = (await activity(office, agreement_id, whole))["scope_items"]
            assert (item["sessions"], item["last_activity"]) == (1, day)
            assert [other["sessions"] for other in others] == [0] * len(others)

    await office.sinergi.eventually(counted)
    shown = (await office.sinergi.programs.get(f"/programs/{program}", office.officer)).json()
    assert shown["tally"]["sessions"] == 3
