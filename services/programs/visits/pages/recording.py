"""GET, POST /kunjungan/{id}/catatan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.visits.commands.recording import RecordVisit, record_visit
from services.programs.visits.pages.form import VisitMinutesForm
from services.programs.visits.queries.steps import may_act_in
from services.programs.visits.queries.visits import ShowVisit, show_visit
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import ExchangeKind, VisitSide
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


@router.get("/kunjungan/{visit_id}/catatan")
async def show_record(work: CurrentWork, screen: CurrentScreen, visit_id: UUID) -> Response:
    """The form, for a visit that was agreed."""
    visit = await show_visit(work, ShowVisit(visit_id))
    return screen.show(
        "recording.html.j2",
        visit=visit,
        possible=visit.state == "agreed" and may_act_in(work, visit.host, visit.guest),
        programs=[(str(each.id), each.name) for each in visit.programs],
        sides=get_args(VisitSide),
        exchange_kinds=get_args(ExchangeKind),
    )


@router.post("/kunjungan/{visit_id}/catatan")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    visit_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[VisitMinutesForm, form_of(VisitMinutesForm)],
) -> Response:
    """Record that the visit took place."""
    await record_visit(work, RecordVisit(visit_id, expected_version, form.minutes()))
    return screen.go(f"/kunjungan/{visit_id}")
