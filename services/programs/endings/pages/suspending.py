"""GET, POST /program/{id}/penangguhan
GET, POST /program/{id}/pelanjutan
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.endings.commands.suspending import (
    ResumeProgram,
    SuspendProgram,
    resume_program,
    suspend_program,
)
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_run
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import SuspensionReason
from shared.values.terms import day_in
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class NewSuspension(BaseModel):
    """The first day on which nothing takes place, and why."""

    suspended_on: FormDay
    suspension_reason: SuspensionReason


class Resumption(BaseModel):
    """The day on which the program continues."""

    resumed_on: FormDay


@router.get("/program/{program_id}/penangguhan")
async def show_suspension(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form, for a program that is open or running."""
    program = await show_program(work, ShowProgram(program_id))
    return screen.show(
        "suspending.html.j2",
        program=program,
        possible=program.state in ("open", "running") and may_run(work, program.facility),
        today=day_in(program.facility.zone, work.now),
        reasons=get_args(SuspensionReason),
    )


@router.post("/program/{program_id}/penangguhan")
async def suspend(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[NewSuspension, form_of(NewSuspension)],
) -> Response:
    """Suspend the program."""
    await suspend_program(work, SuspendProgram(program_id, expected_version, form.suspended_on, form.suspension_reason))
    return screen.go(f"/program/{program_id}")


@router.get("/program/{program_id}/pelanjutan")
async def show_resumption(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form, for a program that is suspended."""
    program = await show_program(work, ShowProgram(program_id))
    return screen.show(
        "resuming.html.j2",
        program=program,
        possible=program.state == "suspended" and may_run(work, program.facility),
        today=day_in(program.facility.zone, work.now),
    )


@router.post("/program/{program_id}/pelanjutan")
async def resume(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Resumption, form_of(Resumption)],
) -> Response:
    """Resume the program."""
    await resume_program(work, ResumeProgram(program_id, expected_version, form.resumed_on))
    return screen.go(f"/program/{program_id}")
