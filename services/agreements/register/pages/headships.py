"""GET /posisi/kepala"""

from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.register.queries.headships import HeadshipFinding, ListHeadships, list_headships
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/posisi/kepala")
async def show_headships(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, temuan: HeadshipFinding = "no_head"
) -> Response:
    """The facilities in the reader's reach without a head, or with two definitive ones."""
    found = await list_headships(work, ListHeadships(temuan, page))
    return screen.show("headships.html.j2", found=found, finding=temuan, findings=get_args(HeadshipFinding))
