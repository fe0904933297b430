"""Emits events about webhooks, and applies the rules of notices to them."""

from services.notifications.inbox.commands import ApplyRules, apply_rules
from services.notifications.rules.model.audiences import Concerned
from shared.access import Actor, Work
from shared.contracts.webhooks import WebhookEvent


async def announce(work: Work, event: WebhookEvent) -> None:
    """Emit an event; the service does not read its own topic, so its notices are opened and closed here."""
    event_id = work.emit(event)
    actor, work.actor = work.actor, Actor.of_system("notifications")
    try:
        await apply_rules(work, ApplyRules(event, event_id, work.now, Concerned(()), f"/webhook/{event.webhook_id}"))
    finally:
        work.actor = actor
