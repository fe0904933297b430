"""Job: open matters follow facilities to another regional office, from the day on which they belong to it."""

from services.notifications.inbox.commands.following import FollowFacilities, follow_facilities
from shared.access import Work


async def follow_moved_facilities(work: Work) -> None:
    """Follow the facilities that have moved; a move that is recorded late is found in the next run."""
    await follow_facilities(work, FollowFacilities())
