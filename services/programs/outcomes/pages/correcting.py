"""GET, POST /hasil/{id}/perbaikan
GET, POST /pentas/{id}/perbaikan
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.outcomes.commands.correcting import CorrectOutcome, correct_outcome
from services.programs.outcomes.commands.proposing import ProposeOutcome, propose_outcome
from services.programs.outcomes.model.proposal import ProposedOutcome
from services.programs.outcomes.pages.form import (
    ADDRESSES,
    Changed,
    OutputFields,
    PerformanceFields,
    choices,
    in_closed_month,
)
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


class OutputCorrection(OutputFields):
    """An output as it is right, and why it is corrected."""

    reason: ShortText


class PerformanceCorrection(PerformanceFields):
    """A performance as it is right, and why it is corrected."""

    reason: ShortText


@router.get("/hasil/{output_id}/perbaikan")
async def show_output_correction(work: CurrentWork, screen: CurrentScreen, output_id: UUID) -> Response:
    """The output as it is recorded, in the form."""
    output = await show_output(work, ShowOutcome("output", output_id))
    program = await show_program(work, ShowProgram(output.program_id))
    made = dict(zip(("year", "month", "day"), output.made.split("-"), strict=False))
    parts = {part: made.get(part) for part in ("day", "month", "year")}
    return screen.show("correcting.html.j2", kind="output", stored=output, made=parts, **choices(program))


@router.post("/hasil/{output_id}/perbaikan")
async def correct_one_output(
    work: CurrentWork,
    screen: CurrentScreen,
    output_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[OutputCorrection, form_of(OutputCorrection)],
) -> Response:
    """Replace everything that is recorded of the output."""
    output = await show_output(work, ShowOutcome("output", output_id))
    outcome = ProposedOutcome("output", output_id, expected_version)
    changed = Changed(output.program_id, outcome, output.period)
    return await _correct(work, screen, changed, form)


@router.get("/pentas/{performance_id}/perbaikan")
async def show_performance_correction(work: CurrentWork, screen: CurrentScreen, performance_id: UUID) -> Response:
    """The performance as it is recorded, in the form."""
    performance = await show_performance(work, ShowOutcome("performance", performance_id))
    program = await show_program(work, ShowProgram(performance.program_id))
    lists = choices(program, [group.participants for group in performance.performers])
    return screen.show("correcting.html.j2", kind="performance", stored=performance, **lists)


@router.post("/pentas/{performance_id}/perbaikan")
async def correct_one_performance(
    work: CurrentWork,
    screen: CurrentScreen,
    performance_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[PerformanceCorrection, form_of(PerformanceCorrection)],
) -> Response:
    """Replace everything that is recorded of the performance."""
    performance = await show_performance(work, ShowOutcome("performance", performance_id))
    changed = Changed(
        performance.program_id,
        ProposedOutcome("performance", performance_id, expected_version),
        performance.period,
    )
    return await _correct(work, screen, changed, form)


async def _correct(
    work: Work, screen: Screen, changed: Changed, form: OutputCorrection | PerformanceCorrection
) -> Response:
    program = await show_program(work, ShowProgram(changed.program_id))
    outcome, facts, items = changed.outcome, form.facts(), frozenset(form.fulfils)
    periods = (changed.period, facts.period)
    if any([await in_closed_month(work, program, each) for each in periods]):
        proposal = await propose_outcome(work, ProposeOutcome(program.id, outcome, facts, items, form.reason))
        return screen.go(f"/usul-hasil/{proposal.id}")
    await correct_outcome(work, CorrectOutcome(outcome.id, outcome.version, facts, items, form.reason))
    return screen.go(f"/{ADDRESSES[outcome.kind]}/{outcome.id}")
