"""GET, POST /program/{id}/kohort"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.cohorts.commands.starting import StartCohort, start_cohort
from services.programs.cohorts.model.admission import AdmissionBasis
from services.programs.cohorts.pages.form import ParticipantGroups
from services.programs.program.model.kinds import kinds_at
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_run
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewCohort(ParticipantGroups):
    """Participants who begin a program together."""

    cohort_name: ShortText
    started_on: FormDay

    def command(self, program_id: UUID) -> StartCohort:
        """The command that this form asks for."""
        return StartCohort(program_id, self.cohort_name, self.started_on, self.admissions())


@router.get("/program/{program_id}/kohort")
async def show_start(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form, with the places that are free."""
    program = await show_program(work, ShowProgram(program_id))
    return screen.show(
        "starting.html.j2",
        program=program,
        possible=program.state in ("open", "running") and may_run(work, program.facility),
        free=(program.capacity or 0) - sum(cohort.enrolled for cohort in program.cohorts),
        number_of_cohort=len(program.cohorts) + 1,
        today=day_in(program.facility.zone, work.now),
        kinds=kinds_at(program.facility.name),
        bases=get_args(AdmissionBasis),
    )


@router.post("/program/{program_id}/kohort")
async def start(
    work: CurrentWork, screen: CurrentScreen, program_id: UUID, form: Annotated[NewCohort, form_of(NewCohort)]
) -> Response:
    """Start the cohort with its participants."""
    started = await start_cohort(work, form.command(program_id))
    return screen.after(f"/kohort/{started.cohort.id}", started.admitted.concurrent)
