"""GET, POST /webhook/baru"""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, StringConstraints
from starlette.requests import Request
from starlette.responses import Response

from services.notifications.webhooks.commands.endpoints import RegisterWebhook, register_webhook
from services.notifications.webhooks.model.endpoints import Wanted
from services.notifications.webhooks.queries.endpoints import ListWebhooks, list_webhooks
from shared.console.forms import form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork, Edge

router = APIRouter(route_class=PageRoute)
TOPICS = ("agreements.v1", "programs.v1", "sandbox.v1")


class WebhookFields(BaseModel):
    """A webhook for all events of some topics; types and facilities are for the interface."""

    subscriber: Annotated[str, StringConstraints(max_length=40)]
    address: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
    topics: Annotated[list[Literal["agreements.v1", "programs.v1", "sandbox.v1"]], BeforeValidator(several)]


@router.get("/webhook/baru")
async def show_registration(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The form."""
    await list_webhooks(work, ListWebhooks(PageRequest(after=None, limit=1)))
    return screen.show("registering.html.j2", topics=TOPICS)


@router.post("/webhook/baru")
async def register(
    work: CurrentWork,
    screen: CurrentScreen,
    request: Request,
    form: Annotated[WebhookFields, form_of(WebhookFields)],
) -> Response:
    """Register the webhook, and show its secret."""
    edge: Edge = request.app.state.edge
    command = RegisterWebhook(form.subscriber, form.address, Wanted(tuple(form.topics)), edge.settings.webhooks_inner)
    endpoint = await register_webhook(work, command)
    return screen.go(f"/webhook/{endpoint.id}")
