"""Job: matters without action are notified again, and the levels above are notified too."""

from services.notifications.ladder.commands import ClimbLadders, climb_ladders
from shared.access import Work


async def climb_every_ladder(work: Work) -> bool:
    """Take the steps of today; on a free day there are none."""
    return await climb_ladders(work, ClimbLadders())
