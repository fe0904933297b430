"""Habits through events: quiet hours of each account, free days, subjects that are not wanted, and deputies."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.contracts.parts import FacilityRef, PartnerRef
from shared.operations.clock import MovableClock
from shared.values.working_days import SATURDAY, office_calendar
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.notifications.mail import at_any_hour, caught, confirmed, deliveries
from tests.behaviour.office import Office
from tests.behaviour.saying import say
from tests.unit.notifications import examples as an

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
QUIET = {"quiet_from": 19, "quiet_until": 7, "on_free_days": False}


async def contacts(sinergi: Sinergi, office: Office, count: int) -> list[str]:
    """So many further contacts of the partner."""
    accounts = [f"contact-{number}-{office.suffix}" for number in range(count)]
    for account in accounts:
        await sinergi.assign(account, "partner_contact", "partner", office.partner_id)
    return accounts


async def due(sinergi: Sinergi, account: str) -> datetime:
    """When the only message to an account is due, once it was made."""

    async def made() -> datetime:
        (delivery,) = await deliveries(sinergi, account)
        return datetime.fromisoformat(delivery["due_at"])

    return await sinergi.eventually(made)


def two_working_days(today: date) -> date:
    """The next working day that another one follows."""
    calendar = office_calendar()
    day = calendar.next_after(today)
    while not calendar.is_working(day + timedelta(days=1)):
        day = calendar.next_after(day)
    return day


def next_holiday(today: date) -> date:
    """The next free day of offices in a week, or a Saturday if no such day is on record."""
    calendar = office_calendar()
    days = [today + timedelta(days=number) for number in range(1, 366)]
    free = [day for day in days if not calendar.is_working(day)]
    return next((day for day in free if day.weekday() < SATURDAY), free[0])


async def test_quiet_hours_end_in_the_morning_of_each_account_around_midnight(
    sinergi: Sinergi, office: Office, clock: MovableClock
) -> None:
    accounts = dict(zip(ZONES, await contacts(sinergi, office, len(ZONES)), strict=True))
    for zone, account in accounts.items():
        await at_any_hour(sinergi, account, zone=zone, **QUIET)
        await confirmed(sinergi, account)
    night = two_working_days(sinergi.today())
    # In Jakarta it is half past eleven in the evening; in the other zones the next day has begun.
    clock.move_to(datetime.combine(night, time(23, 30), ZoneInfo("Asia/Jakarta")))
    await office.submit(await office.draft())
    morning = night + timedelta(days=1)
    for zone, account in accounts.items():
        assert await due(sinergi, account) == datetime.combine(morning, time(7), ZoneInfo(zone))
    clock.move_to(datetime.combine(morning, time(7, 30), ZoneInfo("Asia/Jayapura")))

    async def states() -> dict[str, str]:
        return {zone: (await deliveries(sinergi, account))[0]["state"] for zone, account in accounts.items()}

    async def only_in_the_east() -> None:
        assert await states() == {"Asia/Jakarta": "waiting", "Asia/Makassar": "waiting", "Asia/Jayapura": "sent"}

    await sinergi.eventually(only_in_the_east)


async def test_nothing_but_what_is_critical_is_sent_on_a_holiday(
    sinergi: Sinergi, office: Office, clock: MovableClock
) -> None:
    await at_any_hour(sinergi, office.contact, zone="Asia/Jakarta", **QUIET)
    address = await confirmed(sinergi, office.contact)
    holiday = next_holiday(sinergi.today())
    clock.move_to(datetime.combine(holiday, time(10), ZoneInfo("Asia/Jakarta")))
    await office.submit(await office.draft())
    working = office_calendar().next_after(holiday)
    assert await due(sinergi, office.contact) == datetime.combine(working, time(7), ZoneInfo("Asia/Jakarta"))
    ours, partner = FacilityRef.model_validate(office.facility), PartnerRef(id=office.partner_id, name="Yayasan Contoh")
    announced = an.termination_announced(parties=an.parties(ours, partner), **an.kept_by(ours))
    await say(sinergi, "agreements", announced)

    async def told() -> list[dict[str, Any]]:
        found = await deliveries(sinergi, office.contact)
        assert [(each["severity"], each["state"]) for each in found] == [("critical", "sent"), ("action", "waiting")]
        return found

    await sinergi.eventually(told)
    assert len(caught(sinergi, address)) == len(("the code", "the critical notice"))


async def test_a_subject_that_is_not_wanted_is_in_the_inbox_only(sinergi: Sinergi, office: Office) -> None:
    (other,) = await contacts(sinergi, office, 1)
    never = [{"topic": "agreements", "channel": "email", "when": "never"}]
    await at_any_hour(sinergi, office.contact, preferences=never)
    await at_any_hour(sinergi, other)
    for account in (office.contact, other):
        await confirmed(sinergi, account)
    await office.submit(await office.draft())
    await due(sinergi, other)
    assert await deliveries(sinergi, office.contact) == []
    assert (await sinergi.notifications.get("/inbox?severity=action", office.contact)).json()["items"]


async def test_a_deputy_is_told_while_acting(sinergi: Sinergi, office: Office) -> None:
    deputy = f"deputy-{office.suffix}"
    body = {"account": deputy, "capability": "partner_contact", "scope_kind": "partner", "unit": office.partner_id}
    body |= {"valid_until": sinergi.today().isoformat(), "capacity": "daily_acting", "letter": "SPRIN-7/2026"}
    answer = await sinergi.agreements.post("/positions", body, OPERATOR)
    assert answer.status_code == 201, answer.text

    async def known() -> None:
        assert (await sinergi.notifications.get("/recipients/me", deputy)).status_code == 200

    await sinergi.eventually(known)
    for account in (office.contact, deputy):
        await at_any_hour(sinergi, account)
    addresses = [await confirmed(sinergi, account) for account in (office.contact, deputy)]
    await office.submit(await office.draft())

    async def both() -> None:
        for address in addresses:
            _code, told = caught(sinergi, address)
            assert told["Subject"].startswith("Mohon ditelaah")

    await sinergi.eventually(both)
