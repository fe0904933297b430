"""GET, POST /program/{id}/pembukaan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.programs.program.commands.opening import OpenProgram, open_program
from services.programs.program.model.parts import LARGEST_CAPACITY, Opening
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_run
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.values.terms import day_in
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class NewOpening(BaseModel):
    """From which day the program admits participants, how many, and under which name."""

    opened_on: FormDay
    capacity: int = Field(ge=1, le=LARGEST_CAPACITY)
    program_name: ShortText

    def opening(self) -> Opening:
        """The opening as the program keeps it."""
        return Opening(opened_on=self.opened_on, capacity=self.capacity, name=self.program_name)


@router.get("/program/{program_id}/pembukaan")
async def show_opening(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form, for a program that is planned."""
    program = await show_program(work, ShowProgram(program_id))
    return screen.show(
        "opening.html.j2",
        program=program,
        possible=program.state == "planned" and may_run(work, program.facility),
        today=day_in(program.facility.zone, work.now),
    )


@router.post("/program/{program_id}/pembukaan")
async def open_(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[NewOpening, form_of(NewOpening)],
) -> Response:
    """Open the program for participants."""
    await open_program(work, OpenProgram(program_id, expected_version, form.opening()))
    return screen.go(f"/program/{program_id}")
