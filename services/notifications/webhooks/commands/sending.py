"""Records of the sender: positions, deliveries, attempts, and an endpoint that is disabled because it fails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from services.notifications.inbox.reactions import announce
from services.notifications.webhooks.model.deliveries import PING, DueDelivery, FeedEvent, Outcome
from services.notifications.webhooks.model.retries import (
    OwnGround,
    Patience,
    ground_to_disable,
    paused_until,
    step_after_failure,
)
from services.notifications.webhooks.store import deliveries
from services.notifications.webhooks.store.endpoints import lock_endpoint, save_endpoint
from shared.access import Work, nationwide, use_case
from shared.contracts.webhooks import WebhookDisabled


@dataclass(frozen=True, slots=True)
class StartReading:
    """Begin to read topics at positions; `since` names the time that is asked for, `asked` whether it was a request."""

    webhook_id: UUID
    cursors: Mapping[str, str]
    after_ids: Mapping[str, int]
    since: datetime
    asked: datetime | None


@use_case(scope=nationwide)
async def start_reading(work: Work, command: StartReading) -> None:
    """Set the positions, and forget the deliveries after them, which will be made again. System only."""
    await deliveries.save_start(
        work.connection, command.webhook_id, command.cursors, command.since, again=command.after_ids
    )
    # Another request may have come in between; it is not fulfilled yet.
    await work.connection.execute(
        "UPDATE webhook SET since = NULL WHERE id = $1 AND since = $2", command.webhook_id, command.asked
    )


@dataclass(frozen=True, slots=True)
class NoteEvents:
    """Events of a topic for an endpoint, which move its position on."""

    webhook_id: UUID
    topic: str
    events: Sequence[FeedEvent]
    earlier: str
    cursor: str


@use_case(scope=nationwide)
async def note_events(work: Work, command: NoteEvents) -> bool:
    """Note the events and move the position, or do neither if the position was moved elsewhere. System only."""
    moved = await deliveries.save_position(
        work.connection, command.webhook_id, command.topic, command.earlier, command.cursor
    )
    if moved and command.events:
        await deliveries.insert_deliveries(work.connection, command.webhook_id, command.events)
    return moved


@dataclass(frozen=True, slots=True)
class RecordAttempt:
    """An attempt and its end."""

    webhook_id: UUID
    delivery: DueDelivery
    outcome: Outcome
    began_at: datetime
    patience: Patience


@use_case(scope=nationwide)
async def record_attempt(work: Work, command: RecordAttempt) -> None:
    """Record an attempt, and what follows from it for the delivery and its endpoint. System only."""
    delivery, outcome, connection = command.delivery, command.outcome, work.connection
    await deliveries.insert_attempt(connection, command.webhook_id, delivery.event_id, outcome)
    if outcome.delivered:
        await deliveries.save_done(connection, command.webhook_id, delivery.event_id, "delivered", tried=True)
        await deliveries.save_success(connection, command.webhook_id)
    elif delivery.type == PING:
        await deliveries.save_done(connection, command.webhook_id, delivery.event_id, "failed", tried=True)
    else:
        await _record_failure(work, command)


@dataclass(frozen=True, slots=True)
class WithholdEvent:
    """An event to which the subscriber has lost its right."""

    webhook_id: UUID
    event_id: UUID


@use_case(scope=nationwide)
async def withhold_event(work: Work, command: WithholdEvent) -> None:
    """End a delivery without sending it. System only."""
    await deliveries.save_done(work.connection, command.webhook_id, command.event_id, "withheld", tried=False)


async def _record_failure(work: Work, command: RecordAttempt) -> None:
    delivery, outcome, now = command.delivery, command.outcome, datetime.now(UTC)
    first_at = delivery.first_at or command.began_at
    step = step_after_failure(
        outcome,
        attempts=delivery.attempts + 1,
        first_at=first_at,
        set_aside=delivery.state == "set_aside",
        now=now,
        patience=command.patience,
    )
    if step.at is None:
        await deliveries.save_done(work.connection, command.webhook_id, delivery.event_id, step.state, tried=True)
    else:
        await deliveries.save_next(work.connection, command.webhook_id, delivery.event_id, step, first_at)
    failing = await deliveries.load_failing(work.connection, command.webhook_id)
    since = failing["failing_since"] or command.began_at
    pause = paused_until(failing["failures"] + 1, outcome, now, command.patience)
    await deliveries.save_failure(work.connection, command.webhook_id, since, pause)
    if ground := ground_to_disable(outcome, since, failing["different"], now):
        await _disable(work, command.webhook_id, ground)


async def _disable(work: Work, webhook_id: UUID, ground: OwnGround) -> None:
    endpoint = await lock_endpoint(work.connection, webhook_id)
    if not endpoint.enabled:
        return
    disabled = endpoint.disable(ground, None, work.now)
    await save_endpoint(work.connection, disabled)
    event = WebhookDisabled(
        subscriber_id=disabled.subscriber, webhook_id=disabled.id, version=disabled.version, ground=ground
    )
    await announce(work, event)


async def delete_old_attempts(work: Work, before: datetime, limit: int) -> int:
    """Delete what ended before a moment."""
    return await deliveries.save_without_old(work.connection, before, limit)
