"""GET /impor"""

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.imports.queries.imports import ListImports, list_imports
from shared.access.positions import CAPITAL_ZONE
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/impor")
async def show_list(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters) -> Response:
    """The tables that were sent for the reader's units, the newest first."""
    found = await list_imports(work, ListImports(None, page))
    return screen.show("listing.html.j2", found=found, zone=CAPITAL_ZONE)
