"""Recording obligations of agreements. System only."""

from services.programs.obligations.model import Obligation
from services.programs.obligations.store import save_obligation
from shared.access import Work, nationwide, use_case


@use_case(scope=nationwide)
async def record_obligation(work: Work, obligation: Obligation) -> None:
    """Record an obligation as its last event has it."""
    await save_obligation(work.connection, obligation)
