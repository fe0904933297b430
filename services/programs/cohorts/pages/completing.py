"""GET, POST /kohort/{id}/penyelesaian"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.cohorts.commands.completing import CompleteCohort, complete_cohort
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_run
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Completion(BaseModel):
    """The last day of a cohort."""

    completed_on: FormDay


@router.get("/kohort/{cohort_id}/penyelesaian")
async def show_completing(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID) -> Response:
    """The question whether the cohort ran to its end."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    runs = may_run(work, program.facility) and cohort.completed_on is None
    today = day_in(program.facility.zone, work.now)
    return screen.show("completing.html.j2", cohort=cohort, program=program, runs=runs, today=today)


@router.post("/kohort/{cohort_id}/penyelesaian")
async def complete(
    work: CurrentWork,
    screen: CurrentScreen,
    cohort_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Completion, form_of(Completion)],
) -> Response:
    """Complete the cohort."""
    await complete_cohort(work, CompleteCohort(cohort_id, expected_version, form.completed_on))
    return screen.go(f"/kohort/{cohort_id}")
