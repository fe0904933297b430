"""GET, POST /kohort/{id}/pertemuan"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.cohorts.queries import RosterEntry, ShowCohort, show_cohort
from services.programs.devices.queries import keeps_sheets
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.commands.recording import RecordSession, record_session
from services.programs.sessions.pages.form import RosterFields, SessionFields, choices
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewSession(SessionFields, RosterFields):
    """A session that was held, with a mark for each participant."""


@router.get("/kohort/{cohort_id}/pertemuan")
async def show_recording(
    work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, *, semua: Literal["active"] | None = None
) -> Response:
    """The form, with a row for each participant who is enrolled on the day; `semua` marks all of them."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    today = day_in(program.facility.zone, work.now)
    day = screen.typed_day("held_on") or today
    return screen.show(
        "recording.html.j2",
        cohort=cohort,
        roster=enrolled_on(day, cohort.roster or ()),
        roster_day=day,
        today=today,
        marked=semua,
        keeps=await keeps_sheets(work, program.facility.id),
        **choices(program),
    )


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


def enrolled_on(day: date, roster: Sequence[RosterEntry]) -> list[RosterEntry]:
    """The entries of those who take part on a day."""
    return [each for each in roster if each.admitted_on <= day and (each.ended_on is None or each.ended_on >= day)]
