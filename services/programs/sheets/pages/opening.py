"""GET, POST /kohort/{id}/lembar/baru
GET /program/{id}/lembar
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.pages.form import SessionFields, choices
from services.programs.sheets.commands.opening import OpenSheet, open_sheet
from services.programs.sheets.queries import ListSheets, list_sheets
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/kohort/{cohort_id}/lembar/baru")
async def show_opening(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID) -> Response:
    """The form of the session, whose day may still come."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    today = day_in(program.facility.zone, work.now)
    return screen.show("opening.html.j2", cohort=cohort, today=today, **await choices(work, program))


@router.post("/kohort/{cohort_id}/lembar/baru")
async def open_one(
    work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, form: Annotated[SessionFields, form_of(SessionFields)]
) -> Response:
    """Open the sheet."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    sheet = await open_sheet(work, OpenSheet(cohort_id, form.facts(program), form.fulfilled()))
    return screen.go(f"/lembar/{sheet.id}")


@router.get("/program/{program_id}/lembar")
async def show_open_sheets(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The open sheets of a program, by their day."""
    program = await show_program(work, ShowProgram(program_id))
    return screen.show("listing.html.j2", program=program, sheets=await list_sheets(work, ListSheets(program_id)))
