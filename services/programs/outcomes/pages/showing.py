"""GET /hasil/{id}
GET /pentas/{id}
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.outcomes.pages.form import in_closed_month
from services.programs.outcomes.queries.outcomes import (
    OutputDetails,
    PerformanceDetails,
    ShowOutcome,
    show_output,
    show_performance,
)
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_record
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.reported_days import ReportedDay, written_reported_day
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/hasil/{output_id}")
async def show_one_output(work: CurrentWork, screen: CurrentScreen, output_id: UUID) -> Response:
    """The record of an output."""
    output = await show_output(work, ShowOutcome("output", output_id))
    return await _shown(work, screen, output, output.made)


@router.get("/pentas/{performance_id}")
async def show_one_performance(work: CurrentWork, screen: CurrentScreen, performance_id: UUID) -> Response:
    """The record of a performance."""
    performance = await show_performance(work, ShowOutcome("performance", performance_id))
    return await _shown(work, screen, performance, performance.held_on.isoformat())


async def _shown(work: Work, screen: Screen, found: OutputDetails | PerformanceDetails, written: str) -> Response:
    program = await show_program(work, ShowProgram(found.program_id))
    return screen.show(
        "showing.html.j2",
        kind="output" if isinstance(found, OutputDetails) else "performance",
        found=found,
        program=program,
        when=written_reported_day(ReportedDay(edtf=written)),
        cohort=next((each for each in program.cohorts if each.id == found.cohort_id), None),
        items={each.scope_item_id: each for each in program.authorisations},
        correctable=may_record(work, program.facility) and not found.retracted,
        closed=await in_closed_month(work, program, found.period),
    )
