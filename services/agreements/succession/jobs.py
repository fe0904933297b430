"""What the clock does: successors take over at their start, in their facility's zone."""

from services.agreements.succession.commands import SupersedeBegun, supersede_all_begun
from shared.access import Work


async def supersede_begun(work: Work) -> None:
    """Supersede what has a successor that has begun; one that is signed late is found in the next round."""
    await supersede_all_begun(work, SupersedeBegun())
