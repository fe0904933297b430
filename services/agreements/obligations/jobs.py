"""Jobs: the calendar opens the dues of obligations, and makes them overdue."""

from services.agreements.obligations.commands.calendar import FollowCalendar, announce_missed, open_all_dues
from shared.access import Work


async def open_dues(work: Work) -> None:
    """Open the dues whose period has begun, in the zone of each agreement's keeper."""
    await open_all_dues(work, FollowCalendar())


async def announce_missed_dues(work: Work) -> None:
    """Announce, once, each due whose day is over without being fulfilled."""
    await announce_missed(work, FollowCalendar())
