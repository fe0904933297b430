"""GET /kiriman: what could not be delivered, for keepers and auditors."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.notifications.delivery.queries import CountDeliveries, ListDeliveries, count_deliveries, list_deliveries
from services.notifications.directory.model import Desk
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
STATES = {"gagal": "failed", "menunggu": "waiting", "batal": "dropped", "terkirim": "sent"}


@router.get("/kiriman")
async def show_deliveries(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    keadaan: Annotated[Literal["gagal", "menunggu", "batal", "terkirim"], Query()] = "gagal",
) -> Response:
    """Deliveries in a state, newest first, and their numbers by month. The page has no address."""
    found = await list_deliveries(work, ListDeliveries(page, STATES[keadaan]))  # type: ignore[arg-type]
    desks = {each.id: Desk.parse(each.desk) for each in found.items if each.desk}
    counts = await count_deliveries(work, CountDeliveries())
    return screen.show("listing.html.j2", found=found, desks=desks, counts=counts, state=keadaan, states=STATES)
