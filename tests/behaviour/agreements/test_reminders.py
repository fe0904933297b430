"""Reminders of the calendar: ends that come near, plans to sign that grew stale, and agreements that don't run."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from services.agreements.vigilance.model import STALE_AFTER_WORKING_DAYS, reminder_day
from shared.operations.clock import MovableClock
from shared.operations.settings import Settings
from shared.values.working_days import office_calendar
from tests.behaviour.agreements.published import INTERNAL, PUBLIC, announced, events_of, name
from tests.behaviour.agreements.test_activity import activity, hold_session
from tests.behaviour.agreements.test_new_lines import continuing
from tests.behaviour.business_day import on_working_day
from tests.behaviour.office import AGRICULTURE, HEALTH, Office, open_office, problem
from tests.behaviour.waiting.test_notices import closed, notice_of

EXPIRING, STALE = "agreement.expiring", "agreement.signing_overdue"
DORMANT_AFTER_DAYS = Settings().dormant_after_days
DORMANT, RESUMED = "agreement.dormant", "agreement.activity_resumed"


def move_to(office: Office, clock: MovableClock, day: date) -> None:
    """The morning of a day at the facility."""
    clock.move_to(datetime.combine(day, time(10), ZoneInfo(office.facility["zone"])))


def day_of(office: Office, days: int) -> date:
    return date.fromisoformat(office.day(days))


async def all_of(office: Office, id_: str, which: str, topic: str) -> list[dict[str, Any]]:
    return [each["data"] for each in await events_of(office, id_, topic) if name(each) == which]


async def reminded_of(office: Office, id_: str, rung: int) -> list[dict[str, Any]]:
    """All reminders of an agreement, once this rung is the newest."""

    async def newest() -> list[dict[str, Any]]:
        events = await all_of(office, id_, EXPIRING, INTERNAL)
        assert [each["rung"] for each in events[-1:]] == [rung]
        return events

    return await office.sinergi.eventually(newest)


async def reminders(office: Office, id_: str) -> dict[str, Any]:
    answer = await office.agreements.get(f"/agreements/{id_}/reminders", office.officer)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def listed(office: Office, account: str, kind: str, *ids: str) -> list[str]:
    """Those of these agreements that a list of reminders has for an account."""
    found: list[str] = []
    following: str | None = ""
    while following is not None:
        cursor = following and f"&cursor={following}"
        page = await office.agreements.get(f"/reminders?kind={kind}&limit=200{cursor}", account)
        assert page.status_code == 200, page.text
        found += [each["agreement_id"] for each in page.json()["items"]]
        following = page.json()["next"]
    return [each for each in ids if each in found]


async def ending_soon(office: Office, **changes: Any) -> str:
    """An agreement of more than a year that ends in twenty days, once that was announced; its id."""
    id_ = await office.signed(await office.draft(**changes), signed_on=office.day(-400))
    await reminded_of(office, id_, 30)
    return id_


async def program_of_year(office: Office, id_: str, year: int) -> str:
    """The program of a year that the agreement plans; the clock may be in the year after the signing."""

    async def planned() -> str:
        programs = [each for item in (await activity(office, id_))["scope_items"] for each in item["programs"]]
        (program, *_) = [each["program_id"] for each in programs if each["fiscal_year"] == year]
        return str(program)

    return await office.sinergi.eventually(planned)


async def test_an_agreement_is_reminded_of_on_each_rung_once(office: Office, clock: MovableClock) -> None:
    id_ = await office.signed(await office.draft(term=office.term(0, 400)))
    last = day_of(office, 400)
    # Two rungs whose days are in one month are one reminder, the later one.
    schedule = {reminder_day(last, rung, office_calendar()): rung for rung in (90, 60, 30)}
    for day, rung in schedule.items():
        move_to(office, clock, day)
        newest = (await reminded_of(office, id_, rung))[-1]
        assert (newest["in_force_until"], newest["soon"]) == (last.isoformat(), rung == 30)
        assert newest["days_left"] == (last - day).days
    assert [each["rung"] for each in await all_of(office, id_, EXPIRING, INTERNAL)] == list(schedule.values())


async def test_after_a_pause_only_the_lowest_missed_rung_is_announced(office: Office, clock: MovableClock) -> None:
    id_ = await office.signed(await office.draft(term=office.term(0, 400)))
    move_to(office, clock, reminder_day(day_of(office, 400), 7, office_calendar()))
    assert [each["rung"] for each in await reminded_of(office, id_, 7)] == [7]


async def test_an_agreement_whose_extension_is_signed_is_not_reminded_of(office: Office, clock: MovableClock) -> None:
    last = day_of(office, 200)
    old = await office.signed(await office.draft(term=office.term(0, 200)))
    await office.signed((await office.extend(old, term=office.term(201, 600))).json()["id"])
    control = await office.signed(await office.draft(term=office.term(0, 200)))
    move_to(office, clock, reminder_day(last, 60, office_calendar()))
    await reminded_of(office, control, 60)
    assert await all_of(office, old, EXPIRING, INTERNAL) == []
    coming = (await reminders(office, control))["coming_end"]
    following = reminder_day(last, 30, office_calendar()).isoformat()
    assert (coming["rung"], coming["announced_on"]) == (60, office.day(0))
    assert (coming["next_rung"], coming["next_on"]) == (30, following)
    assert (await reminders(office, old))["coming_end"] is None
    assert await listed(office, office.reviewer, "coming_end", control, old) == [control]


async def test_a_plan_to_sign_is_announced_as_stale_once_for_each_day(office: Office, clock: MovableClock) -> None:
    id_ = await office.review(await office.draft())
    for days in (1, 20):
        planned_on = day_of(office, days)
        await office.plan(id_, planned_on.isoformat())
        move_to(office, clock, office_calendar().after(planned_on, STALE_AFTER_WORKING_DAYS))

        async def the_day_is_announced(planned_on: date = planned_on) -> None:
            stale = await all_of(office, id_, STALE, INTERNAL)
            assert [each["planned_on"] for each in stale][-1:] == [planned_on.isoformat()]

        await office.sinergi.eventually(the_day_is_announced)
        clock.reset()
    assert len(await all_of(office, id_, STALE, INTERNAL)) == 2


async def test_an_agreement_that_never_ran_is_announced_once_and_runs_again(
    office: Office, clock: MovableClock
) -> None:
    id_ = await office.signed(await office.draft(term=office.term(0, 800)))
    first = day_of(office, 0)
    # From its announcement on it has 90 days, so the clock moves after it.
    await announced(office, id_, "agreement.entered_into_force", PUBLIC)
    move_to(office, clock, office_calendar().next_after(day_of(office, DORMANT_AFTER_DAYS)))
    dormant = (await announced(office, id_, DORMANT, PUBLIC))["data"]
    assert (dormant["quiet_since"], dormant["ever_delivered"]) == (first.isoformat(), False)

    held_on = office.day(0)
    await hold_session(office, await program_of_year(office, id_, int(held_on[:4])), held_on)
    resumed = (await announced(office, id_, RESUMED, PUBLIC))["data"]
    assert (resumed["quiet_since"], resumed["resumed_on"]) == (first.isoformat(), held_on)

    move_to(office, clock, office_calendar().next_after(day_of(office, DORMANT_AFTER_DAYS)))

    async def announced_again() -> list[dict[str, Any]]:
        spells = await all_of(office, id_, DORMANT, PUBLIC)
        assert len(spells) == 2
        return spells

    second = (await office.sinergi.eventually(announced_again))[-1]
    assert (second["quiet_since"], second["ever_delivered"]) == (held_on, True)


async def test_a_signed_merger_closes_the_reminders_of_what_it_merges(office: Office, clock: MovableClock) -> None:
    clock.move_to(on_working_day(clock.now()))
    both = [await ending_soon(office, scope_items=[item]) for item in (HEALTH, AGRICULTURE)]
    notice = await notice_of(office.sinergi, office.officer, "agreement_expiring_soon")
    body = await continuing(office, *both, merges=both, term=office.term(10, 600))
    drafted = await office.agreements.post("/agreements/mergers", body, office.officer)
    assert drafted.status_code == 201, drafted.text
    assert (await reminders(office, both[0]))["coming_end"]["rung"] == 30
    await office.signed(drafted.json()["id"])
    await closed(office.sinergi, office.officer, notice["id"])
    assert (await reminders(office, both[0]))["coming_end"] is None


async def test_reminders_are_listed_and_counted_for_those_whom_they_concern(
    office: Office, clock: MovableClock, directorate: str
) -> None:
    clock.move_to(on_working_day(clock.now()))
    elsewhere = await open_office(
        office.sinergi, next(each for each in office.sinergi.facilities if each["region"] != office.facility["region"])
    )
    id_ = await ending_soon(office)
    for account, seen in (
        (office.officer, [id_]),
        (office.reviewer, [id_]),
        (directorate, [id_]),
        (elsewhere.reviewer, []),
    ):
        assert await listed(office, account, "coming_end", id_) == seen
    problem(await office.agreements.get("/reminders", office.contact), 403, "not-permitted")

    async def counted(account: str, region: str | None) -> dict[str, int]:
        path = "/reminders/counts" + (f"?region={region}" if region else "")
        rows = (await office.agreements.get(path, account)).json()
        return {row["name"] if region else row["region"]: row["near_ends"] for row in rows}

    region = office.facility["region"]
    assert (await counted(office.reviewer, region))[office.facility["name"]] == 1
    assert (await counted(directorate, None))[region] >= 1
    assert office.facility["name"] not in await counted(elsewhere.reviewer, region)
