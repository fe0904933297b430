"""GET, POST /webhook/baru"""

from typing import Annotated, Literal, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field, StringConstraints
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
TypeName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,99}$")]
Topic = Literal["agreements.v1", "agreements.internal.v1", "programs.v1", "sandbox.v1"]
TOPICS = get_args(Topic)


def _lines(value: object) -> object:
    return value.split() if isinstance(value, str) else value


class WebhookFields(BaseModel):
    """A webhook for the events of some topics, or only for some types and facilities, each in a line of its own."""

    subscriber: Annotated[str, StringConstraints(max_length=40)]
    address: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
    topics: Annotated[list[Topic], BeforeValidator(several)]
    types: Annotated[list[TypeName], BeforeValidator(_lines), Field(max_length=50)] = []
    facilities: Annotated[list[UUID], BeforeValidator(_lines), Field(max_length=100)] = []

    @property
    def wanted(self) -> Wanted:
        """The events, each name once."""
        types, facilities = tuple(dict.fromkeys(self.types)), tuple(dict.fromkeys(self.facilities))
        return Wanted(tuple(self.topics), types, facilities)


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
    command = RegisterWebhook(form.subscriber, form.address, form.wanted, edge.settings.webhooks_inner)
    endpoint = await register_webhook(work, command)
    return screen.go(f"/webhook/{endpoint.id}")
