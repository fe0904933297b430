"""Jobs: reminders that the calendar brings, each once and on a working day."""

from datetime import date

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


async def announce_expiring(work: Work) -> None:
    """Remind of ends 180, 90, 60, 30, 7 and 0 days before the last day."""
    await announce_coming_ends(work, Remind())


async def announce_stale(work: Work) -> None:
    """Remind of plans to sign whose day is over by three working days."""
    await announce_stale_plans(work, Remind())


def announcing_dormant(after_days: int) -> Job[Actor]:
    """The job that announces, once in each spell, the agreements under which nothing was delivered for so many days."""
    # All agreements in force are looked at, and only another day makes one of them dormant: once a day is enough.
    finished: dict[str, date] = {}

    async def announce_dormant(work: Work) -> None:
        await announce_dormant_agreements(work, AnnounceDormant(after_days, finished))

    return announce_dormant


async def announce_resumed(work: Work) -> None:
    """Announce the dormant agreements under which something was delivered again."""
    await announce_resumed_agreements(work, Remind())
