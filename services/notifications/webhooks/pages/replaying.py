"""GET, POST /webhook/{id}/ulangi"""

from datetime import datetime, time
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.notifications.webhooks.commands.requests import ReplayEvents, replay_events
from services.notifications.webhooks.queries.endpoints import ShowWebhook, show_webhook
from shared.access.positions import CAPITAL_ZONE
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class ReplayFields(BaseModel):
    """The first day whose events are sent again."""

    since_day: FormDay


@router.get("/webhook/{webhook_id}/ulangi")
async def show_replay(work: CurrentWork, screen: CurrentScreen, webhook_id: UUID) -> Response:
    """The form."""
    return screen.show("replaying.html.j2", webhook=await show_webhook(work, ShowWebhook(webhook_id)))


@router.post("/webhook/{webhook_id}/ulangi")
async def replay(
    work: CurrentWork, screen: CurrentScreen, webhook_id: UUID, form: Annotated[ReplayFields, form_of(ReplayFields)]
) -> Response:
    """Send the events again that were recorded since the beginning of a day in Jakarta."""
    since = datetime.combine(form.since_day, time(), ZoneInfo(CAPITAL_ZONE))
    await replay_events(work, ReplayEvents(webhook_id, since))
    return screen.go(f"/webhook/{webhook_id}")
