"""Positions in the feed, deliveries and attempts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from services.notifications.webhooks.model.deliveries import PING, DeliveryNotFound, FeedEvent, Outcome
from services.notifications.webhooks.model.retries import NextStep
from shared.postgres.connections import Connection


async def insert_deliveries(connection: Connection, webhook_id: UUID, events: Sequence[FeedEvent]) -> None:
    """Note events that an endpoint gets. One that it has already is left as it is."""
    await connection.execute(
        """INSERT INTO webhook_delivery (webhook_id, event_id, type, topic, key, stream_version, chain_id, state,
                                         next_at)
           SELECT $1, e.event_id, e.type, e.topic, e.key, e.stream_version, e.chain_id, 'waiting', clock_timestamp()
           FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
                AS e (event_id, type, topic, key, stream_version, chain_id)
           ON CONFLICT DO NOTHING""",
        webhook_id,
        [each.event_id for each in events],
        [each.type for each in events],
        [each.topic for each in events],
        [each.key for each in events],
        [each.stream_version for each in events],
        [each.chain_id for each in events],
    )


async def insert_ping(connection: Connection, webhook_id: UUID, event_id: UUID) -> None:
    """Note a test, which is sent once."""
    await connection.execute(
        """INSERT INTO webhook_delivery (webhook_id, event_id, type, topic, key, stream_version, chain_id, state,
                                         next_at)
           VALUES ($1, $2, $3, '', $4, 1, 0, 'set_aside', clock_timestamp())""",
        webhook_id,
        event_id,
        PING,
        str(event_id),
    )


async def save_position(connection: Connection, webhook_id: UUID, topic: str, earlier: str, cursor: str) -> bool:
    """Move the position of an endpoint, unless it has been moved elsewhere since `earlier` was read."""
    moved = await connection.fetchval(
        """UPDATE webhook_position SET cursor = $4 WHERE webhook_id = $1 AND topic = $2 AND cursor = $3
           RETURNING true""",
        webhook_id,
        topic,
        earlier,
        cursor,
    )
    return moved is True


async def save_start(
    connection: Connection, webhook_id: UUID, cursors: Mapping[str, str], since: datetime, *, again: Mapping[str, int]
) -> None:
    """Set positions again; `again` has the ids of the log after which deliveries of a topic are forgotten."""
    for topic, cursor in cursors.items():
        await connection.execute(
            """INSERT INTO webhook_position (webhook_id, topic, cursor, since) VALUES ($1, $2, $3, $4)
               ON CONFLICT (webhook_id, topic) DO UPDATE SET (cursor, since) = (excluded.cursor, excluded.since)""",
            webhook_id,
            topic,
            cursor,
            since,
        )
        await connection.execute(
            "DELETE FROM webhook_delivery WHERE webhook_id = $1 AND topic = $2 AND chain_id > $3",
            webhook_id,
            topic,
            again[topic],
        )


async def lock_delivery(connection: Connection, webhook_id: UUID, event_id: UUID) -> Mapping[str, Any]:
    """Load a delivery to change it. Raises `DeliveryNotFound`."""
    row: Mapping[str, Any] | None = await connection.fetchrow(
        "SELECT * FROM webhook_delivery WHERE webhook_id = $1 AND event_id = $2 FOR UPDATE", webhook_id, event_id
    )
    if row is None:
        raise DeliveryNotFound(event_id=event_id)
    return row


async def save_again(connection: Connection, webhook_id: UUID, event_id: UUID) -> None:
    """Send a delivery again, beside the order of its key."""
    await connection.execute(
        """UPDATE webhook_delivery SET state = 'set_aside', next_at = clock_timestamp(), first_at = NULL, done_at = NULL
           WHERE webhook_id = $1 AND event_id = $2""",
        webhook_id,
        event_id,
    )


async def insert_attempt(connection: Connection, webhook_id: UUID, event_id: UUID, outcome: Outcome) -> None:
    """Record an attempt."""
    await connection.execute(
        "INSERT INTO webhook_attempt (webhook_id, event_id, cause, status, milliseconds) VALUES ($1, $2, $3, $4, $5)",
        webhook_id,
        event_id,
        outcome.cause,
        outcome.status,
        outcome.milliseconds,
    )


async def save_done(connection: Connection, webhook_id: UUID, event_id: UUID, state: str, *, tried: bool) -> None:
    """End a delivery: delivered, failed or withheld."""
    await connection.execute(
        """UPDATE webhook_delivery SET state = $3, next_at = NULL, done_at = clock_timestamp(),
               attempts = attempts + $4::int, first_at = coalesce(first_at, clock_timestamp())
           WHERE webhook_id = $1 AND event_id = $2""",
        webhook_id,
        event_id,
        state,
        int(tried),
    )


async def save_next(
    connection: Connection, webhook_id: UUID, event_id: UUID, step: NextStep, first_at: datetime
) -> None:
    """Keep a delivery for another attempt."""
    await connection.execute(
        """UPDATE webhook_delivery SET state = $3, next_at = $4, first_at = $5, attempts = attempts + 1
           WHERE webhook_id = $1 AND event_id = $2""",
        webhook_id,
        event_id,
        step.state,
        step.at,
        first_at,
    )


async def save_success(connection: Connection, webhook_id: UUID) -> None:
    """Forget the failures of an endpoint that has answered."""
    await connection.execute(
        """UPDATE webhook SET failures = 0, failing_since = NULL, paused_until = NULL
           WHERE id = $1 AND (failures > 0 OR paused_until IS NOT NULL)""",
        webhook_id,
    )


async def save_failure(
    connection: Connection, webhook_id: UUID, failing_since: datetime, paused_until: datetime | None
) -> None:
    """Count a failure of an endpoint."""
    await connection.execute(
        """UPDATE webhook SET failures = failures + 1, failing_since = $2,
               paused_until = greatest(paused_until, $3)
           WHERE id = $1""",
        webhook_id,
        failing_since,
        paused_until,
    )


async def load_failing(connection: Connection, webhook_id: UUID) -> Mapping[str, Any]:
    """The failures of an endpoint since its last success, and of how many different events; locks the endpoint."""
    row: Mapping[str, Any] | None = await connection.fetchrow(
        """SELECT failures, failing_since,
                  (SELECT count(DISTINCT event_id) FROM webhook_attempt
                   WHERE webhook_id = $1 AND at >= failing_since) AS different
           FROM webhook WHERE id = $1 FOR UPDATE""",
        webhook_id,
    )
    assert row is not None, "a delivery refers to it"  # noqa: S101
    return row


async def save_without_old(connection: Connection, before: datetime, limit: int) -> int:
    """Delete ended deliveries and attempts from before a moment; return how many."""
    deliveries = await connection.execute(
        """DELETE FROM webhook_delivery WHERE (webhook_id, event_id) IN (
               SELECT webhook_id, event_id FROM webhook_delivery WHERE done_at < $1 LIMIT $2)""",
        before,
        limit,
    )
    attempts = await connection.execute(
        "DELETE FROM webhook_attempt WHERE id IN (SELECT id FROM webhook_attempt WHERE at < $1 LIMIT $2)",
        before,
        limit,
    )
    return sum(int(status.rpartition(" ")[2]) for status in (deliveries, attempts))
