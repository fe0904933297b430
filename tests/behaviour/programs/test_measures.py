"""Measures, counted by hand from a small set of sessions and visits."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services.programs.months.model.month import Month
from shared.operations.clock import MovableClock
from tests.behaviour.office import problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Json, Place
from tests.behaviour.programs.visiting import FARM, visiting


def marked(*marks: tuple[str, str]) -> list[Json]:
    reason = {"absent": {"reason": "ill"}}
    return [{"participant_ref": ref, "mark": mark} | reason.get(mark, {}) for ref, mark in marks]


async def recorded(place: Place, cohort: str, topic: str, *marks: tuple[str, str]) -> None:
    answer = await place.post(f"{cohort}/sessions", place.session(*marked(*marks), topic=topic))
    assert answer.status_code == 201, answer.text


async def own_program(place: Place) -> str:
    """An open program that no agreement carries; its path."""
    today = place.sinergi.today(place.facility["zone"])
    body = {"facility_id": place.facility["id"], "template": FARM, "name": "Kebun", "fiscal_year": today.year}
    path = f"/programs/{(await place.post('/programs', body)).json()['id']}"
    opening = {"opened_on": today.isoformat(), "capacity": 12}
    assert (await place.post(f"{path}/openings", opening, if_match='"1"')).is_success
    return path


async def own_row(place: Place, measure: str, month: Month) -> tuple[Json, Json]:
    """The row of the facility and the total, as its officer reads them."""
    found = await place.show(f"/measures/{measure}?from={month}&until={month.following}")
    (row,) = found["rows"]
    assert (row["unit"]["kind"], row["unit"]["unit"]) == ("facility", place.facility["id"])
    return row, found["total"]


async def test_participation_counts_each_person_once_and_every_month(place: Place, clock: MovableClock) -> None:
    program = await place.opened(capacity=12)
    six, five = place.refs, place.refs[:5]
    cohort = await place.started(program, *six)
    # Five of the six are in a second cohort as well: concurrent enrolments.
    second = await place.started(await own_program(place), *five)
    # 6 marks, 5 present; 6 marks, 4 present; 5 marks, 5 present. The sixth person was never there.
    await recorded(place, cohort, "Satu", *((ref, "active") for ref in five), (six[5], "absent"))
    await recorded(place, cohort, "Dua", *((ref, "passive") for ref in six[:4]), *((ref, "absent") for ref in six[4:]))
    await recorded(place, second, "Tiga", *((ref, "active") for ref in five))
    open_session = place.session(topic="Terbuka", audience=[{"participants": "convict", "number": 40}])
    open_session.pop("attendance")
    answer = await place.post(f"{program}/sessions", open_session)
    assert answer.status_code == 201, answer.text
    month = Month.of(date.fromisoformat(open_session["held_on"]))
    # The first month has sessions; in the second one, nothing is entered. Both are over.
    zone = ZoneInfo(place.facility["zone"])
    clock.move_to(datetime.combine(month.following.following.first, time(12), zone))

    by_hand = {
        "facilities": 1,
        "sessions": 4,
        "open_sessions": 1,
        "participants": 5,
        "present": 14,
        "marks": 17,
        "audience": 40,
        "enrolments": 11,
        "concurrent": 5,
        "months": 2,
        "active_months": 1,
        "nihil_months": 0,
        "silent_months": 1,
    }

    async def counted() -> None:
        row, total = await own_row(place, "participation", month)
        assert (total, {name: row[name] for name in total}) == (by_hand, by_hand)

    await place.sinergi.eventually(counted)
    nihil = f"/facilities/{place.facility['id']}/months/{month.following}/closings"
    assert (await place.post(nihil, {"nihil": True}, place.office.head)).status_code == 201
    row, _ = await own_row(place, "participation", month)
    assert (row["nihil_months"], row["silent_months"]) == (1, 0)

    region = await place.show(
        f"/measures/participation?from={month}&until={month}&region={place.facility['region']}", place.office.reviewer
    )
    assert place.facility["name"] in {each["unit"]["name"] for each in region["rows"]}
    page = await Browser(place.sinergi.programs, place.officer).show(
        f"/ukuran/partisipasi?dari={month}&sampai={month.following}"
    )
    assert "82% dari 17 tanda" in page.html
    assert "1 dengan kegiatan, 1 nihil, 0 belum ada catatan" in page.html


async def test_a_small_number_is_withheld_from_everyone(place: Place) -> None:
    cohort = await place.started(await place.opened(), *place.refs[:2])
    await recorded(place, cohort, "Satu", *((ref, "active") for ref in place.refs[:2]))
    month = Month.of(place.sinergi.today(place.facility["zone"]))

    async def withheld() -> None:
        row, total = await own_row(place, "participation", month)
        for each in (row, total):
            assert each["sessions"] == 1
            assert [each[name] for name in ("participants", "present", "marks", "enrolments")] == [None] * 4

    await place.sinergi.eventually(withheld)
    page = await Browser(place.sinergi.programs, place.officer).show("/ukuran/partisipasi")
    assert "tidak ditampilkan" in page.html


async def test_a_measure_has_a_definition_and_a_bounded_period(place: Place) -> None:
    found: list[Json] = (await place.sinergi.programs.get("/measures", place.officer)).json()
    assert [(each["number"], each["code"]) for each in found] == [(6, "replication"), (9, "participation")]
    assert all(each[name]["id"] and each[name]["en"] for each in found for name in ("numerator", "limits"))
    for query, slug in (("from=2026-02&until=2026-01", "period-ends-early"), ("from=2019-01", "period-too-long")):
        problem(await place.sinergi.programs.get(f"/measures/replication?{query}", place.officer), 422, slug)
    browser = Browser(place.sinergi.programs, place.officer)
    assert {"/ukuran/partisipasi", "/ukuran/replikasi"} <= (await browser.show("/ukuran")).links()


async def test_replication_counts_the_plans_whose_check_is_due(place: Place) -> None:
    visit = await visiting(place)
    officer = visit.guest_officer
    farm = await visit.program(place.facility, visit.host_officer)
    await visit.registered(farm)
    path = await visit.registered(farm)
    planned_on = visit.half_a_year_ago()
    plan = {"from_program": farm, "planned_on": planned_on, "adopt_by": visit.day(-30)}
    planned = await visit.change(f"{path}/adoptions", plan, officer, 1)
    adoption = f"{path}/adoptions/{planned['id']}"
    own = await visit.program(visit.guest, officer)
    await visit.change(f"{adoption}/programs", {"program_id": own}, officer, 2)
    await visit.change(f"/programs/{own}/openings", {"opened_on": visit.guest_day(), "capacity": 9}, officer, 1)
    talk: Json = {"held_on": visit.guest_day(), "kind": "practice", "topic": "Menanam"}
    talk |= {"audience": [{"participants": "convict", "number": 12}]}
    await visit.change(f"/programs/{own}/sessions", talk, officer)
    await visit.change(f"{adoption}/checks", {"outcome": "adopted", "checked_on": visit.guest_day()}, officer, 3)
    second = await visit.change(f"{path}/adoptions", plan, officer, 4)

    async def measured() -> Json:
        query = f"from={planned_on[:7]}&until={visit.guest_day()[:7]}"
        found = (await place.sinergi.programs.get(f"/measures/replication?{query}", officer)).json()
        (row,) = found["rows"]
        assert row == found["total"] | {"unit": row["unit"]}
        return dict(found["total"])

    days = (date.fromisoformat(visit.guest_day()) - date.fromisoformat(planned_on)).days
    by_hand = {"facilities": 1, "visits": 2, "visits_with_plan": 1, "plans": 2, "due": 2, "confirmed": 1}
    by_hand |= {"abandoned": 0, "unchecked": 1, "opened": 1, "median_days": days, "spread_practices": 0}
    assert await measured() == by_hand
    given_up = {"outcome": "not_adopted", "checked_on": visit.guest_day(), "reason": "no_land"}
    await visit.change(f"{path}/adoptions/{second['id']}/checks", given_up, officer, 5)
    assert await measured() == by_hand | {"abandoned": 1, "unchecked": 0}
    page = await Browser(place.sinergi.programs, officer).show(f"/ukuran/replikasi?dari={planned_on[:7]}")
    assert "1 dari 2" in page.html
    assert f"{days} hari (median dari 1 program)" in page.html
