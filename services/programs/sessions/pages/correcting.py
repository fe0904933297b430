"""GET, POST /pertemuan/{id}/perbaikan"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.programs.cohorts.model.admission import LARGEST_COHORT
from services.programs.devices.queries import keeps_sheets
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.commands.correcting import CorrectSession, correct_session
from services.programs.sessions.pages.drawing import recorded_session
from services.programs.sessions.pages.form import (
    AudienceFields,
    Mark,
    NumberOfPeople,
    RosterFields,
    SessionFields,
)
from services.programs.sessions.queries.sessions import ShowSession, show_session
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import ParticipantKind
from shared.values.inputs import ShortText
from shared.web.edge import CurrentSettings, CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Correction(SessionFields, RosterFields, AudienceFields):
    """A session as it is right, with its attendance or its audience, and why it is corrected."""

    attendance: dict[int, Mark] = Field(default_factory=dict, max_length=LARGEST_COHORT)
    audience: dict[ParticipantKind, NumberOfPeople] = Field(default_factory=dict)
    reason: ShortText


@router.get("/pertemuan/{session_id}/perbaikan")
async def show_correction(
    work: CurrentWork,
    screen: CurrentScreen,
    settings: CurrentSettings,
    session_id: UUID,
    *,
    semua: Literal["active"] | None = None,
) -> Response:
    """The session as it is recorded, in the form."""
    shown = await recorded_session(work, screen, settings, session_id)
    keeps = await keeps_sheets(work, shown["program"].facility.id)
    return screen.show("correcting.html.j2", marked=semua, keeps=keeps, **shown)


@router.post("/pertemuan/{session_id}/perbaikan")
async def correct(
    work: CurrentWork,
    screen: CurrentScreen,
    session_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Correction, form_of(Correction)],
) -> Response:
    """Replace everything that is recorded of the session."""
    session = await show_session(work, ShowSession(session_id))
    program = await show_program(work, ShowProgram(session.program_id))
    facts = form.facts(program, attendance=form.marks(), audience=form.groups())
    command = CorrectSession(session_id, expected_version, facts, form.fulfilled(), form.reason)
    corrected = await correct_session(work, command)
    return screen.after(f"/pertemuan/{session_id}", corrected.doubles)
