"""GET, POST /hasil/{id}/penarikan
GET, POST /pentas/{id}/penarikan
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.outcomes.commands.correcting import RetractOutcome, retract_outcome
from services.programs.outcomes.commands.proposing import ProposeOutcome, propose_outcome
from services.programs.outcomes.model.proposal import ProposedOutcome
from services.programs.outcomes.pages.form import ADDRESSES, Changed, in_closed_month
from services.programs.outcomes.queries.outcomes import ShowOutcome, show_output, show_performance
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class OutcomeRetraction(BaseModel):
    """Why an outcome does not count."""

    reason: ShortText


@router.get("/hasil/{output_id}/penarikan")
async def show_output_retraction(work: CurrentWork, screen: CurrentScreen, output_id: UUID) -> Response:
    """The form."""
    output = await show_output(work, ShowOutcome("output", output_id))
    program = await show_program(work, ShowProgram(output.program_id))
    return screen.show("retracting.html.j2", kind="output", stored=output, program=program)


@router.post("/hasil/{output_id}/penarikan")
async def retract_output(
    work: CurrentWork,
    screen: CurrentScreen,
    output_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[OutcomeRetraction, form_of(OutcomeRetraction)],
) -> Response:
    """Retract the output; it stays on record."""
    output = await show_output(work, ShowOutcome("output", output_id))
    outcome = ProposedOutcome("output", output_id, expected_version)
    return await _retract(work, screen, Changed(output.program_id, outcome, output.period), form.reason)


@router.get("/pentas/{performance_id}/penarikan")
async def show_performance_retraction(work: CurrentWork, screen: CurrentScreen, performance_id: UUID) -> Response:
    """The form."""
    performance = await show_performance(work, ShowOutcome("performance", performance_id))
    program = await show_program(work, ShowProgram(performance.program_id))
    return screen.show("retracting.html.j2", kind="performance", stored=performance, program=program)


@router.post("/pentas/{performance_id}/penarikan")
async def retract_performance(
    work: CurrentWork,
    screen: CurrentScreen,
    performance_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[OutcomeRetraction, form_of(OutcomeRetraction)],
) -> Response:
    """Retract the performance; it stays on record."""
    performance = await show_performance(work, ShowOutcome("performance", performance_id))
    outcome = ProposedOutcome("performance", performance_id, expected_version)
    changed = Changed(performance.program_id, outcome, performance.period)
    return await _retract(work, screen, changed, form.reason)


async def _retract(work: Work, screen: Screen, changed: Changed, reason: str) -> Response:
    program, outcome = await show_program(work, ShowProgram(changed.program_id)), changed.outcome
    if await in_closed_month(work, program, changed.period):
        proposal = await propose_outcome(work, ProposeOutcome(program.id, outcome, None, frozenset(), reason))
        return screen.go(f"/usul-hasil/{proposal.id}")
    await retract_outcome(work, RetractOutcome(outcome.kind, outcome.id, outcome.version, reason))
    return screen.go(f"/{ADDRESSES[outcome.kind]}/{outcome.id}")
