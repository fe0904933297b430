"""Job: reviews that are not answered in time."""

from services.agreements.review.commands.asking import AnnounceUnanswered, announce_all_unanswered
from shared.access import Work


async def announce_unanswered(work: Work) -> None:
    """Announce, once in each round, every reviewer that has not answered for seven days; on a working day."""
    await announce_all_unanswered(work, AnnounceUnanswered())
