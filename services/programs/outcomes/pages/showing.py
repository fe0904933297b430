"""GET /hasil/{id}
GET /pentas/{id}
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.months.queries import is_closed
from services.programs.outcomes.model.period import Period
from services.programs.outcomes.queries.outcomes import (
    OutcomeSummary,
    ShowOutcome,
    show_output,
    show_performance,
)
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_record
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.cooperation import OutcomeKind
from shared.values.reported_days import ReportedDay, written_reported_day
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/hasil/{output_id}")
async def show_one_output(work: CurrentWork, screen: CurrentScreen, output_id: UUID) -> Response:
    """What is recorded of an output."""
    output = await show_output(work, ShowOutcome("output", output_id))
    return await _shown(work, screen, "output", output, Period.read(output.made), output.made)


@router.get("/pentas/{performance_id}")
async def show_one_performance(work: CurrentWork, screen: CurrentScreen, performance_id: UUID) -> Response:
    """What is recorded of a performance."""
    performance = await show_performance(work, ShowOutcome("performance", performance_id))
    day = performance.held_on
    return await _shown(work, screen, "performance", performance, Period(day, day), day.isoformat())


async def _shown(
    work: Work, screen: Screen, kind: OutcomeKind, found: OutcomeSummary, period: Period, written: str
) -> Response:
    program = await show_program(work, ShowProgram(found.program_id))
    closed = [await is_closed(work, program.facility.id, month) for month in period.months]
    return screen.show(
        "showing.html.j2",
        kind=kind,
        found=found,
        program=program,
        when=written_reported_day(ReportedDay(edtf=written)),
        cohort=next((each for each in program.cohorts if each.id == found.cohort_id), None),
        items={each.scope_item_id: each for each in program.authorisations},
        correctable=may_record(work, program.facility) and not found.retracted,
        closed=any(closed),
    )
