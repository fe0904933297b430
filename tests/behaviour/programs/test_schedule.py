"""The timetable: clashes are named, a session is moved or cancelled by whom, and becomes the one that is recorded."""

from tests.behaviour.office import problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Json, Place


async def instructor(place: Place, permit: Json | None) -> str:
    """An instructor of the partner; the id."""
    body = {"organisation": place.partner, "duty": "Penyuluh pengelolaan sampah", "permit": permit}
    answer = await place.post(f"/facilities/{place.facility['id']}/instructors", body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def plan(place: Place, starts_at: str, *instructors: str, **more: object) -> Json:
    body: Json = {"first_on": place.office.day(0), "starts_at": starts_at, "minutes": 90, "topic": "Pemilahan sampah"}
    return body | {"venue": "Aula Blok A", "instructors": list(instructors)} | more


async def test_clashes_are_named_and_a_move_resolves_them(place: Place) -> None:
    program = await place.opened()
    cohort = await place.started(program, *place.refs[:2])
    shut_out = {"number": "IM-2026/031", "since": place.office.day(-9), "until": place.office.day(-1)}
    teacher = await instructor(place, shut_out)
    problem(
        await place.post(f"{cohort}/plans", plan(place, "09:00", str(place.facility["id"]))), 422, "instructor-unknown"
    )
    problem(
        await place.post(f"{cohort}/plans", plan(place, "09:00", first_on=place.office.day(-1))), 422, "day-too-early"
    )
    first = await place.post(f"{cohort}/plans", plan(place, "09:00", teacher))
    assert [each["kind"] for each in first.json()["clashes"]] == ["permit"], first.text
    second = await place.post(f"{cohort}/plans", plan(place, "10:00", teacher, venue="aula blok-a"))
    kinds = [each["kind"] for each in second.json()["clashes"]]
    assert kinds == ["venue", "instructor", "participants", "permit"]

    path = f"/planned-sessions/{second.json()['plans'][0]['id']}"
    move = {"planned_on": place.office.day(0), "starts_at": "13:00", "venue": "Bengkel", "moved_by": "partner"}
    problem(await place.post(f"{path}/moves", move), 428, "version-missing")
    moved = await place.post(f"{path}/moves", move, if_match='"1"')
    assert [each["kind"] for each in moved.json()["clashes"]] == ["permit"], moved.text
    shown = await place.show(path)
    assert [(each["starts_at"], each["venue"], each["moved_by"]) for each in shown["moves"]] == [
        ("10:00", "aula blok-a", "partner")
    ]
    days = f"from={place.office.day(0)}&until={place.office.day(6)}"
    schedule = await place.show(f"/facilities/{place.facility['id']}/schedule?{days}", place.office.reviewer)
    assert [(each["starts_at"], each["state"]) for each in schedule["entries"]] == [
        ("09:00", "planned"),
        ("13:00", "planned"),
    ]
    assert {each["kind"] for each in schedule["clashes"]} == {"permit"}


async def test_a_planned_session_is_cancelled_or_held(place: Place) -> None:
    program = await place.opened()
    cohort = await place.started(program, *place.refs[:2])
    teacher = await instructor(place, {"number": "IM-1", "since": place.office.day(0), "until": place.office.day(9)})
    paths = []
    for starts_at in ("08:00", "10:00"):
        planned = await place.post(f"{cohort}/plans", plan(place, starts_at, teacher))
        assert planned.json()["clashes"] == [], planned.text
        paths.append(f"/planned-sessions/{planned.json()['plans'][0]['id']}")

    cancelled = await place.post(f"{paths[0]}/cancellations", {"cancelled_by": "partner"}, if_match='"1"')
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled"), cancelled.text
    (listed,) = (await place.show(f"{program}/cancellations"))["items"]
    assert (listed["cancelled_by"], len(listed["owed_for"])) == ("partner", 1)
    problem(await place.post(f"{paths[0]}/sheets", None), 409, "wrong-state")

    sheet = await place.post(f"{paths[1]}/sheets", None)
    assert sheet.status_code == 201, sheet.text
    problem(await place.post(f"{paths[1]}/sheets", None), 409, "sheet-already-open")
    path = f"/sheets/{sheet.json()['id']}"
    entered = await place.post(f"{path}/marks", {"lines": [{"code": "K-01", "mark": "active"}]})
    recorded = await place.post(f"{path}/recordings", {"rest_unexcused": True}, if_match=entered.headers["etag"])
    session = await place.show(f"/sessions/{recorded.json()['session_id']}")
    assert (session["started_at"], session["minutes"], session["instructors"]) == ("10:00", 90, [place.partner])
    shown = await place.show(paths[1])
    assert (shown["state"], shown["session_id"]) == ("held", session["id"])

    open_plan = await place.post(f"{program}/plans", plan(place, "14:00", kind="talk"))
    audience = [{"participants": "convict", "number": 40}]
    talk = {"held_on": place.office.day(0), "kind": "talk", "topic": "Penyuluhan", "audience": audience}
    held = (await place.post(f"{program}/sessions", talk)).json()["id"]
    last = f"/planned-sessions/{open_plan.json()['plans'][0]['id']}"
    problem(await place.post(f"{last}/sheets", None), 422, "plan-without-cohort")
    wrong = await place.post(f"{last}/holdings", {"session_id": session["id"]}, if_match='"1"')
    problem(wrong, 409, "session-of-another-plan")
    done = await place.post(f"{last}/holdings", {"session_id": held}, if_match='"1"')
    assert (done.status_code, done.json()["state"]) == (200, "held"), done.text


async def test_a_series_is_planned_moved_and_cancelled_on_pages(place: Place) -> None:
    cohort = await place.started(await place.opened(), *place.refs[:2])
    officer = Browser(place.sinergi.programs, place.officer)
    facility = place.facility["id"]
    register = f"/pengajar/upt/{facility}"
    assert (
        await officer.fill(f"{register}/baru", {"duty": "Penyuluh", "organisation": place.office.partner_id})
        == register
    )
    listed = await officer.show(register)
    assert "I-01" in listed.html
    (code,) = [each for each in listed.links() if each.startswith("/pengajar/") and "/upt/" not in each]
    half = await officer.send(await officer.show(code), {"permit": "IM-2026/031"})
    assert (half.status, "izin masuk memerlukan nomor" in half.html) == (422, True)

    address = f"/kohort/{cohort.rpartition('/')[2]}/jadwal"
    given = {"starts_at": "9.00", "minutes": "90", "topic": "Memilah", "venue": "Aula"}
    given["instructors"] = code.rpartition("/")[2]
    cautioned = await officer.send(await officer.show(address), given)
    assert (cautioned.status, "izin masuk 1 pengajar tidak berlaku" in cautioned.html) == (200, True), cautioned.html
    weeks = await officer.show(f"/jadwal/upt/{facility}?mulai={place.office.day(0)}")
    assert "izin masuk 1 pengajar tidak berlaku" in weeks.html
    (planned,) = [each for each in weeks.links() if each.startswith("/jadwal/") and "/upt/" not in each]
    moved = {"venue": "Bengkel", "moved_by": "force_majeure"}
    sent = await officer.send(await officer.show(f"{planned}/pemindahan"), moved)
    assert sent.status == 200, sent.html
    assert "Aula: keadaan kahar" in (await officer.show(planned)).html
    assert await officer.fill(f"{planned}/pembatalan", {"cancelled_by": "facility"}) == planned
    assert "Dibatalkan" in (await officer.show(planned)).html
