"""Periodic job: programs that were planned after the ceremony are opened as of its day."""

from services.programs.ceremonies.commands import FulfilPlanned, fulfil_planned
from shared.access import Work


async def open_at_ceremonies(work: Work) -> None:
    """Open the programs for which a ceremony has asked, and which are planned by now."""
    await fulfil_planned(work, FulfilPlanned())


JOBS = (open_at_ceremonies,)
