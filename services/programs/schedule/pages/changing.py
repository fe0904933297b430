"""GET, POST /jadwal/{id}/pemindahan
GET, POST /jadwal/{id}/pembatalan
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.schedule.commands.holding import CancelPlannedSession, cancel_planned_session
from services.programs.schedule.commands.planning import MovePlannedSession, move_planned_session
from services.programs.schedule.model.plan import Mover
from services.programs.schedule.queries import ShowPlannedSession, show_planned_session
from shared.console.forms import FormDay, FormTime, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import SessionCanceller
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class PlanMoving(BaseModel):
    """The new day, time and place, and the side that wanted that."""

    planned_on: FormDay
    starts_at: FormTime
    venue: ShortText
    moved_by: Mover


class PlanCancellation(BaseModel):
    """The cause of the cancellation."""

    cancelled_by: SessionCanceller


@router.get("/jadwal/{plan_id}/pemindahan")
async def show_moving(work: CurrentWork, screen: CurrentScreen, plan_id: UUID) -> Response:
    """The form, with the present plan."""
    plan = await show_planned_session(work, ShowPlannedSession(plan_id))
    return screen.show("moving.html.j2", plan=plan, movers=get_args(Mover))


@router.post("/jadwal/{plan_id}/pemindahan")
async def move(
    work: CurrentWork,
    screen: CurrentScreen,
    plan_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[PlanMoving, form_of(PlanMoving)],
) -> Response:
    """Move the session; clashes are shown before it."""
    moved = await move_planned_session(work, MovePlannedSession(plan_id, expected_version, **dict(form)))
    return screen.after(f"/jadwal/{plan_id}", moved.clashes)


@router.get("/jadwal/{plan_id}/pembatalan")
async def show_cancelling(work: CurrentWork, screen: CurrentScreen, plan_id: UUID) -> Response:
    """The form."""
    plan = await show_planned_session(work, ShowPlannedSession(plan_id))
    return screen.show("cancelling.html.j2", plan=plan, cancellers=get_args(SessionCanceller))


@router.post("/jadwal/{plan_id}/pembatalan")
async def cancel(
    work: CurrentWork,
    screen: CurrentScreen,
    plan_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[PlanCancellation, form_of(PlanCancellation)],
) -> Response:
    """Record that the session does not take place."""
    await cancel_planned_session(work, CancelPlannedSession(plan_id, expected_version, form.cancelled_by, None))
    return screen.go(f"/jadwal/{plan_id}")
