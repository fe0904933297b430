"""GET /kunjungan/replikasi"""

from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.visits.queries.adoptions import ListAdoptions, list_adoptions
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import AdoptionState
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/kunjungan/replikasi")
async def show_adoptions(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, *, status: AdoptionState | None = None
) -> Response:
    """Which practice came from which facility, and whether it was replicated."""
    found = await list_adoptions(work, ListAdoptions(None, None, None, status, page))
    return screen.show("adoptions.html.j2", found=found, states=get_args(AdoptionState), chosen={"status": status})
