"""GET /program/{id}/hasil
GET /program/{id}/pentas
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.outcomes.queries.outcomes import ListOutcomes, list_outputs, list_performances
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_record
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.reported_days import ReportedDay, written_reported_day
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
Year = Annotated[int | None, Query(ge=1900, le=2999)]


@router.get("/program/{program_id}/hasil")
async def show_outputs(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, program_id: UUID, *, tahun: Year = None
) -> Response:
    """The products, the latest first."""
    program = await show_program(work, ShowProgram(program_id))
    found = await list_outputs(work, ListOutcomes(program_id, tahun, page))
    return screen.show(
        "listing.html.j2",
        kind="output",
        program=program,
        found=found,
        made={each.id: written_reported_day(ReportedDay(edtf=each.made)) for each in found.items},
        records=may_record(work, program.facility),
    )


@router.get("/program/{program_id}/pentas")
async def show_performances(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, program_id: UUID, *, tahun: Year = None
) -> Response:
    """The performances, the latest first."""
    program = await show_program(work, ShowProgram(program_id))
    found = await list_performances(work, ListOutcomes(program_id, tahun, page))
    records = may_record(work, program.facility)
    return screen.show("listing.html.j2", kind="performance", program=program, found=found, records=records)
