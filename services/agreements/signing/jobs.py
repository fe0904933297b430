"""Job: agreements lapse that were not fully signed by the day set for it."""

from services.agreements.signing.commands.ends import LapseOverdue, lapse_overdue
from shared.access import Work


async def lapse(work: Work) -> None:
    """Let overdue agreements lapse; the day after `sign_before` decides, in the keeper's zone."""
    await lapse_overdue(work, LapseOverdue())
