"""GET, POST /pertemuan/{id}/penarikan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.commands.correcting import RetractSession, retract_session
from services.programs.sessions.queries.sessions import ShowSession, show_session
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Retraction(BaseModel):
    """Why a session does not count."""

    reason: ShortText


@router.get("/pertemuan/{session_id}/penarikan")
async def show_retraction(work: CurrentWork, screen: CurrentScreen, session_id: UUID) -> Response:
    """The form."""
    session = await show_session(work, ShowSession(session_id))
    program = await show_program(work, ShowProgram(session.program_id))
    return screen.show("retracting.html.j2", session=session, program=program)


@router.post("/pertemuan/{session_id}/penarikan")
async def retract(
    work: CurrentWork,
    screen: CurrentScreen,
    session_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Retraction, form_of(Retraction)],
) -> Response:
    """Retract the session; it stays on record."""
    await retract_session(work, RetractSession(session_id, expected_version, form.reason))
    return screen.go(f"/pertemuan/{session_id}")
