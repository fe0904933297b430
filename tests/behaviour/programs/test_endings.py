"""Programs are suspended, resumed and ended through the interface; the region and the agencies are notified."""

from tests.behaviour.across.inboxes import subjects_of
from tests.behaviour.office import ENVIRONMENT, problem
from tests.behaviour.programs.place import Place
from tests.behaviour.programs.test_sessions import events


async def rules(place: Place, account: str, name: str) -> set[str]:
    """The rules of the living notices about a program at an account."""
    page = (await place.sinergi.notifications.get("/inbox?limit=200", account)).json()["items"]
    return {each["rule"] for each in page if name in subjects_of(each) and each["closed_at"] is None}


async def test_a_program_is_suspended_resumed_and_completed(place: Place) -> None:
    office = place.office
    program = await place.opened(days=-3)
    cohort = await place.started(program, place.refs[0], days=-3)
    suspension = {"suspended_on": office.day(-1), "reason": "disease"}
    problem(await place.post(f"{program}/suspensions", suspension), 428, "version-missing")
    problem(await place.post(f"{program}/suspensions", suspension, if_match='"2"'), 412, "version-stale")
    for account, slug in ((place.foreign_officer, "out-of-scope"), (office.contact, "not-permitted")):
        problem(await place.post(f"{program}/suspensions", suspension, account, if_match='"3"'), 403, slug)
    answer = await place.post(f"{program}/suspensions", suspension, if_match='"3"')
    assert (answer.status_code, answer.json()["state"], answer.headers["etag"]) == (201, "suspended", '"4"')
    present = {"participant_ref": place.refs[0], "mark": "active"}
    problem(await place.post(f"{cohort}/sessions", place.session(present)), 409, "program-is-suspended")
    name = (await place.show(program))["name"]

    async def heard() -> None:
        assert await rules(place, office.reviewer, office.facility["name"]) >= {"program_suspended"}

    await place.sinergi.eventually(heard)
    ending = {"outcome": "completed", "ended_on": office.day(0)}
    problem(await place.post(f"{program}/endings", ending, if_match='"4"'), 409, "nothing-held")
    answer = await place.post(f"{program}/resumptions", {"resumed_on": office.day(0)}, if_match='"4"')
    assert (answer.status_code, answer.json()["state"]) == (201, "running"), name
    assert (await place.post(f"{cohort}/sessions", place.session(present))).status_code == 201
    reason = ending | {"reason": "no_funding"}
    problem(await place.post(f"{program}/endings", reason, if_match='"5"'), 422, "cancellation-unexplained")
    answer = await place.post(f"{program}/endings", ending, if_match='"5"')
    assert (answer.status_code, answer.json()["state"]) == (201, "completed"), answer.text
    problem(await place.post(f"{program}/endings", ending, if_match='"6"'), 409, "wrong-state")
    assert [each["state"] for each in (await place.show(program))["history"]][-3:] == [
        "suspended",
        "running",
        "completed",
    ]

    async def closed() -> None:
        found = await rules(place, office.reviewer, office.facility["name"])
        assert "program_completed" in found
        assert not found & {"program_suspended", "program_resumed", "program_opened"}

    await place.sinergi.eventually(closed)


