"""Endpoints and their secrets."""

from datetime import datetime, timedelta
from uuid import UUID

from services.notifications.webhooks.model.endpoints import (
    Endpoint,
    Rights,
    WebhookNotFound,
    WebhookSubscriberUnknown,
)
from shared.contracts.joint import granted_topics
from shared.postgres.connections import Connection


async def load_subscriber(connection: Connection, webhook_id: UUID) -> str:
    """The subscriber of an endpoint. Raises `WebhookNotFound`."""
    name = await connection.fetchval("SELECT subscriber FROM webhook WHERE id = $1", webhook_id)
    if name is None:
        raise WebhookNotFound(id=webhook_id)
    return str(name)


async def load_rights(connection: Connection, subscriber: str) -> Rights:
    """The rights of an active subscriber. Raises `WebhookSubscriberUnknown`."""
    row = await connection.fetchrow(
        "SELECT topics, facilities, partner FROM subscriber WHERE name = $1 AND status = 'active'", subscriber
    )
    if row is None:
        raise WebhookSubscriberUnknown(name=subscriber)
    topics = granted_topics(row["topics"], to_partner=row["partner"] is not None)
    return Rights.of(topics, row["facilities"], row["partner"])


async def lock_subscriber(connection: Connection, subscriber: str) -> int:
    """Lock a subscriber while endpoints are added; the number that it has."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('webhooks of ' || $1))", subscriber)
    return int(await connection.fetchval("SELECT count(*) FROM webhook WHERE subscriber = $1", subscriber))


async def insert_endpoint(connection: Connection, endpoint: Endpoint) -> None:
    """Store a new endpoint, which gets the events that are recorded from now on."""
    await connection.execute(
        """INSERT INTO webhook (id, subscriber, address, topics, types, facilities, changed_at, since)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $7)""",
        endpoint.id,
        endpoint.subscriber,
        endpoint.address,
        endpoint.wanted.topics,
        endpoint.wanted.types,
        endpoint.wanted.facilities,
        endpoint.changed_at,
    )


async def lock_endpoint(connection: Connection, webhook_id: UUID) -> Endpoint:
    """Load an endpoint to change it. Raises `WebhookNotFound`."""
    row = await connection.fetchrow("SELECT * FROM webhook WHERE id = $1 FOR UPDATE", webhook_id)
    if row is None:
        raise WebhookNotFound(id=webhook_id)
    return Endpoint.of(row)


async def save_endpoint(connection: Connection, endpoint: Endpoint) -> None:
    """Save a change; topics that are no longer wanted lose their position."""
    await connection.execute(
        """UPDATE webhook SET (address, topics, types, facilities, enabled, ground, reason, changed_at, version)
               = ($2, $3, $4, $5, $6, $7, $8, $9, $10)
           WHERE id = $1""",
        endpoint.id,
        endpoint.address,
        endpoint.wanted.topics,
        endpoint.wanted.types,
        endpoint.wanted.facilities,
        endpoint.enabled,
        endpoint.ground,
        endpoint.reason,
        endpoint.changed_at,
        endpoint.version,
    )
    await connection.execute(
        "DELETE FROM webhook_position WHERE webhook_id = $1 AND topic <> ALL ($2::text[])",
        endpoint.id,
        endpoint.wanted.topics,
    )


async def save_replay(connection: Connection, webhook_id: UUID, since: datetime, now: datetime) -> None:
    """Ask the sender to read again from a time on."""
    await connection.execute(
        "UPDATE webhook SET since = $2, version = version + 1, changed_at = $3 WHERE id = $1", webhook_id, since, now
    )


async def save_recovered(connection: Connection, webhook_id: UUID) -> None:
    """Forget the failures of an endpoint, and try its waiting messages immediately."""
    await connection.execute(
        "UPDATE webhook SET failures = 0, failing_since = NULL, paused_until = NULL WHERE id = $1", webhook_id
    )
    await connection.execute(
        """UPDATE webhook_delivery SET next_at = clock_timestamp(), first_at = NULL
           WHERE webhook_id = $1 AND next_at IS NOT NULL""",
        webhook_id,
    )


async def insert_secret(connection: Connection, webhook_id: UUID, overlap: timedelta) -> int:
    """Add a secret and return its number; earlier ones stay valid for the overlap."""
    await connection.execute(
        """UPDATE webhook_secret SET valid_until = least(valid_until, clock_timestamp() + $2::interval)
           WHERE webhook_id = $1""",
        webhook_id,
        overlap,
    )
    return int(
        await connection.fetchval(
            """INSERT INTO webhook_secret (webhook_id, number, issued_at)
               SELECT $1, coalesce(max(number), 0) + 1, clock_timestamp() FROM webhook_secret WHERE webhook_id = $1
               RETURNING number""",
            webhook_id,
        )
    )
