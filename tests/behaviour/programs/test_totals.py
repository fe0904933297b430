"""Regions are totalled once their months are closed, and again when the record changes."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.programs.months.model.month import Month
from shared.operations.clock import MovableClock
from tests.behaviour.programs.place import Json, Place


def noon(place: Place, day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(place.facility["zone"]))


async def totals(place: Place, month: Month, count: int) -> list[Json]:
    """The totals of a month of the facility's region, in their order, once there are so many of them."""

    async def published() -> list[Json]:
        of_region = await place.sinergi.topics.of_key("programs.v1", place.facility["region"])
        found = [each["data"] for each in of_region if each["data"].get("period_until") == month.last.isoformat()]
        of_month = [each for each in found if each["period_from"] == month.first.isoformat()]
        assert len(of_month) >= count, of_month
        return of_month

    return await place.sinergi.eventually(published)


async def test_a_month_is_totalled_for_the_region_when_it_is_over(place: Place, clock: MovableClock) -> None:
    cohort = await place.started(await place.opened(capacity=6), *place.refs)
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs]
    body = place.session(*marks)
    held = await place.post(f"{cohort}/sessions", body)
    assert held.status_code == 201, held.text
    month = Month.of(date.fromisoformat(body["held_on"]))
    clock.move_to(noon(place, month.following.first))
    closing = f"/facilities/{place.facility['id']}/months/{month}/closings"
    assert (await place.post(closing, {"nihil": False}, place.office.head)).status_code == 201
    # Other facilities of the region may not have closed it, so it waits for the day after the regional office is asked.
    clock.move_to(noon(place, month.region_asked + timedelta(days=1)))
    first = (await totals(place, month, 1))[-1]
    assert first["closed"] >= 1
    assert first["sessions"] >= 1
    assert first["facilities"] >= first["closed"]
    assert first["participants"] is None or first["participants"] >= 6
    assert all(each["participants"] is None or each["participants"] >= 5 for each in first["pillars"])

    late = place.session(*marks, topic="Terlambat", held_on=body["held_on"], reason="Catatan terlambat.")
    proposed = await place.post(f"{cohort}/amendments", late)
    assert proposed.status_code == 201, proposed.text
    decision = f"/amendments/{proposed.json()['id']}/decisions"
    decided = await place.post(decision, {"verdict": "approved"}, place.office.head, if_match='"1"')
    assert decided.is_success, decided.text
    clock.move_to(clock.now() + timedelta(days=1))

    async def again() -> None:
        last = (await totals(place, month, 1))[-1]
        assert (last["total_id"], last["sessions"]) == (first["total_id"], first["sessions"] + 1)
        assert last["version"] > first["version"]

    await place.sinergi.eventually(again)
