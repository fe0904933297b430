"""GET, POST /webhook/{id}/kiriman/{event_id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.notifications.webhooks.commands.requests import RedeliverEvent, redeliver_event
from services.notifications.webhooks.model.deliveries import DeliveryNotFound
from services.notifications.webhooks.queries.endpoints import (
    ListAttempts,
    ListDeliveries,
    list_attempts,
    list_deliveries,
)
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import PageRequest, ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/webhook/{webhook_id}/kiriman/{event_id}")
async def show_one(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, webhook_id: UUID, event_id: UUID
) -> Response:
    """A delivery with its attempts."""
    one = ListDeliveries(webhook_id, PageRequest(after=None, limit=1), event_id=event_id)
    delivery = next(iter((await list_deliveries(work, one)).items), None)
    if delivery is None:
        raise DeliveryNotFound(event_id=event_id)
    attempts = await list_attempts(work, ListAttempts(webhook_id, page, event_id))
    return screen.show("delivery.html.j2", webhook_id=webhook_id, delivery=delivery, attempts=attempts)


@router.post("/webhook/{webhook_id}/kiriman/{event_id}")
async def redeliver(work: CurrentWork, screen: CurrentScreen, webhook_id: UUID, event_id: UUID) -> Response:
    """Send the event again."""
    await redeliver_event(work, RedeliverEvent(webhook_id, event_id))
    return screen.go(f"/webhook/{webhook_id}/kiriman/{event_id}")
