"""GET /program/{id}/pertemuan
GET /program/{id}/pembatalan
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.queries.cancellations import ListCancellations, list_cancellations
from services.programs.sessions.queries.sessions import ListSessions, list_sessions
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/program/{program_id}/pertemuan")
async def show_sessions(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, program_id: UUID) -> Response:
    """The sessions that were held, the latest first."""
    program = await show_program(work, ShowProgram(program_id))
    found = await list_sessions(work, ListSessions(program_id, page))
    cohorts = {cohort.id: cohort.name for cohort in program.cohorts}
    return screen.show("listing.html.j2", program=program, found=found, cohorts=cohorts)


@router.get("/program/{program_id}/pembatalan")
async def show_cancellations(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, program_id: UUID
) -> Response:
    """The sessions that were cancelled, the latest first."""
    program = await show_program(work, ShowProgram(program_id))
    found = await list_cancellations(work, ListCancellations(program_id, page))
    cohorts = {cohort.id: cohort.name for cohort in program.cohorts}
    return screen.show("cancelled.html.j2", program=program, found=found, cohorts=cohorts)
