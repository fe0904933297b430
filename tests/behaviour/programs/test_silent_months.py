"""A month without an entry: the facility is asked, then its region, until something is entered or stated."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.programs.months.model.month import Month
from shared.operations.clock import MovableClock
from tests.behaviour.across.inboxes import inbox
from tests.behaviour.programs.place import Json, Place


def noon(place: Place, day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(place.facility["zone"]))


async def cases(place: Place, account: str) -> dict[str, Json]:
    """The waiting cases about months of the facility, by kind."""
    shown = (await place.sinergi.programs.get("/waiting?limit=200", account)).json()["items"]
    return {
        each["kind"]: each
        for each in shown
        if each["kind"].startswith("month_") and place.facility["name"] in each["about"]["facilities"]
    }


async def notices(place: Place, account: str, rule: str) -> list[Json]:
    found = await inbox(place.sinergi, account)
    return [each for each in found if each["rule"] == rule and each["closed_at"] is None]


async def notified(place: Place, account: str, rule: str, count: int) -> None:
    async def there() -> None:
        assert len(await notices(place, account, rule)) == count

    await place.sinergi.eventually(there)


async def asked(place: Place, region: str) -> None:
    async def there() -> None:
        assert await notices(place, region, "month_unanswered")

    await place.sinergi.eventually(there)


async def waits(place: Place, account: str, *kinds: str) -> dict[str, Json]:
    async def there() -> dict[str, Json]:
        found = await cases(place, account)
        assert set(found) == set(kinds)
        return found

    return await place.sinergi.eventually(there)


async def event_types(place: Place) -> list[str]:
    found = await place.sinergi.topics.of_key("programs.internal.v1", place.facility["id"])
    return [each["type"].partition("sinergi.")[2] for each in found if ".month." in each["type"]]


async def test_a_silent_month_is_asked_for_until_something_is_entered(place: Place, clock: MovableClock) -> None:
    cohort = await place.started(await place.opened(), *place.refs[:2])
    body = place.session(*[{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]])
    month, head = Month.of(date.fromisoformat(body["held_on"])), place.office.head

    clock.move_to(noon(place, month.following.first))
    silent = (await waits(place, place.officer, "month_silent"))["month_silent"]
    assert silent["title"]["id"] == f"Catat kegiatan {month.name.id}, atau nyatakan nihil"
    assert (silent["due_on"], silent["overdue"]) == (month.due.isoformat(), False)
    assert silent["page"] == f"/bulan/{place.facility['id']}/{month}/penutupan"
    assert not await notices(place, head, "month_silent")

    clock.move_to(noon(place, month.due + timedelta(days=1)))
    for account in (head, place.officer):
        await notified(place, account, "month_silent", 1)
    region = place.office.reviewer
    clock.move_to(noon(place, month.region_asked + timedelta(days=1)))
    await waits(place, region, "month_unanswered")
    # Other facilities of the region may be silent, too.
    await asked(place, region)

    assert (await place.post(f"{cohort}/sessions", body)).status_code == 201
    for account in (head, place.officer):
        await notified(place, account, "month_silent", 0)
    assert set(await cases(place, place.officer)) == {"month_to_close"}
    assert not await cases(place, region)
    closing = f"/facilities/{place.facility['id']}/months/{month}/closings"
    assert (await place.post(closing, {"nihil": False}, head)).status_code == 201
    assert not await cases(place, place.officer)

    async def all_said() -> None:
        said = [f"month.{each}.v1" for each in ("silent", "silent", "entered", "closed")]
        assert await event_types(place) == said

    await place.sinergi.eventually(all_said)


async def test_a_retracted_session_leaves_the_month_silent_and_nihil_ends_it(place: Place, clock: MovableClock) -> None:
    cohort = await place.started(await place.opened(), *place.refs[:2])
    body = place.session(*[{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]])
    session = (await place.post(f"{cohort}/sessions", body)).json()["id"]
    month, head = Month.of(date.fromisoformat(body["held_on"])), place.office.head

    clock.move_to(noon(place, month.due + timedelta(days=1)))
    assert (await waits(place, place.officer, "month_to_close"))["month_to_close"]["overdue"]
    assert not await notices(place, head, "month_silent")
    retraction = {"reason": "Tidak terlaksana."}
    assert (await place.post(f"/sessions/{session}/retractions", retraction, if_match='"1"')).is_success
    await notified(place, head, "month_silent", 1)
    closing = f"/facilities/{place.facility['id']}/months/{month}/closings"
    assert (await place.post(closing, {"nihil": True}, head)).status_code == 201
    await notified(place, head, "month_silent", 0)
    assert not await cases(place, place.officer)


async def test_a_facility_without_a_program_owes_nothing(place: Place, clock: MovableClock) -> None:
    month = Month.of(place.sinergi.today(place.facility["zone"]))
    clock.move_to(noon(place, month.following.first))
    assert not await cases(place, place.officer)
