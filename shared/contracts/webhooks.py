"""Internal events about webhooks. Key: the subscriber."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible
from shared.contracts.notifications import NOTIFICATIONS_INTERNAL


class WebhookEvent(Event):
    """Fields of every event about a webhook."""

    subscriber_id: str = Field(description="the subscriber, by its name in the register")
    webhook_id: UUID = Field(description="the endpoint")
    version: int = Field(description="the endpoint's version after the event; an event with a lower one is older")


class WebhookDisabled(
    WebhookEvent, type="webhook.disabled.v1", topic=NOTIFICATIONS_INTERNAL, key="subscriber_id", subject="subscriber_id"
):
    """Sinergi has stopped sending to an endpoint of a subscriber, because it fails persistently or says it is gone."""

    ground: Annotated[Literal["gone", "failing"], Extensible()] = Field(
        description="why: its server answers that it is gone, or several events in a row could not be delivered"
    )


class WebhookEnabled(
    WebhookEvent, type="webhook.enabled.v1", topic=NOTIFICATIONS_INTERNAL, key="subscriber_id", subject="subscriber_id"
):
    """An endpoint that was disabled gets events again."""
