"""GET, POST /kohort/{id}/peserta"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.cohorts.commands.admitting import AdmitParticipants, admit_participants
from services.programs.cohorts.model.admission import AdmissionBasis
from services.programs.cohorts.pages.form import ParticipantGroups
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.program.model.kinds import kinds_at
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewParticipants(ParticipantGroups):
    """Participants who join a cohort that has started."""

    admitted_on: FormDay

    def command(self, cohort_id: UUID) -> AdmitParticipants:
        """The command that this form asks for."""
        return AdmitParticipants(cohort_id, self.admitted_on, self.admissions())


@router.get("/kohort/{cohort_id}/peserta")
async def show_admission(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID) -> Response:
    """The form, with the places that are free."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    return screen.show(
        "admitting.html.j2",
        cohort=cohort,
        program=program,
        free=(program.capacity or 0) - sum(each.enrolled for each in program.cohorts),
        today=day_in(program.facility.zone, work.now),
        kinds=kinds_at(program.facility.name),
        bases=get_args(AdmissionBasis),
    )


@router.post("/kohort/{cohort_id}/peserta")
async def admit(
    work: CurrentWork,
    screen: CurrentScreen,
    cohort_id: UUID,
    form: Annotated[NewParticipants, form_of(NewParticipants)],
) -> Response:
    """Admit the participants."""
    admitted = await admit_participants(work, form.command(cohort_id))
    return screen.after(f"/kohort/{cohort_id}", admitted.concurrent)
