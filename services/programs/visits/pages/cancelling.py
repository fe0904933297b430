"""GET, POST /kunjungan/{id}/pembatalan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.visits.commands.asking import CancelVisit, cancel_visit
from services.programs.visits.model.visit import Cancellation
from services.programs.visits.queries.steps import may_act_in
from services.programs.visits.queries.visits import ShowVisit, show_visit
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import VisitCancelReason, VisitSide
from shared.values.terms import day_in
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class VisitCancellationForm(BaseModel):
    """Which side called the visit off, on which day, and why."""

    called_off_by: VisitSide
    called_off_on: FormDay
    called_off_reason: VisitCancelReason


@router.get("/kunjungan/{visit_id}/pembatalan")
async def show_cancellation(work: CurrentWork, screen: CurrentScreen, visit_id: UUID) -> Response:
    """The form, for a visit that has not taken place."""
    visit = await show_visit(work, ShowVisit(visit_id))
    return screen.show(
        "cancelling.html.j2",
        visit=visit,
        possible=visit.state in ("requested", "agreed") and may_act_in(work, visit.host, visit.guest),
        own_side="guest" if may_act_in(work, visit.guest) else "host",
        today=day_in(visit.host.zone, work.now),
        sides=get_args(VisitSide),
        reasons=get_args(VisitCancelReason),
    )


@router.post("/kunjungan/{visit_id}/pembatalan")
async def cancel(
    work: CurrentWork,
    screen: CurrentScreen,
    visit_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[VisitCancellationForm, form_of(VisitCancellationForm)],
) -> Response:
    """Call the visit off."""
    cancellation = Cancellation(form.called_off_by, form.called_off_on, form.called_off_reason)
    await cancel_visit(work, CancelVisit(visit_id, expected_version, cancellation))
    return screen.go(f"/kunjungan/{visit_id}")
