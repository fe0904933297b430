"""GET /tawaran"""

from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.offers.model import OfferState
from services.programs.offers.queries import ListOffers, list_offers
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/tawaran")
async def show_list(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, *, status: OfferState | None = None
) -> Response:
    """The offers to the reader's facilities, the newest first."""
    found = await list_offers(work, ListOffers(None, None, None, status, page))
    return screen.show("listing.html.j2", found=found, states=get_args(OfferState), chosen={"status": status})
