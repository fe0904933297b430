"""GET, POST /program/{id}/penggabungan"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.authorisations.commands.joining import JoinProgram, KeepApart, join_program, keep_apart
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_run
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Decision(BaseModel):
    """What becomes of a program and another one of its kind."""

    similar_id: UUID
    decision: Literal["join", "keep_apart"]


@router.get("/program/{program_id}/penggabungan")
async def show_joining(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The other programs of the same kind, and the form."""
    program = await show_program(work, ShowProgram(program_id))
    similar = [each for each in program.similar if not each.kept_apart] if may_run(work, program.facility) else []
    return screen.show("joining.html.j2", program=program, similar=similar)


@router.post("/program/{program_id}/penggabungan")
async def decide(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Decision, form_of(Decision)],
) -> Response:
    """Join the program into the other one, or keep both."""
    if form.decision == "join":
        await join_program(work, JoinProgram(program_id, expected_version, form.similar_id))
        return screen.go(f"/program/{form.similar_id}")
    await keep_apart(work, KeepApart(program_id, form.similar_id))
    return screen.go(f"/program/{program_id}")
