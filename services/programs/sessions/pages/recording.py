"""GET, POST /kohort/{id}/pertemuan"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.devices.queries import keeps_sheets
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.commands.recording import RecordSession, record_session
from services.programs.sessions.pages.drawing import new_session
from services.programs.sessions.pages.form import RosterFields, SessionFields
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentSettings, CurrentWork

router = APIRouter(route_class=PageRoute)


class NewSession(SessionFields, RosterFields):
    """A session that was held, with a mark for each participant."""


@router.get("/kohort/{cohort_id}/pertemuan")
async def show_recording(
    work: CurrentWork,
    screen: CurrentScreen,
    settings: CurrentSettings,
    cohort_id: UUID,
    *,
    semua: Literal["active"] | None = None,
) -> Response:
    """The form, with a row for each participant who is enrolled on the day; `semua` marks all of them."""
    shown = await new_session(work, screen, settings, cohort_id)
    keeps = await keeps_sheets(work, shown["program"].facility.id)
    return screen.show("recording.html.j2", marked=semua, keeps=keeps, **shown)


@router.post("/kohort/{cohort_id}/pertemuan")
async def record(
    work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, form: Annotated[NewSession, form_of(NewSession)]
) -> Response:
    """Record the session."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    facts = form.facts(program, attendance=form.marks())
    recorded = await record_session(work, RecordSession(cohort_id, facts, form.fulfilled()))
    return screen.after(f"/pertemuan/{recorded.session.id}", recorded.doubles)
