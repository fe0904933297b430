"""Job: matters that nobody has acted on are said again, and told to the levels above."""

from services.notifications.ladder.commands import ClimbLadders, climb_ladders
from shared.access import Work


async def climb_every_ladder(work: Work) -> bool:
    """Take the steps of today; on a free day there are none."""
    return await climb_ladders(work, ClimbLadders())
