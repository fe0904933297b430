"""GET /programs/{id}/obligations"""

from uuid import UUID

from fastapi import APIRouter

from services.programs.obligations import queries
from services.programs.obligations.queries import ListObligations, ProgramObligation
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["obligations"])


@router.get("/programs/{program_id}/obligations", summary="Kewajiban program / list obligations of a program")
async def list_obligations(work: CurrentWork, program_id: UUID) -> list[ProgramObligation]:
    """The obligations of parties that sessions of the program can fulfil, also those that have ended."""
    return await queries.list_obligations(work, ListObligations(program_id))
