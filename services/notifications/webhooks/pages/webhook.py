"""GET, POST /webhook/{id}"""

from contextlib import suppress
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.requests import Request
from starlette.responses import Response

from services.notifications.webhooks.commands.endpoints import (
    DisableWebhook,
    EnableWebhook,
    RotateSecret,
    disable_webhook,
    enable_webhook,
    rotate_secret,
)
from services.notifications.webhooks.commands.requests import PingWebhook, ping_webhook
from services.notifications.webhooks.model.endpoints import SecretNoLongerShown
from services.notifications.webhooks.queries.endpoints import (
    ListAttempts,
    ListDeliveries,
    ShowSecret,
    ShowWebhook,
    list_attempts,
    list_deliveries,
    show_secret,
    show_webhook,
)
from services.notifications.webhooks.queries.secrets import derive_secret
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork, Edge
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
SHOWN = PageRequest(after=None, limit=10)
OVERLAP_HOURS = 24


class WebhookStep(BaseModel):
    """A step for the webhook; disabling it needs a reason."""

    step: Literal["ping", "rotate", "disable", "enable"]
    reason: ShortText | None = Field(None, validate_default=True)

    @field_validator("reason")
    @classmethod
    def _of_disabling(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("step") == "disable":
            raise PydanticCustomError("missing", "a reason is needed")
        return value


@router.get("/webhook/{webhook_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, request: Request, webhook_id: UUID) -> Response:
    """The webhook with its undelivered messages and last attempts, and its secret while it is shown."""
    edge: Edge = request.app.state.edge
    webhook = await show_webhook(work, ShowWebhook(webhook_id))
    secret = None
    with suppress(SecretNoLongerShown):
        number = await show_secret(work, ShowSecret(webhook_id))
        secret = derive_secret(edge.settings, webhook_id, number)
    undelivered = [
        delivery
        for state in ("set_aside", "failed")
        for delivery in (await list_deliveries(work, ListDeliveries(webhook_id, SHOWN, state))).items
    ]
    attempts = await list_attempts(work, ListAttempts(webhook_id, SHOWN))
    return screen.show(
        "webhook.html.j2", webhook=webhook, secret=secret, undelivered=undelivered, attempts=attempts.items
    )


@router.post("/webhook/{webhook_id}")
async def change(
    work: CurrentWork,
    screen: CurrentScreen,
    webhook_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[WebhookStep, form_of(WebhookStep)],
) -> Response:
    """Test, disable or enable the webhook, or replace its secret."""
    match form.step:
        case "ping":
            await ping_webhook(work, PingWebhook(webhook_id))
        case "rotate":
            await rotate_secret(work, RotateSecret(webhook_id, OVERLAP_HOURS))
        case "disable":
            await disable_webhook(work, DisableWebhook(webhook_id, expected_version, form.reason or ""))
        case "enable":
            await enable_webhook(work, EnableWebhook(webhook_id, expected_version))
    return screen.go(f"/webhook/{webhook_id}")
