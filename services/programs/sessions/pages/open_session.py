"""GET, POST /program/{id}/pertemuan/terbuka"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.commands.recording import RecordOpenSession, record_open_session
from services.programs.sessions.pages.form import AudienceFields, SessionFields, choices
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewOpenSession(SessionFields, AudienceFields):
    """A session without a roster, with the number of participants of each kind."""


@router.get("/program/{program_id}/pertemuan/terbuka")
async def show_open_session(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form."""
    program = await show_program(work, ShowProgram(program_id))
    today = day_in(program.facility.zone, work.now)
    return screen.show("open_session.html.j2", today=today, **await choices(work, program))


@router.post("/program/{program_id}/pertemuan/terbuka")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    form: Annotated[NewOpenSession, form_of(NewOpenSession)],
) -> Response:
    """Record the session."""
    program = await show_program(work, ShowProgram(program_id))
    facts = form.facts(program, audience=form.groups())
    recorded = await record_open_session(work, RecordOpenSession(program_id, facts, form.fulfilled()))
    return screen.after(f"/pertemuan/{recorded.session.id}", recorded.doubles)
