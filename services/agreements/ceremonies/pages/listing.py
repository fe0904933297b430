"""GET /seremoni"""

from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.ceremonies.queries.listing import ListCeremonies, list_ceremonies, may_prepare
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import CeremonyState
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/seremoni")
async def show_list(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, status: CeremonyState | None = None
) -> Response:
    """The ceremonies that the reader may read, the latest first."""
    return screen.show(
        "listing.html.j2",
        found=await list_ceremonies(work, ListCeremonies(status, page)),
        states=get_args(CeremonyState),
        chosen=status,
        may_prepare=may_prepare(work),
    )
