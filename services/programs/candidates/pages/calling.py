"""GET, POST /kohort/{id}/daftar-tunggu"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.programs.candidates.commands import AdmitCandidates, admit_candidates
from services.programs.candidates.queries import ListCandidates, list_candidates
from services.programs.cohorts.model.admission import LARGEST_COHORT
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class CallUp(BaseModel):
    """How many of those who wait are admitted, and on which day."""

    admitted_on: FormDay
    number_called: int = Field(ge=1, le=LARGEST_COHORT)


@router.get("/kohort/{cohort_id}/daftar-tunggu")
async def show_calling(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID) -> Response:
    """The form, with how many wait and how many places are free."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    found = await list_candidates(work, ListCandidates(program.id))
    today = day_in(program.facility.zone, work.now)
    return screen.show("calling.html.j2", cohort=cohort, program=program, found=found, today=today)


@router.post("/kohort/{cohort_id}/daftar-tunggu")
async def call_up(
    work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, form: Annotated[CallUp, form_of(CallUp)]
) -> Response:
    """Admit those whose turn it is."""
    admitted = await admit_candidates(work, AdmitCandidates(cohort_id, form.admitted_on, form.number_called))
    return screen.after(f"/kohort/{cohort_id}", admitted.concurrent)
