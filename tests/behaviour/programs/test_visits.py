"""A study visit from the request to the check whether what was seen was adopted, through HTTP and events."""

from typing import Any

from tests.behaviour.across.inboxes import inbox, subjects_of
from tests.behaviour.office import problem
from tests.behaviour.programs.place import Place
from tests.behaviour.programs.visiting import FARM, TOPICS, Visiting, visiting
from tests.behaviour.waiting.waiting_list import kinds


async def events_of(visit: Visiting, path: str) -> dict[str, dict[str, Any]]:
    """The events about a visit by their types, without the version."""
    key = path.removeprefix("/visits/")
    found = {}
    for topic in ("programs.v1", "programs.internal.v1"):
        for event in await visit.sinergi.topics.of_key(topic, key):
            found[event["type"].partition("sinergi.")[2].removesuffix(".v1")] = event["data"]
    return found


async def has_notice(visit: Visiting, account: str, rule: str) -> None:
    async def issued() -> None:
        found = await inbox(visit.sinergi, account)
        assert rule in {each["rule"] for each in found if visit.guest["name"] in subjects_of(each)}

    await visit.sinergi.eventually(issued)


async def test_a_visit_is_requested_agreed_to_and_recorded(place: Place) -> None:
    visit = await visiting(place)
    farm = await visit.program(place.facility, visit.host_officer)
    own = await visit.program(visit.guest, visit.guest_officer)
    body = visit.facilities() | {"topics": TOPICS}
    for account, slug in ((visit.host_officer, "out-of-scope"), (place.office.contact, "not-permitted")):
        problem(await visit.post("/visits", body, account), 403, slug)
    path = await visit.requested()
    id_ = path.removeprefix("/visits/")
    await has_notice(visit, visit.host_officer, "visit_requested")
    programs = visit.sinergi.programs
    assert await kinds(programs, visit.host_officer, id_) == {"visit_to_answer"}
    assert await kinds(programs, visit.guest_officer, id_) == set()
    answer = {"answer": "agreed", "planned_on": visit.day(0), "starts_at": "09:00", "programs": [[], [farm]]}
    problem(await visit.post(f"{path}/answers", answer, visit.host_officer), 428, "version-missing")
    problem(await visit.post(f"{path}/answers", answer, visit.guest_officer, 1), 403, "out-of-scope")
    problem(
        await visit.post(f"{path}/answers", answer | {"programs": [[own], []]}, visit.host_officer, 1),
        422,
        "program-unknown",
    )
    agreed = await visit.change(f"{path}/answers", answer, visit.host_officer, 1)
    assert (agreed["state"], agreed["version"]) == ("agreed", 2)
    problem(await visit.post(f"{path}/answers", answer, visit.host_officer, 2), 409, "wrong-state")
    for account in (visit.host_officer, visit.guest_officer):
        assert await kinds(programs, account, id_) == {"visit_to_record"}
    await visit.change(f"{path}/records", visit.minutes(farm), visit.guest_officer, 2)
    shown = await visit.show(path)
    assert (shown["state"], shown["starts_at"], shown["record"]["started_at"]) == ("held", "09:00", "09:00")
    assert [each["name"] for each in shown["topics"][1]["programs"]] == [f"Kebun {place.facility['name']}"]
    (item,) = shown["action_items"]
    assert await kinds(programs, visit.guest_officer, id_) == {"visit_tasks"}
    done = {"completed_on": visit.day(0)}
    task = f"{path}/action-items/{item['id']}/completions"
    problem(await visit.post(task, done, visit.host_officer), 403, "out-of-scope")
    await visit.change(task, done, visit.guest_officer)
    assert await kinds(programs, visit.guest_officer, id_) == set()
    events = await events_of(visit, path)
    assert set(events) == {"visit.requested", "visit.agreed", "visit.held", "visit.action_item_completed"}
    held = events["visit.held"]
    counts = (held["exchanged"], held["inspections"], held["action_items"], held["programs"], held["held"]["certain"])
    assert counts == (1, 1, 1, [farm], True)
    await has_notice(visit, place.office.reviewer, "visit_held")
    problem(await programs.get(path, place.foreign_officer), 403, "out-of-scope")


async def test_a_request_is_declined_or_called_off(place: Place) -> None:
    visit = await visiting(place)
    declined, off = await visit.requested(planned_on=None), await visit.requested()
    both = {"answer": "declined", "reason": "schedule", "planned_on": visit.day(1)}
    problem(await visit.post(f"{declined}/answers", both, visit.host_officer, 1), 422, "invalid-request")
    answer = {"answer": "declined", "reason": "schedule"}
    assert (await visit.change(f"{declined}/answers", answer, visit.host_officer, 1))["state"] == "declined"
    called_off = {"cancelled_by": "guest", "cancelled_on": visit.day(0), "reason": "no_funding"}
    assert (await visit.change(f"{off}/cancellations", called_off, visit.guest_officer, 1))["state"] == "cancelled"
    assert (await visit.show(off))["cancellation"] == called_off
    assert (await visit.show(declined))["decline_reason"] == "schedule"
    page = (await visit.sinergi.programs.get(f"/visits?facility={visit.guest['id']}", visit.host_officer)).json()
    states = {f"/visits/{each['id']}": each["state"] for each in page["items"]}
    assert states == {declined: "declined", off: "cancelled"}


