"""GET, POST /kohort/{id}/jadwal
GET, POST /program/{id}/jadwal
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.programs.cohorts.queries import CohortDetails, ShowCohort, show_cohort
from services.programs.instructors.queries import ListInstructors, list_instructors
from services.programs.program.queries.showing import ProgramDetails, ShowProgram, show_program
from services.programs.schedule.commands.planning import (
    PlanOpenSessions,
    PlanSessions,
    Series,
    plan_open_sessions,
    plan_sessions,
)
from services.programs.schedule.model.plan import Planned
from services.programs.schedule.model.series import WEEKDAYS, Weekday
from services.programs.sessions.pages.form import Ids
from shared.access import Work
from shared.console.forms import FormDay, FormTime, form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.cooperation import SessionKind
from shared.values.inputs import ShortText
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewPlans(BaseModel):
    """Sessions on the same weekdays at the same time."""

    first_on: FormDay
    until: FormDay | None = None
    weekdays: Annotated[tuple[Weekday, ...], BeforeValidator(several)] = ()
    starts_at: FormTime
    minutes: int = Field(ge=1, le=1440)
    kind: SessionKind = "class"
    topic: ShortText
    venue: ShortText
    instructors: Ids = ()

    def series(self) -> Series:
        """The series as it is planned."""
        planned = Planned(
            planned_on=self.first_on,
            starts_at=self.starts_at,
            minutes=self.minutes,
            kind=self.kind,
            topic=self.topic,
            venue=self.venue,
            instructors=frozenset(self.instructors),
        )
        return Series(planned, self.until or self.first_on, self.weekdays)


@router.get("/kohort/{cohort_id}/jadwal")
async def show_planning(work: CurrentWork, screen: CurrentScreen, cohort_id: UUID) -> Response:
    """The form for a cohort."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    return await _form(work, screen, await show_program(work, ShowProgram(cohort.program_id)), cohort)


@router.post("/kohort/{cohort_id}/jadwal")
async def plan(
    work: CurrentWork, screen: CurrentScreen, cohort_id: UUID, form: Annotated[NewPlans, form_of(NewPlans)]
) -> Response:
    """Plan the sessions; clashes are shown before the timetable."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    planned = await plan_sessions(work, PlanSessions(cohort_id, form.series()))
    return screen.after(f"/jadwal/upt/{program.facility.id}?mulai={form.first_on}", planned.clashes)


@router.get("/program/{program_id}/jadwal")
async def show_open_planning(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form for open sessions."""
    return await _form(work, screen, await show_program(work, ShowProgram(program_id)), None)


@router.post("/program/{program_id}/jadwal")
async def plan_open(
    work: CurrentWork, screen: CurrentScreen, program_id: UUID, form: Annotated[NewPlans, form_of(NewPlans)]
) -> Response:
    """Plan the open sessions; clashes are shown before the timetable."""
    program = await show_program(work, ShowProgram(program_id))
    planned = await plan_open_sessions(work, PlanOpenSessions(program_id, form.series()))
    return screen.after(f"/jadwal/upt/{program.facility.id}?mulai={form.first_on}", planned.clashes)


async def _form(work: Work, screen: Screen, program: ProgramDetails, cohort: CohortDetails | None) -> Response:
    instructors = await list_instructors(work, ListInstructors(program.facility.id))
    return screen.show(
        "planning.html.j2",
        program=program,
        cohort=cohort,
        today=day_in(program.facility.zone, work.now),
        kinds=get_args(SessionKind),
        weekdays=WEEKDAYS,
        instructors=[each for each in instructors if each.left_on is None],
    )
