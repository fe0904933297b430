"""GET, POST /program/{id}/hasil/baru
GET, POST /program/{id}/pentas/baru
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.outcomes.commands.proposing import ProposeOutcome, propose_outcome
from services.programs.outcomes.commands.recording import RecordOutcome, record_outcome
from services.programs.outcomes.pages.form import ADDRESSES, OutputFields, PerformanceFields, choices, in_closed_month
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.cooperation import OutcomeKind
from shared.values.inputs import ShortText
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewOutput(OutputFields):
    """An output; one of a closed month has a reason why it is recorded now."""

    late_reason: ShortText | None = None


class NewPerformance(PerformanceFields):
    """A performance; one of a closed month has a reason why it is recorded now."""

    late_reason: ShortText | None = None


@router.get("/program/{program_id}/hasil/baru")
async def show_output_form(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form of an output."""
    return await _form(work, screen, program_id, "output")


@router.post("/program/{program_id}/hasil/baru")
async def record_output(
    work: CurrentWork, screen: CurrentScreen, program_id: UUID, form: Annotated[NewOutput, form_of(NewOutput)]
) -> Response:
    """Record the output, or propose it if its month is closed."""
    return await _record(work, screen, program_id, form)


@router.get("/program/{program_id}/pentas/baru")
async def show_performance_form(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form of a performance."""
    return await _form(work, screen, program_id, "performance")


@router.post("/program/{program_id}/pentas/baru")
async def record_performance(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    form: Annotated[NewPerformance, form_of(NewPerformance)],
) -> Response:
    """Record the performance, or propose it if its month is closed."""
    return await _record(work, screen, program_id, form)


async def _record(work: Work, screen: Screen, program_id: UUID, form: NewOutput | NewPerformance) -> Response:
    facts, items = form.facts(), frozenset(form.fulfils)
    program = await show_program(work, ShowProgram(program_id))
    if form.late_reason and await in_closed_month(work, program, facts.period):
        proposal = await propose_outcome(work, ProposeOutcome(program_id, None, facts, items, form.late_reason))
        return screen.go(f"/usul-hasil/{proposal.id}")
    outcome = await record_outcome(work, RecordOutcome(program_id, facts, items))
    return screen.go(f"/{ADDRESSES[facts.kind]}/{outcome.id}")


async def _form(work: Work, screen: Screen, program_id: UUID, kind: OutcomeKind) -> Response:
    program = await show_program(work, ShowProgram(program_id))
    today = day_in(program.facility.zone, work.now)
    return screen.show("recording.html.j2", kind=kind, today=today, **choices(program))
