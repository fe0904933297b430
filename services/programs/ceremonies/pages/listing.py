"""GET /program/acara"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.ceremonies.queries import ListCeremonyOpenings, list_ceremony_openings
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/program/acara")
async def show_openings(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    acara: Annotated[UUID | None, Query(description="the ceremony")] = None,
) -> Response:
    """The programs that were to open at ceremonies: open, waiting for their plan, or refused and why."""
    found = await list_ceremony_openings(work, ListCeremonyOpenings(acara, page))
    return screen.show("listing.html.j2", found=found, acara=acara)
