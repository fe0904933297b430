"""GET, POST /pertemuan/{id}/usul
GET, POST /pertemuan/{id}/usul-penarikan
"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.amendments.commands.proposing import (
    ProposeCorrection,
    ProposedFacts,
    ProposeRetraction,
    propose_correction,
    propose_retraction,
)
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.pages.correcting import Correction
from services.programs.sessions.pages.drawing import recorded_session
from services.programs.sessions.queries.sessions import ShowSession, show_session
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentSettings, CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class ProposedRetraction(BaseModel):
    """Why a session does not count."""

    reason: ShortText


@router.get("/pertemuan/{session_id}/usul")
async def show_proposal(
    work: CurrentWork,
    screen: CurrentScreen,
    settings: CurrentSettings,
    session_id: UUID,
    *,
    semua: Literal["active"] | None = None,
) -> Response:
    """The session as it is recorded, in the form."""
    return screen.show("proposing.html.j2", marked=semua, **await recorded_session(work, screen, settings, session_id))


@router.post("/pertemuan/{session_id}/usul")
async def propose(
    work: CurrentWork,
    screen: CurrentScreen,
    session_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Correction, form_of(Correction)],
) -> Response:
    """Propose the session as it is right."""
    session = await show_session(work, ShowSession(session_id))
    program = await show_program(work, ShowProgram(session.program_id))
    facts = form.facts(program, attendance=form.marks(), audience=form.groups())
    proposed = ProposedFacts(facts, form.fulfilled(), form.reason)
    amendment = await propose_correction(work, ProposeCorrection(session_id, expected_version, proposed))
    return screen.go(f"/usul/{amendment.id}")


@router.get("/pertemuan/{session_id}/usul-penarikan")
async def show_retraction(work: CurrentWork, screen: CurrentScreen, session_id: UUID) -> Response:
    """The form."""
    session = await show_session(work, ShowSession(session_id))
    program = await show_program(work, ShowProgram(session.program_id))
    return screen.show("retracting.html.j2", session=session, program=program)


@router.post("/pertemuan/{session_id}/usul-penarikan")
async def retract(
    work: CurrentWork,
    screen: CurrentScreen,
    session_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[ProposedRetraction, form_of(ProposedRetraction)],
) -> Response:
    """Propose that the session does not count."""
    amendment = await propose_retraction(work, ProposeRetraction(session_id, expected_version, form.reason))
    return screen.go(f"/usul/{amendment.id}")
