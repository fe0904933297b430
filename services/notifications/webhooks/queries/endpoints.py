"""The endpoints of subscribers, the newest secret, deliveries and attempts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.notifications.webhooks.access import MANAGERS, own_subscriber, scope_of_people, scope_to_read
from services.notifications.webhooks.model.deliveries import Cause, DeliveryState
from services.notifications.webhooks.model.endpoints import SecretNoLongerShown
from services.notifications.webhooks.model.retries import Ground
from shared.access import Work, use_case
from shared.web.cursors import Page, PageRequest, row_number


class WebhookDetails(BaseModel):
    """An endpoint, and how its deliveries go.

    No types and no facilities mean all that the subscriber may read. `failing_since` is the first failure since the
    last success, and `paused_until` the time of the next attempt after several failures.
    """

    id: UUID
    subscriber: str
    address: str
    topics: list[str]
    types: list[str]
    facilities: list[UUID]
    enabled: bool
    ground: Ground | None
    reason: str | None
    changed_at: datetime
    waiting: int
    set_aside: int
    failed: int
    failing_since: datetime | None
    paused_until: datetime | None
    version: int


class DeliveryDetails(BaseModel):
    """One event for one endpoint. `cause` and `status` are those of the last attempt."""

    event_id: UUID
    type: str
    topic: str
    key: str
    stream_version: int
    state: DeliveryState
    attempts: int
    cause: Cause | None
    status: int | None
    noted_at: datetime
    next_at: datetime | None
    done_at: datetime | None


class AttemptDetails(BaseModel):
    """One request to an endpoint and its end."""

    event_id: UUID
    type: str
    at: datetime
    cause: Cause
    status: int | None
    milliseconds: int


_DETAILS = """
SELECT w.*, n.waiting, n.set_aside, n.failed
FROM webhook AS w CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
           count(*) FILTER (WHERE state = 'set_aside') AS set_aside,
           count(*) FILTER (WHERE state = 'failed') AS failed
    FROM webhook_delivery WHERE webhook_id = w.id AND state <> 'delivered') AS n
"""


@dataclass(frozen=True, slots=True)
class ListWebhooks:
    """The endpoints of one subscriber, or of all that the account may see."""

    page: PageRequest
    subscriber: str | None = None


@use_case(*MANAGERS, scope=scope_of_people, changes=False)
async def list_webhooks(work: Work, query: ListWebhooks) -> Page[WebhookDetails]:
    """Endpoints, the newest first; a subscriber sees its own ones."""
    (last,) = query.page.after_as(UUID)
    rows = await work.connection.fetch(
        f"""{_DETAILS} WHERE ($1::text IS NULL OR w.subscriber = $1) AND ($2::text IS NULL OR w.subscriber = $2)
            AND ($3::uuid IS NULL OR w.id < $3) ORDER BY w.id DESC LIMIT $4""",
        own_subscriber(work.actor),
        query.subscriber,
        last,
        query.page.limit + 1,
    )
    return query.page.cut([_details(row) for row in rows], lambda each: (each.id,))


@dataclass(frozen=True, slots=True)
class ShowWebhook:
    """One endpoint."""

    webhook_id: UUID


@use_case(*MANAGERS, scope=scope_to_read, changes=False)
async def show_webhook(work: Work, query: ShowWebhook) -> WebhookDetails:
    """One endpoint."""
    row = await work.connection.fetchrow(f"{_DETAILS} WHERE w.id = $1", query.webhook_id)
    assert row is not None, "its scope was found"  # noqa: S101
    return _details(row)


@dataclass(frozen=True, slots=True)
class ShowSecret:
    """The newest secret of an endpoint."""

    webhook_id: UUID


@use_case(*MANAGERS, scope=scope_to_read, changes=False)
async def show_secret(work: Work, query: ShowSecret) -> int:
    """The number of the newest secret, within an hour after it was issued. Raises `SecretNoLongerShown`."""
    number = await work.connection.fetchval(
        """SELECT number FROM webhook_secret WHERE webhook_id = $1 AND valid_until IS NULL
               AND issued_at > clock_timestamp() - interval '1 hour'""",
        query.webhook_id,
    )
    if number is None:
        raise SecretNoLongerShown
    return int(number)


@dataclass(frozen=True, slots=True)
class ListDeliveries:
    """The deliveries of an endpoint, or those in one state, or that of one event."""

    webhook_id: UUID
    page: PageRequest
    state: DeliveryState | None = None
    event_id: UUID | None = None


@use_case(*MANAGERS, scope=scope_to_read, changes=False)
async def list_deliveries(work: Work, query: ListDeliveries) -> Page[DeliveryDetails]:
    """Deliveries, the newest first."""
    noted_at, last = query.page.after_as(datetime.fromisoformat, UUID)
    rows = await work.connection.fetch(
        """SELECT d.event_id, d.type, d.topic, d.key, d.stream_version, d.state, d.attempts, d.noted_at, d.next_at,
                  d.done_at, a.cause, a.status
           FROM webhook_delivery AS d LEFT JOIN LATERAL (
               SELECT cause, status FROM webhook_attempt
               WHERE webhook_id = d.webhook_id AND event_id = d.event_id ORDER BY id DESC LIMIT 1) AS a ON true
           WHERE d.webhook_id = $1 AND ($2::text IS NULL OR d.state = $2)
             AND ($3::timestamptz IS NULL OR (d.noted_at, d.event_id) < ($3, $4))
             AND ($5::uuid IS NULL OR d.event_id = $5)
           ORDER BY d.noted_at DESC, d.event_id DESC LIMIT $6""",
        query.webhook_id,
        query.state,
        noted_at,
        last,
        query.event_id,
        query.page.limit + 1,
    )
    return query.page.cut([DeliveryDetails(**row) for row in rows], lambda each: (each.noted_at, each.event_id))


@dataclass(frozen=True, slots=True)
class ListAttempts:
    """The attempts of an endpoint, or those of one event."""

    webhook_id: UUID
    page: PageRequest
    event_id: UUID | None = None


@use_case(*MANAGERS, scope=scope_to_read, changes=False)
async def list_attempts(work: Work, query: ListAttempts) -> Page[AttemptDetails]:
    """Attempts, the newest first."""
    (last,) = query.page.after_as(row_number)
    rows = await work.connection.fetch(
        """SELECT a.id, a.event_id, coalesce(d.type, '') AS type, a.at, a.cause, a.status, a.milliseconds
           FROM webhook_attempt AS a LEFT JOIN webhook_delivery AS d USING (webhook_id, event_id)
           WHERE a.webhook_id = $1 AND ($2::uuid IS NULL OR a.event_id = $2) AND ($3::bigint IS NULL OR a.id < $3)
           ORDER BY a.id DESC LIMIT $4""",
        query.webhook_id,
        query.event_id,
        last,
        query.page.limit + 1,
    )
    page = query.page.cut(rows, lambda row: (row["id"],))
    return Page(items=[AttemptDetails(**row) for row in page.items], next=page.next)


def _details(row: Mapping[str, Any]) -> WebhookDetails:
    return WebhookDetails(**row)
