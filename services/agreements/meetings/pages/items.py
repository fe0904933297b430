"""GET /tindak-lanjut"""

from typing import get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.meetings.queries.meetings import ActionItemState, ListActionItems, list_action_items
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/tindak-lanjut")
async def show_items(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    status: ActionItemState | None = "open",
    pelaksana: UUID | None = None,
) -> Response:
    """The action items of the meetings that the reader may read, the first due first."""
    found = await list_action_items(work, ListActionItems(pelaksana, status, page))
    return screen.show(
        "items.html.j2",
        found=found,
        states=get_args(ActionItemState),
        chosen={"status": status, "pelaksana": pelaksana},
    )
