"""Job: successors supersede their predecessors when they begin, in their facility's zone."""

from services.agreements.succession.commands import SupersedeBegun, supersede_all_begun
from shared.access import Work


async def supersede_begun(work: Work) -> None:
    """Supersede predecessors whose successor has begun; a successor that is signed late is found in the next run."""
    await supersede_all_begun(work, SupersedeBegun())
