"""Jobs: what the calendar brings to signed agreements, each in its keeper's zone."""

from services.agreements.succession.commands.calendar import AnnounceDays, announce_entered, announce_expired
from services.agreements.succession.commands.superseding import SupersedeBegun, supersede_all_begun
from shared.access import Work


async def supersede_begun(work: Work) -> None:
    """Supersede predecessors whose successor has begun; a successor that is signed late is found in the next run."""
    await supersede_all_begun(work, SupersedeBegun())


async def enter_into_force(work: Work) -> None:
    """Announce the agreements that have come into force."""
    await announce_entered(work, AnnounceDays())


async def expire(work: Work) -> None:
    """Announce the agreements whose last day is over. Runs after `supersede_begun`, whose agreements do not expire."""
    await announce_expired(work, AnnounceDays())
