"""GET, POST /program/{id}/hasil/baru
GET, POST /program/{id}/pentas/baru
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.outcomes.commands.recording import RecordOutcome, record_outcome
from services.programs.outcomes.pages.form import OutputFields, PerformanceFields, choices
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.cooperation import OutcomeKind
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/program/{program_id}/hasil/baru")
async def show_output_form(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form of an output."""
    return await _form(work, screen, program_id, "output")


@router.post("/program/{program_id}/hasil/baru")
async def record_output(
    work: CurrentWork, screen: CurrentScreen, program_id: UUID, form: Annotated[OutputFields, form_of(OutputFields)]
) -> Response:
    """Record the output."""
    outcome = await record_outcome(work, RecordOutcome(program_id, form.facts(), frozenset(form.fulfils)))
    return screen.go(f"/hasil/{outcome.id}")


@router.get("/program/{program_id}/pentas/baru")
async def show_performance_form(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form of a performance."""
    return await _form(work, screen, program_id, "performance")


@router.post("/program/{program_id}/pentas/baru")
async def record_performance(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    form: Annotated[PerformanceFields, form_of(PerformanceFields)],
) -> Response:
    """Record the performance."""
    outcome = await record_outcome(work, RecordOutcome(program_id, form.facts(), frozenset(form.fulfils)))
    return screen.go(f"/pentas/{outcome.id}")


async def _form(work: Work, screen: Screen, program_id: UUID, kind: OutcomeKind) -> Response:
    program = await show_program(work, ShowProgram(program_id))
    today = day_in(program.facility.zone, work.now)
    return screen.show("recording.html.j2", kind=kind, today=today, **choices(program))
