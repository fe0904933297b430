"""GET /pindahan/upt/{facility_id}"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.transfers.queries import Direction, ListTransfers, list_transfers
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
DIRECTIONS: dict[str, Direction] = {"masuk": "in", "keluar": "out"}
ARAH = Query(pattern="^(masuk|keluar)$")


@router.get("/pindahan/upt/{facility_id}")
async def show_list(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    facility_id: UUID,
    *,
    arah: Annotated[str, ARAH] = "masuk",
) -> Response:
    """The transfers to a facility or from it, the newest first."""
    found = await list_transfers(work, ListTransfers(facility_id, DIRECTIONS[arah], page))
    return screen.show("listing.html.j2", facility_id=facility_id, direction=arah, found=found)
