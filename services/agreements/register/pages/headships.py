"""GET /posisi/kepala"""

from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.register.pages.units import areas
from services.agreements.register.queries.headships import HeadedKind, HeadshipFinding, ListHeadships, list_headships
from services.agreements.register.queries.partners import may_keep_partners
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/posisi/kepala")
async def show_headships(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    temuan: HeadshipFinding = "no_head",
    jenis: HeadedKind = "facility",
) -> Response:
    """The units of a kind in the reader's reach without a head, or with two definitive ones."""
    return screen.show(
        "headships.html.j2",
        found=await list_headships(work, ListHeadships(temuan, page, jenis)),
        finding=temuan,
        findings=get_args(HeadshipFinding),
        kind=jenis,
        kinds=get_args(HeadedKind),
        areas=await areas(work),
        may_keep=may_keep_partners(work),
    )
