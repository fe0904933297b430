"""GET /program/{id}/usul"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.amendments.queries import ListAmendments, list_amendments
from services.programs.months.model.month import Month
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/program/{program_id}/usul")
async def show_list(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, program_id: UUID) -> Response:
    """The amendments of a program, the newest first."""
    program = await show_program(work, ShowProgram(program_id))
    found = await list_amendments(work, ListAmendments(program_id, page))
    months = {each.id: Month.read(each.month).name for each in found.items}
    return screen.show("listing.html.j2", program=program, found=found, months=months)
