"""Jobs: what the calendar brings to signed agreements, each in its keeper's zone."""

from services.agreements.succession.commands.calendar import AnnounceDays, announce_entered, announce_expired
from services.agreements.succession.commands.effects import BeginAddenda, begin_all_addenda
from services.agreements.succession.commands.superseding import SupersedeBegun, supersede_all_begun
from services.agreements.succession.commands.terminating import EndNoticed, end_all_noticed
from shared.access import Work


async def supersede_begun(work: Work) -> None:
    """Supersede predecessors whose successor has begun; a successor that is signed late is found in the next run."""
    await supersede_all_begun(work, SupersedeBegun())


async def end_noticed(work: Work) -> None:
    """End the agreements whose last day was named by a notice and is over."""
    await end_all_noticed(work, EndNoticed())


async def begin_addenda(work: Work) -> None:
    """Put the addenda in effect whose day has come."""
    await begin_all_addenda(work, BeginAddenda())


async def enter_into_force(work: Work) -> None:
    """Announce the agreements that have come into force."""
    await announce_entered(work, AnnounceDays())


async def expire(work: Work) -> None:
    """Announce the agreements whose last day is over. Runs after the jobs that end them otherwise."""
    await announce_expired(work, AnnounceDays())
