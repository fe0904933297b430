"""The calendar of a facility: everything that is on record in a month, day by day."""

from datetime import date, timedelta

from tests.behaviour.programs.place import Json, Place


def kinds_of(calendar: Json) -> list[tuple[str, str]]:
    return [(each["day"], each["kind"]) for each in calendar["entries"]]


async def calendar_of(place: Place, day: date, account: str | None = None) -> Json:
    return await place.show(f"/facilities/{place.facility['id']}/calendar?month={day:%Y-%m}", account)


async def test_the_calendar_has_what_is_on_record_in_the_month(place: Place) -> None:
    today = date.fromisoformat(place.office.day(0))
    program = await place.opened("environment")
    cohort = await place.started(program, place.refs[0])
    session = place.session({"participant_ref": place.refs[0], "mark": "active"}, started_at="09:00", minutes=90)
    held = (await place.post(f"{cohort}/sessions", session)).json()["id"]
    off = {"planned_on": place.office.day(0), "topic": "Pengomposan", "cancelled_by": "partner"}
    assert (await place.post(f"{cohort}/cancellations", off)).status_code == 201
    calendar = await calendar_of(place, today)
    day = place.office.day(0)
    assert kinds_of(calendar) == [
        (day, "cancelled_session"),
        (day, "cohort_start"),
        (day, "program_opened"),
        (day, "session"),
    ]
    (entry,) = [each for each in calendar["entries"] if each["kind"] == "session"]
    assert (entry["session_id"], entry["started_at"], entry["minutes"]) == (held, "09:00", 90)
    assert entry["program_id"] == program.rpartition("/")[2]
    assert [each["cancelled_by"] for each in calendar["entries"] if each["cancelled_by"]] == ["partner"]
    assert kinds_of(await calendar_of(place, today.replace(day=1) - timedelta(days=1))) == []


async def test_the_last_day_of_an_agreement_is_in_the_calendar(place: Place) -> None:
    agreement = await place.sign(["environment", "health"], starts_on=date.fromisoformat(place.office.day(0)))
    await place.planned(2)
    last = date.fromisoformat(agreement["in_force_until"])
    entries = (await calendar_of(place, last))["entries"]
    ends = [each for each in entries if each["kind"] == "agreement_end"]
    assert [(each["day"], each["agreement_id"]) for each in ends] == [(last.isoformat(), agreement["id"])]


async def test_offices_above_read_it_and_others_do_not(place: Place) -> None:
    path = f"/facilities/{place.facility['id']}/calendar?month=2026-11"
    for account in (place.office.reviewer, place.office.directorate):
        assert (await place.sinergi.programs.get(path, account)).status_code == 200
    for account in (place.foreign_officer, place.office.contact):
        assert (await place.sinergi.programs.get(path, account)).status_code == 403
    nowhere = "/facilities/0195ab8e-7c00-7000-8000-000000000001/calendar?month=2026-11"
    refused = await place.sinergi.programs.get(nowhere, place.officer)
    assert (refused.status_code, refused.json()["type"]) == (404, "/problems/calendar-not-found")
    assert (await place.sinergi.programs.get(path.replace("11", "13"), place.officer)).status_code == 422
