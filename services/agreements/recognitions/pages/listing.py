"""GET /penghargaan
GET /mitra/{id}/penghargaan
"""

from typing import get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.recognitions.model import RecognitionState
from services.agreements.recognitions.queries import (
    ListRecognitions,
    ListRecognitionsOfPartner,
    list_recognitions,
    list_recognitions_of_partner,
    may_recognise,
)
from services.agreements.register.queries.partners import ShowPartner, show_partner
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/penghargaan")
async def show_list(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, status: RecognitionState | None = None
) -> Response:
    """The recognitions of the reader's units, the newest first."""
    found = await list_recognitions(work, ListRecognitions(status, page))
    states = get_args(RecognitionState)
    return screen.show("listing.html.j2", found=found, may_propose=may_recognise(work), states=states, chosen=status)


@router.get("/mitra/{partner_id}/penghargaan")
async def show_those_of_partner(work: CurrentWork, screen: CurrentScreen, partner_id: UUID) -> Response:
    """The recognitions that a partner has."""
    partner = await show_partner(work, ShowPartner(partner_id))
    granted = await list_recognitions_of_partner(work, ListRecognitionsOfPartner(partner_id))
    return screen.show("of_partner.html.j2", partner=partner, granted=granted)
