"""GET /posisi"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.register.pages.units import unit_names
from services.agreements.register.queries.headships import ListHeadships, list_headships
from services.agreements.register.queries.positions import ListPositions, list_positions
from shared.access.positions import CAPITAL_ZONE
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Account
from shared.values.terms import day_in
from shared.web.cursors import PageRequest, ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
SHOWN = 10


@router.get("/posisi")
async def show_positions(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    akun: Annotated[str, Query(max_length=255)] = "",
    unit: Annotated[str, Query(pattern=r"^[0-9a-zA-Z-]{0,40}$")] = "",
) -> Response:
    """The positions in the reader's units, and the facilities without a head."""
    account: Account | None = akun.strip() or None
    found = await list_positions(work, ListPositions(account, unit or None, page))
    headless = await list_headships(work, ListHeadships("no_head", PageRequest(after=None, limit=SHOWN)))
    return screen.show(
        "positions.html.j2",
        found=found,
        names=await unit_names(work, found.items),
        account_searched=akun,
        unit_chosen=unit,
        headless=headless,
        today=day_in(CAPITAL_ZONE, work.now),
    )
