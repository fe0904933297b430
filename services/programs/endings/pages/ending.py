"""GET, POST /program/{id}/pengakhiran"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.programs.endings.commands.ending import EndProgram, end_program
from services.programs.program.model.states import ENDINGS
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_run
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import CancellationReason, ProgramOutcome
from shared.values.terms import day_in
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Ending(BaseModel):
    """How the program ends and its last day; only a cancelled one has a reason."""

    outcome: ProgramOutcome
    last_day: FormDay
    cancellation_reason: CancellationReason | None = Field(None, validate_default=True)

    @field_validator("cancellation_reason")
    @classmethod
    def _if_cancelled(cls, value: CancellationReason | None, info: ValidationInfo) -> CancellationReason | None:
        cancelled = info.data.get("outcome") == "cancelled"
        if cancelled and value is None:
            raise PydanticCustomError("fault_missing", "a cancelled program has a reason")
        return value if cancelled else None


@router.get("/program/{program_id}/pengakhiran")
async def show_ending(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The ways in which the program can end now, and the form."""
    program = await show_program(work, ShowProgram(program_id))
    outcomes = [outcome for outcome, move in ENDINGS.items() if program.state in move.before]
    return screen.show(
        "ending.html.j2",
        program=program,
        outcomes=outcomes if may_run(work, program.facility) else [],
        today=day_in(program.facility.zone, work.now),
        reasons=get_args(CancellationReason),
    )


@router.post("/program/{program_id}/pengakhiran")
async def end(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Ending, form_of(Ending)],
) -> Response:
    """End the program, and every enrolment in it."""
    command = EndProgram(program_id, expected_version, form.outcome, form.last_day, form.cancellation_reason)
    await end_program(work, command)
    return screen.go(f"/program/{program_id}")
