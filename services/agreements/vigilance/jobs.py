"""Jobs: reminders that the calendar brings, each once and on a working day."""

from datetime import date

import structlog
from prometheus_client import Gauge

from services.agreements.vigilance.commands import (
    AnnounceDormant,
    Remind,
    announce_coming_ends,
    announce_dormant_agreements,
    announce_resumed_agreements,
    announce_stale_plans,
)
from shared.access import Actor, Work
from shared.events.jobs import Job
from shared.values.terms import Zone
from shared.values.working_days import office_calendar

log = structlog.get_logger()
HOLIDAYS_KNOWN = Gauge("sinergi_holidays_known_days", "Days until the end of the last year with holidays on record")


def announcing_expiring() -> Job[Actor]:
    """The job that reminds of ends 180, 90, 60, 30, 7 and 0 days before the last day."""
    warned: set[int] = set()

    async def announce_expiring(work: Work) -> None:
        watch_holidays(work.now.date(), warned)
        await announce_coming_ends(work, Remind())

    return announce_expiring


async def announce_stale(work: Work) -> None:
    """Remind of plans to sign whose day is over by three working days."""
    await announce_stale_plans(work, Remind())


def announcing_dormant(after_days: int) -> Job[Actor]:
    """The job that announces, once in each spell, the agreements under which nothing was delivered for so many days."""
    # All agreements in force are looked at, and only another day makes one of them dormant: once a day is enough.
    finished: dict[Zone, date] = {}

    async def announce_dormant(work: Work) -> None:
        await announce_dormant_agreements(work, AnnounceDormant(after_days, finished))

    return announce_dormant


async def announce_resumed(work: Work) -> None:
    """Announce the dormant agreements under which something was delivered again."""
    await announce_resumed_agreements(work, Remind())


def watch_holidays(today: date, warned: set[int]) -> None:
    """Measure how long holidays are known, and log once that those of this year are not."""
    calendar = office_calendar()
    HOLIDAYS_KNOWN.set((calendar.known_until - today).days)
    if not calendar.knows(today.year) and today.year not in warned:
        warned.add(today.year)
        log.warning("holidays_unknown", year=today.year, effect="only weekends are free")
