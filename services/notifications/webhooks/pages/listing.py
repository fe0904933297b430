"""GET /webhook"""

from fastapi import APIRouter
from starlette.responses import Response

from services.notifications.webhooks.queries.endpoints import ListWebhooks, list_webhooks
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/webhook")
async def show_webhooks(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters) -> Response:
    """All webhooks, the newest first."""
    return screen.show("listing.html.j2", found=await list_webhooks(work, ListWebhooks(page)))
