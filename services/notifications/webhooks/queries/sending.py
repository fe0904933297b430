"""Queries of the sender: the endpoints that may be sent to now, their positions, and the deliveries that are due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.notifications.webhooks.model.deliveries import DueDelivery
from services.notifications.webhooks.model.endpoints import Endpoint, Rights, Wanted
from shared.access import Work, nationwide, use_case
from shared.contracts.joint import granted_topics
from shared.contracts.topics import SANDBOX


@dataclass(frozen=True, slots=True)
class Receiver:
    """An endpoint as the sender knows it: the rights of its subscriber at this moment, and its pending tasks."""

    id: UUID
    address: str
    wanted: Wanted
    rights: Rights
    secrets: tuple[int, ...]
    enabled: bool
    changed_at: datetime
    version: int
    since: datetime | None
    failures: int
    due: bool

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics to read: those that are wanted and granted."""
        return tuple(topic for topic in self.wanted.topics if topic in self.rights.topics)

    def rights_at(self, topic: str) -> Rights:
        """The rights on a topic: those of the sandbox hold for everything in it, as in the feed."""
        return replace(self.rights, facilities=None, partner=None) if topic == SANDBOX else self.rights


@dataclass(frozen=True, slots=True)
class ListReceivers:
    """All endpoints with something to do."""


@use_case(scope=nationwide, changes=False)
async def list_receivers(work: Work, _query: ListReceivers) -> Sequence[Receiver]:
    """Endpoints of active subscribers that are enabled, or for which a test waits. System only."""
    rows = await work.connection.fetch(
        """SELECT w.*, s.topics AS granted_topics, s.facilities AS granted_facilities,
                  s.partner AS of_partner,
                  ARRAY(SELECT number FROM webhook_secret WHERE webhook_id = w.id
                        AND (valid_until IS NULL OR valid_until > clock_timestamp()) ORDER BY number DESC) AS secrets,
                  EXISTS (SELECT FROM webhook_delivery AS d WHERE d.webhook_id = w.id AND d.next_at <= clock_timestamp()
                          AND d.topic = '')
                  -- One that is left alone may have hundreds of deliveries: they are not looked at.
                  OR w.enabled AND coalesce(w.paused_until, '-infinity') <= clock_timestamp()
                     AND EXISTS (SELECT FROM webhook_delivery AS d
                                 WHERE d.webhook_id = w.id AND d.next_at <= clock_timestamp()) AS due
           FROM webhook AS w JOIN subscriber AS s ON s.name = w.subscriber AND s.status = 'active'
           WHERE w.enabled OR EXISTS (SELECT FROM webhook_delivery AS d
                                      WHERE d.webhook_id = w.id AND d.next_at IS NOT NULL AND d.topic = '')"""
    )
    receivers = []
    for row in rows:
        endpoint, partner = Endpoint.of(row), row["of_partner"]
        topics = granted_topics(row["granted_topics"], to_partner=partner is not None)
        receivers.append(
            Receiver(
                endpoint.id,
                endpoint.address,
                endpoint.wanted,
                Rights.of(topics, row["granted_facilities"], partner),
                tuple(row["secrets"]),
                endpoint.enabled,
                endpoint.changed_at,
                endpoint.version,
                row["since"],
                row["failures"],
                row["due"],
            )
        )
    return receivers


@dataclass(frozen=True, slots=True)
class ShowPositions:
    """Asks for the positions of an endpoint in its topics."""

    webhook_id: UUID


@use_case(scope=nationwide, changes=False)
async def show_positions(work: Work, query: ShowPositions) -> Mapping[str, tuple[str, datetime]]:
    """The cursor of each topic, and the time from which its events are sent. System only."""
    rows = await work.connection.fetch(
        "SELECT topic, cursor, since FROM webhook_position WHERE webhook_id = $1", query.webhook_id
    )
    return {row["topic"]: (row["cursor"], row["since"]) for row in rows}


@dataclass(frozen=True, slots=True)
class CountOpen:
    """Asks for the number of open deliveries of an endpoint."""

    webhook_id: UUID


@use_case(scope=nationwide, changes=False)
async def count_open(work: Work, query: CountOpen) -> int:
    """The number of deliveries that wait. System only."""
    counted = await work.connection.fetchval(
        "SELECT count(*) FROM webhook_delivery WHERE webhook_id = $1 AND next_at IS NOT NULL", query.webhook_id
    )
    return int(counted)


@dataclass(frozen=True, slots=True)
class ListDue:
    """Deliveries of an endpoint whose turn it is, without those that are under way."""

    webhook_id: UUID
    under_way: tuple[UUID, ...]
    limit: int


@dataclass(frozen=True, slots=True)
class DueDeliveries:
    """Deliveries whose turn it is; `more`: others are due after them."""

    listed: Sequence[DueDelivery]
    more: bool


# A key's first waiting delivery is its turn; one that is under way still waits, so that none of its key overtakes it.
_DUE = """
SELECT d.event_id, d.type, d.topic, d.chain_id, d.state, d.attempts, d.first_at, (
    SELECT count(*) FROM webhook_delivery WHERE webhook_id = $1 AND next_at <= clock_timestamp()) AS due
FROM webhook_delivery AS d JOIN webhook AS w ON w.id = d.webhook_id
WHERE d.webhook_id = $1 AND d.next_at <= clock_timestamp() AND d.event_id <> ALL ($2::uuid[])
  AND (d.topic = '' OR w.enabled AND coalesce(w.paused_until, '-infinity') <= clock_timestamp())
  AND (d.state = 'set_aside' OR NOT EXISTS (
      SELECT FROM webhook_delivery AS e
      WHERE e.webhook_id = d.webhook_id AND e.topic = d.topic AND e.key = d.key AND e.state = 'waiting'
        AND e.chain_id < d.chain_id))
ORDER BY d.state = 'set_aside', d.chain_id, d.event_id
LIMIT $3
"""


@use_case(scope=nationwide, changes=False)
async def list_due(work: Work, query: ListDue) -> DueDeliveries:
    """The deliveries that may be sent now: in the order of each key, those never set aside first. System only."""
    rows = await work.connection.fetch(_DUE, query.webhook_id, query.under_way, query.limit)
    listed = [DueDelivery(**{name: row[name] for name in DueDelivery.__slots__}) for row in rows]
    return DueDeliveries(listed, more=bool(rows) and rows[0]["due"] > len(query.under_way) + len(listed))
