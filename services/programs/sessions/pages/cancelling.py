"""GET, POST /kohort/{id}/pembatalan
GET, POST /program/{id}/pembatalan/baru
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.cohorts.queries import CohortDetails, ShowCohort, show_cohort
from services.programs.program.queries.showing import ProgramDetails, ShowProgram, show_program
from services.programs.sessions.commands.cancelling import (
    CancelOpenSession,
    CancelSession,
    PlannedSession,
    cancel_open_session,
    cancel_session,
)
from services.programs.sessions.pages.form import TaughtFields, choices
from shared.access import Work
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.cooperation import SessionCanceller
from shared.values.inputs import ShortText
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewCancellation(TaughtFields):
    """A planned session that does not take place, and who or what prevented it."""

    planned_on: FormDay
    topic: ShortText
    cancelled_by: SessionCanceller

    def planned(self, program: ProgramDetails) -> PlannedSession:
        """The session that was planned."""
        return PlannedSession(
            planned_on=self.planned_on,
            topic=self.topic,
            cancelled_by=self.cancelled_by,
            instructors=self.organisations(program),
            owed_for=self.fulfilled(),
        )


@router.get("/kohort/{cohort_id}/pembatalan")
async def show_cancellation(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID) -> Response:
    """The form for a session of a cohort."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    return await _form(work, screen, await show_program(work, ShowProgram(cohort.program_id)), cohort)


@router.post("/kohort/{cohort_id}/pembatalan")
async def cancel(
    work: CurrentWork,
    screen: CurrentScreen,
    cohort_id: UUID,
    form: Annotated[NewCancellation, form_of(NewCancellation)],
) -> Response:
    """Record that the session of a cohort does not take place."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    await cancel_session(work, CancelSession(cohort_id, form.planned(program)))
    return screen.go(f"/program/{program.id}/pembatalan")


@router.get("/program/{program_id}/pembatalan/baru")
async def show_open_cancellation(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form for an open session."""
    return await _form(work, screen, await show_program(work, ShowProgram(program_id)), None)


@router.post("/program/{program_id}/pembatalan/baru")
async def cancel_open(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    form: Annotated[NewCancellation, form_of(NewCancellation)],
) -> Response:
    """Record that an open session does not take place."""
    program = await show_program(work, ShowProgram(program_id))
    await cancel_open_session(work, CancelOpenSession(program_id, form.planned(program)))
    return screen.go(f"/program/{program_id}/pembatalan")


async def _form(work: Work, screen: Screen, program: ProgramDetails, cohort: CohortDetails | None) -> Response:
    return screen.show(
        "cancelling.html.j2",
        cohort=cohort,
        today=day_in(program.facility.zone, work.now),
        cancellers=get_args(SessionCanceller),
        **await choices(work, program),
    )
