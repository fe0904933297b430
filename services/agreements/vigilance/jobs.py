"""Jobs: reminders that the calendar brings, each once and on a working day."""

from services.agreements.vigilance.commands import (
    Remind,
    announce_coming_ends,
    announce_dormant_agreements,
    announce_resumed_agreements,
    announce_stale_plans,
)
from shared.access import Work


async def announce_expiring(work: Work) -> None:
    """Remind of ends 180, 90, 60, 30, 7 and 0 days before the last day."""
    await announce_coming_ends(work, Remind())


async def announce_stale(work: Work) -> None:
    """Remind of plans to sign whose day is over by three working days."""
    await announce_stale_plans(work, Remind())


async def announce_dormant(work: Work) -> None:
    """Announce, once in each spell, the agreements under which nothing was delivered for 90 days."""
    await announce_dormant_agreements(work, Remind())


async def announce_resumed(work: Work) -> None:
    """Announce the dormant agreements under which something was delivered again."""
    await announce_resumed_agreements(work, Remind())
