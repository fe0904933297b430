"""GET /program/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.program.queries.showing import ShowProgram, show_program
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/program/{program_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """Facts, the agreements that carry it, cohorts, and what was delivered."""
    return screen.show("showing.html.j2", program=await show_program(work, ShowProgram(program_id)))