async def test_a_completed_cohort_completes_who_stayed_and_admits_nobody(place: Place) -> None:
    office = place.office
    program = await place.opened(capacity=9)
    cohort = await place.started(program, *place.refs)
    completion = {"completed_on": office.day(0)}
    problem(await place.post(f"{cohort}/completions", completion, if_match='"1"'), 409, "cohort-held-nothing")
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs]
    assert (await place.post(f"{cohort}/sessions", place.session(*marks))).status_code == 201
    left = (await place.show(cohort))["roster"][0]["id"]
    leaving = {"ended_on": office.day(0), "reason": "released"}
    assert (await place.post(f"/enrolments/{left}/endings", leaving)).status_code == 200
    problem(await place.post(f"{cohort}/completions", completion), 428, "version-missing")
    problem(await place.post(f"{cohort}/completions", completion, if_match='"1"'), 412, "version-stale")
    early = {"completed_on": office.day(-1)}
    problem(await place.post(f"{cohort}/completions", early, if_match='"2"'), 422, "day-too-early")
    answer = await place.post(f"{cohort}/completions", completion, if_match='"2"')
    assert answer.status_code == 200, answer.text
    shown = await place.show(cohort)
    assert (shown["completed_on"], shown["enrolled"]) == (office.day(0), 0)
    assert [each["end_reason"] for each in shown["roster"]] == ["released", *5 * ["completed"]]
    again = await place.post(f"{cohort}/completions", completion, if_match=answer.headers["etag"])
    problem(again, 409, "cohort-is-completed")
    late = {"admitted_on": office.day(0), "participants": place.cohort("P-7KQ2M9")["participants"]}
    problem(await place.post(f"{cohort}/enrolments", late), 409, "cohort-is-completed")
    stayed = shown["roster"][1]
    back = {"ending": None, "reason": "Masih ikut."}
    again = await place.post(f"/enrolments/{stayed['id']}/corrections", back, if_match=f'"{stayed["version"]}"')
    problem(again, 409, "cohort-is-completed")
    (event,) = await events(place, program, "cohort.completed.v1")
    data = event["data"]
    assert (data["sessions"], data["participants"], data["completed"]) == (1, 6, 5)


async def test_a_completed_program_completes_its_cohorts(place: Place) -> None:
    program = await place.opened()
    cohort = await place.started(program, place.refs[0])
    session = place.session({"participant_ref": place.refs[0], "mark": "active"})
    assert (await place.post(f"{cohort}/sessions", session)).status_code == 201
    ending = {"outcome": "completed", "ended_on": place.office.day(0)}
    present = await place.sinergi.programs.get(program, place.officer)
    assert (await place.post(f"{program}/endings", ending, if_match=present.headers["etag"])).status_code == 201
    assert (await place.show(cohort))["completed_on"] == place.office.day(0)
    # Fewer than five point to persons.
    (event,) = await events(place, program, "cohort.completed.v1")
    assert (event["data"]["sessions"], event["data"]["participants"], event["data"]["completed"]) == (1, None, None)


async def test_an_addendum_moves_the_last_day_of_what_it_carries(place: Place) -> None:
    office = place.office
    id_ = await office.signed(
        await office.draft(term=office.term(-30, 60), scope_items=[ENVIRONMENT]), signed_on=office.day(-30)
    )
    addendum = {"signed_on": office.day(-1), "in_force_until": office.day(400), "reason": "Adendum Nomor CONTOH-2."}
    problem(await office.attempt(id_, "addenda", addendum), 403, "not-permitted")
    for changed, slug in (
        ({"signed_on": office.day(1)}, "day-in-the-future"),
        ({"signed_on": office.day(-31)}, "not-in-force-then"),
        ({"in_force_until": office.day(60)}, "term-unchanged"),
        ({"in_force_until": office.day(-2)}, "term-ends-too-early"),
    ):
        problem(await office.attempt(id_, "addenda", addendum | changed, office.head), 422, slug)
    await office.perform(id_, "addenda", addendum, office.head)
    assert (await office.show(id_))["in_force_until"] == office.day(400)

    async def followed() -> None:
        (program,) = await place.planned(1)
        (carried,) = (await place.show(f"/programs/{program['id']}"))["authorisations"]
        assert carried["until"] == office.day(400)

    await place.sinergi.eventually(followed)
    extension = await office.extend(id_, term=office.term(401, 800))
    assert extension.status_code == 201, extension.text
    again = addendum | {"in_force_until": office.day(500)}
    problem(await office.attempt(id_, "addenda", again, office.head), 409, "successor-exists")
