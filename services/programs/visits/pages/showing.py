"""GET /kunjungan/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.visits.queries.steps import may_act_in
from services.programs.visits.queries.visits import ShowVisit, show_visit
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.reported_days import written_reported_day
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/kunjungan/{visit_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, visit_id: UUID) -> Response:
    """The record of the visit, the next steps, its tasks and its adoption plans."""
    visit = await show_visit(work, ShowVisit(visit_id))
    hosts, visits = may_act_in(work, visit.host), may_act_in(work, visit.guest)
    steps = [
        ("answer_visit", "jawaban", hosts and visit.state == "requested"),
        ("record_visit", "catatan", (hosts or visits) and visit.state == "agreed"),
        ("cancel_visit", "pembatalan", (hosts or visits) and visit.state in ("requested", "agreed")),
        ("plan_adoption", "replikasi", visits and visit.state == "held" and bool(visit.programs)),
    ]
    return screen.show(
        "showing.html.j2",
        visit=visit,
        held=written_reported_day(visit.record.held) if visit.record else None,
        steps=[(word, address) for word, address, possible in steps if possible],
        acts={"host": hosts, "guest": visits},
        names={"host": visit.host.name, "guest": visit.guest.name},
        program_names={each.id: each.name for each in visit.programs},
    )
