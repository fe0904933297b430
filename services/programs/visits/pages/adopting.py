"""GET, POST /kunjungan/{id}/replikasi
GET, POST /kunjungan/{id}/replikasi/{id}/program
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.visits.commands.adopting import BeginAdoption, PlanAdoption, begin_adoption, plan_adoption
from services.programs.visits.queries.steps import adoption_in, may_act_in, programs_of_practice
from services.programs.visits.queries.visits import ShowVisit, show_visit
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class AdoptionPlanForm(BaseModel):
    """The host's program whose practice is adopted, the day of the plan, and until when."""

    from_program: UUID
    adoption_planned_on: FormDay
    adopt_by: FormDay


class AdoptedProgramForm(BaseModel):
    """The guest's program that adopts the practice."""

    own_program: UUID


@router.get("/kunjungan/{visit_id}/replikasi")
async def show_plan(work: CurrentWork, screen: CurrentScreen, visit_id: UUID) -> Response:
    """The programs that the visit was about, and the form."""
    visit = await show_visit(work, ShowVisit(visit_id))
    return screen.show(
        "adopting.html.j2",
        visit=visit,
        possible=visit.state == "held" and may_act_in(work, visit.guest),
        today=day_in(visit.guest.zone, work.now),
    )


@router.post("/kunjungan/{visit_id}/replikasi")
async def plan(
    work: CurrentWork,
    screen: CurrentScreen,
    visit_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[AdoptionPlanForm, form_of(AdoptionPlanForm)],
) -> Response:
    """Plan to adopt the practice of a program."""
    command = PlanAdoption(visit_id, expected_version, form.from_program, form.adoption_planned_on, form.adopt_by)
    await plan_adoption(work, command)
    return screen.go(f"/kunjungan/{visit_id}")


@router.get("/kunjungan/{visit_id}/replikasi/{adoption_id}/program")
async def show_programs(work: CurrentWork, screen: CurrentScreen, visit_id: UUID, adoption_id: UUID) -> Response:
    """The guest's programs of the same practice."""
    visit = await show_visit(work, ShowVisit(visit_id))
    adoption = adoption_in(visit, adoption_id)
    return screen.show(
        "beginning.html.j2",
        visit=visit,
        adoption=adoption,
        programs=await programs_of_practice(work, visit.guest.id, adoption.practice.code),
        possible=adoption.checked_on is None and may_act_in(work, visit.guest),
    )


@router.post("/kunjungan/{visit_id}/replikasi/{adoption_id}/program")
async def begin(
    work: CurrentWork,
    screen: CurrentScreen,
    visit_id: UUID,
    adoption_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[AdoptedProgramForm, form_of(AdoptedProgramForm)],
) -> Response:
    """Name the program that adopts the practice."""
    await begin_adoption(work, BeginAdoption(visit_id, expected_version, adoption_id, form.own_program))
    return screen.go(f"/kunjungan/{visit_id}")
