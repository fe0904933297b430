"""GET, POST /kohort/{id}/peserta/{id}"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.cohorts.commands.ending import EndEnrolment, end_enrolment
from services.programs.cohorts.model.enrolment import EnrolmentNotFound, LeavingReason
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class Ending(BaseModel):
    """The last day of an enrolment, and why it ends."""

    ended_on: FormDay
    end_reason: LeavingReason


@router.get("/kohort/{cohort_id}/peserta/{enrolment_id}")
async def show_enrolment(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, enrolment_id: UUID) -> Response:
    """One enrolment, and the form that ends it."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    entry = next((each for each in cohort.roster or () if each.id == enrolment_id), None)
    if entry is None:
        raise EnrolmentNotFound(id=enrolment_id)
    program = await show_program(work, ShowProgram(cohort.program_id))
    today = day_in(program.facility.zone, work.now)
    reasons = get_args(LeavingReason)
    return screen.show("ending.html.j2", cohort=cohort, program=program, entry=entry, today=today, reasons=reasons)


@router.post("/kohort/{cohort_id}/peserta/{enrolment_id}")
async def end(
    work: CurrentWork,
    screen: CurrentScreen,
    cohort_id: UUID,
    enrolment_id: UUID,
    form: Annotated[Ending, form_of(Ending)],
) -> Response:
    """End the enrolment."""
    await end_enrolment(work, EndEnrolment(enrolment_id, form.ended_on, form.end_reason))
    return screen.go(f"/kohort/{cohort_id}")
