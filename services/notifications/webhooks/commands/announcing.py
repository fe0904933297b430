"""Emits events about webhooks, and applies the rules of notices to them."""

from services.notifications.inbox.commands import announce
from services.notifications.rules.model.audiences import Concerned
from shared.access import Work
from shared.contracts.webhooks import WebhookEvent


async def announce_webhook(work: Work, event: WebhookEvent) -> None:
    """Emit an event about an endpoint, which concerns no unit."""
    await announce(work, event, Concerned(()), f"/webhook/{event.webhook_id}")
