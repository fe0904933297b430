"""Asking the sender for a test, for one delivery again, or for everything since a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.notifications.webhooks.access import MANAGERS, scope_to_change
from services.notifications.webhooks.model.deliveries import DeliveryStillWaits
from services.notifications.webhooks.model.endpoints import ReplayBeginsLater
from services.notifications.webhooks.store.deliveries import insert_ping, lock_delivery, save_again
from services.notifications.webhooks.store.endpoints import lock_endpoint, save_replay
from shared.access import Work, use_case
from shared.values.ids import new_id


@dataclass(frozen=True, slots=True)
class PingWebhook:
    """Send a test."""

    webhook_id: UUID


@use_case(*MANAGERS, scope=scope_to_change)
async def ping_webhook(work: Work, command: PingWebhook) -> UUID:
    """Ask for a test and return its id. It is sent once, also to an endpoint that is disabled."""
    await lock_endpoint(work.connection, command.webhook_id)
    ping_id = new_id()
    await insert_ping(work.connection, command.webhook_id, ping_id)
    return ping_id


@dataclass(frozen=True, slots=True)
class RedeliverEvent:
    """Send an event again that was delivered, has failed, or was set aside."""

    webhook_id: UUID
    event_id: UUID


@use_case(*MANAGERS, scope=scope_to_change)
async def redeliver_event(work: Work, command: RedeliverEvent) -> None:
    """Send an event again, with its old id. It holds up no other event. Raises `DeliveryStillWaits`."""
    delivery = await lock_delivery(work.connection, command.webhook_id, command.event_id)
    if delivery["state"] == "waiting":
        raise DeliveryStillWaits
    await save_again(work.connection, command.webhook_id, command.event_id)


@dataclass(frozen=True, slots=True)
class ReplayEvents:
    """Send all events again that were recorded since a time."""

    webhook_id: UUID
    since: datetime


@use_case(*MANAGERS, scope=scope_to_change)
async def replay_events(work: Work, command: ReplayEvents) -> None:
    """Move the endpoint back to a time. Every event keeps its id, so that a receiver recognises repeated events."""
    endpoint = await lock_endpoint(work.connection, command.webhook_id)
    if command.since > work.now:
        raise ReplayBeginsLater
    await save_replay(work.connection, endpoint.id, command.since, work.now)