async def test_a_visit_of_an_uncertain_year_is_recorded_as_it_was_reported(place: Place) -> None:
    visit = await visiting(place)
    farm = await visit.program(place.facility, visit.host_officer)
    topics = [{"title": "Ketahanan pangan", "programs": [farm]}]
    minutes = visit.minutes(held="XXXX-11-28", as_written="Kamis (28/11)")
    body = visit.facilities() | {"topics": topics} | minutes
    problem(await visit.post("/visits/registrations", body, place.foreign_officer), 403, "out-of-scope")
    registered = await visit.change("/visits/registrations", body, visit.guest_officer)
    held = (await visit.show(f"/visits/{registered['id']}"))["record"]["held"]
    assert (held["edtf"], held["earliest"], held["certain"]) == ("XXXX-11-28", None, False)
    assert held["latest"].endswith("-11-28")


async def test_an_adoption_is_confirmed_after_six_months_or_given_up(place: Place) -> None:
    visit = await visiting(place)
    farm = await visit.program(place.facility, visit.host_officer)
    path = await visit.registered(farm)
    plan = {"from_program": farm, "planned_on": visit.half_a_year_ago(), "adopt_by": visit.day(-30)}
    problem(await visit.post(f"{path}/adoptions", plan, visit.host_officer, 1), 403, "out-of-scope")
    planned = await visit.change(f"{path}/adoptions", plan, visit.guest_officer, 1)
    problem(await visit.post(f"{path}/adoptions", plan, visit.guest_officer, 2), 409, "adoption-planned-before")
    assert await kinds(visit.sinergi.programs, visit.guest_officer, path.removeprefix("/visits/")) == {
        "adoption_to_check"
    }
    adoption = f"{path}/adoptions/{planned['id']}"
    adopted = {"outcome": "adopted", "checked_on": visit.guest_day()}
    own = await visit.program(visit.guest, visit.guest_officer)
    other = await visit.program(visit.guest, visit.guest_officer, "healthy_living")
    problem(
        await visit.post(f"{adoption}/programs", {"program_id": other}, visit.guest_officer, 2), 422, "practice-differs"
    )
    await visit.change(f"{adoption}/programs", {"program_id": own}, visit.guest_officer, 2)
    problem(await visit.post(f"{adoption}/checks", adopted, visit.guest_officer, 3), 409, "nothing-replicated")
    await visit.change(
        f"/programs/{own}/openings", {"opened_on": visit.guest_day(), "capacity": 9}, visit.guest_officer, 1
    )
    audience = [{"participants": "convict", "number": 12}]
    talk = {"held_on": visit.guest_day(), "kind": "practice", "topic": "Menanam", "audience": audience}
    await visit.change(f"/programs/{own}/sessions", talk, visit.guest_officer)
    confirmed = await visit.change(f"{adoption}/checks", adopted, visit.guest_officer, 3)
    assert (confirmed["state"], confirmed["version"]) == ("confirmed", 4)
    again = await visit.change(f"{path}/adoptions", plan, visit.guest_officer, 4)
    given_up = f"{path}/adoptions/{again['id']}/checks"
    unexplained = {"outcome": "not_adopted", "checked_on": visit.day(0)}
    problem(await visit.post(given_up, unexplained, visit.guest_officer, 5), 422, "abandonment-unexplained")
    await visit.change(given_up, unexplained | {"reason": "no_land"}, visit.guest_officer, 5)
    assert await kinds(visit.sinergi.programs, visit.guest_officer, path.removeprefix("/visits/")) == set()
    found = await visit.sinergi.programs.get(f"/adoptions?facility={visit.guest['id']}", visit.host_officer)
    lineage = [(each["state"], each["reason"], each["practice"]["code"]) for each in found.json()["items"]]
    assert lineage == [("abandoned", "no_land", FARM), ("confirmed", None, FARM)]
    assert found.json()["items"][1]["program"]["id"] == own
    events = await events_of(visit, path)
    assert set(events) == {
        *("visit.held", "adoption.planned", "adoption.begun", "adoption.confirmed", "adoption.abandoned")
    }
    assert (events["adoption.confirmed"]["program_id"], events["adoption.confirmed"]["sessions"]) == (own, 1)
    await has_notice(visit, visit.host_officer, "adoption_abandoned")
