"""GET /kunjungan"""

from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.visits.queries.steps import may_request
from services.programs.visits.queries.visits import ListVisits, list_visits
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import VisitState
from shared.values.reported_days import written_reported_day
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/kunjungan")
async def show_list(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, *, status: VisitState | None = None
) -> Response:
    """The visits from and to the reader's facilities, the latest first."""
    found = await list_visits(work, ListVisits(None, None, status, page))
    return screen.show(
        "listing.html.j2",
        found=found,
        held={each.id: written_reported_day(each.held) for each in found.items if each.held},
        states=get_args(VisitState),
        may_request=may_request(work),
        chosen={"status": status},
    )
