"""Job: occasions are forgotten when no trial counts them any more."""

from services.notifications.book.commands import ForgetOccasions, forget_occasions
from shared.access import Work


async def forget_old_occasions(work: Work) -> bool:
    """Delete occasions that are older than any trial."""
    return await forget_occasions(work, ForgetOccasions())
