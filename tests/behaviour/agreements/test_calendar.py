"""What the calendar brings is announced with the day on which it came."""

from datetime import timedelta
from uuid import UUID

import asyncpg

from services.agreements.succession.store.calendar import load_ended
from shared.operations.clock import MovableClock
from tests.behaviour.agreements.published import announced, day_of, events_of, name
from tests.behaviour.office import Office


async def test_an_agreement_enters_into_force_when_its_first_day_has_come(office: Office, clock: MovableClock) -> None:
    id_ = await office.signed(await office.draft(term=office.term(1, 300)))
    await announced(office, id_, "agreement.signed")
    assert (await office.show(id_))["state"] == "signed"
    first_day = office.day(1)
    clock.move_to(clock.now() + timedelta(days=1))
    entered = await announced(office, id_, "agreement.entered_into_force")
    assert entered["data"]["in_force"]["in_force_from"] == first_day
    assert day_of(office, entered) == first_day
    assert (await office.show(id_))["state"] == "active"


async def test_an_agreement_expires_when_its_last_day_is_over(office: Office, clock: MovableClock) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-300, 0)))
    await announced(office, id_, "agreement.entered_into_force")
    last_day = office.day(0)
    assert (await office.show(id_))["state"] == "active"
    clock.move_to(clock.now() + timedelta(days=1))
    expired = (await announced(office, id_, "agreement.expired"))["data"]
    assert (expired["expired_on"], expired["final"]) == (last_day, False)
    assert (await office.show(id_))["state"] == "expired"


async def test_an_agreement_whose_successor_begins_on_the_next_day_does_not_expire(
    office: Office, clock: MovableClock
) -> None:
    old = await office.signed(await office.draft(term=office.term(-300, 0)))
    new = (await office.extend(old, term=office.term(1, 300))).json()["id"]
    await office.signed(new)
    database = await asyncpg.connect(office.sinergi.sources().settings.admin_database_url())
    try:
        await database.execute("SET search_path TO agreements")
        tomorrow = clock.now() + timedelta(days=1)
        # The job may see the next day first: just before, the job for successors ran on the day before.
        assert UUID(old) not in await load_ended(database, tomorrow)
        later = database.transaction()
        await later.start()
        await database.execute("UPDATE agreement SET in_force_from = in_force_from + 1 WHERE id = $1", UUID(new))
        assert UUID(old) in await load_ended(database, tomorrow)
        await later.rollback()
    finally:
        await database.close()
    clock.move_to(tomorrow)
    await announced(office, old, "agreement.superseded")
    assert "agreement.expired" not in {name(each) for each in await events_of(office, old)}


async def test_days_that_are_recorded_late_are_announced_with_the_day_on_which_they_came(office: Office) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-300, -100)), signed_on=office.day(-200))

    async def all_three() -> list[tuple[str, str, object]]:
        events = await events_of(office, id_)
        assert len(events) == 4
        return [(name(each), each["time"][:10], each["data"].get("final")) for each in events[1:]]

    assert await office.sinergi.eventually(all_three) == [
        ("agreement.entered_into_force", office.day(-200), None),
        ("agreement.expired", office.day(-99), False),
        ("agreement.expired", office.day(-10), True),
    ]
