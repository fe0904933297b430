"""Sent and failed deliveries, and the outcome of notices: for the keepers of the directorate general and auditors."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.notifications.delivery.model.deliveries import DeliveryState
from services.notifications.inbox.model import MORE_RECENT, MOVED
from shared.access import Work, nationwide, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Channel
from shared.web.cursors import Page, PageRequest

READERS = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR, Capability.AUDITOR)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: what the server made of it, its code, and how long it took."""

    number: int
    at: datetime
    outcome: str
    cause: str | None
    milliseconds: int


@dataclass(frozen=True, slots=True)
class ListedDelivery:
    """A delivery with its latest attempt; it has no address."""

    id: UUID
    kind: str
    notice_id: UUID | None
    rule: str | None
    desk: str | None
    account: str
    severity: str
    channel: Channel
    daily: bool
    state: DeliveryState
    cause: str | None
    due_at: datetime
    made_at: datetime
    ended_at: datetime | None
    attempts: list[Attempt]


@dataclass(frozen=True, slots=True)
class ListDeliveries:
    """List deliveries: all, or those of a state, a channel, a rule or a notice."""

    page: PageRequest
    state: DeliveryState | None = None
    channel: Channel | None = None
    rule: str | None = None
    notice_id: UUID | None = None


_LIST = """
SELECT id, kind, notice_id, rule, desk, account, severity, channel, daily, state, cause, due_at, made_at, ended_at
FROM delivery
WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR channel = $2) AND ($3::text IS NULL OR rule = $3)
  AND ($4::uuid IS NULL OR notice_id = $4) AND ($5::uuid IS NULL OR id < $5)
ORDER BY id DESC LIMIT $6
"""


@use_case(*READERS, scope=nationwide, changes=False)
async def list_deliveries(work: Work, query: ListDeliveries) -> Page[ListedDelivery]:
    """The deliveries, newest first, each with its attempts."""
    (last,) = query.page.after_as(UUID)
    chosen = (query.state, query.channel, query.rule, query.notice_id)
    rows = await work.connection.fetch(_LIST, *chosen, last, query.page.limit + 1)
    attempts = await work.connection.fetch(
        "SELECT * FROM delivery_attempt WHERE delivery_id = ANY($1) ORDER BY delivery_id, number",
        [row["id"] for row in rows],
    )
    of: dict[UUID, list[Attempt]] = {row["id"]: [] for row in rows}
    for row in attempts:
        of[row["delivery_id"]].append(Attempt(**{name: row[name] for name in Attempt.__slots__}))
    found = [ListedDelivery(**row, attempts=of[row["id"]]) for row in rows]
    return query.page.cut(found, lambda each: (each.id,))


@dataclass(frozen=True, slots=True)
class CountDeliveries:
    """Count the deliveries of the last twelve months."""


@dataclass(frozen=True, slots=True)
class DeliveryCount:
    """The deliveries of a month in a channel; what was sent by short message is what is paid for."""

    month: date
    channel: Channel
    sent: int
    dropped: int
    failed: int


_COUNT = """
SELECT date_trunc('month', ended_at AT TIME ZONE 'Asia/Jakarta')::date AS month, channel,
       count(*) FILTER (WHERE state = 'sent') AS sent, count(*) FILTER (WHERE state = 'dropped') AS dropped,
       count(*) FILTER (WHERE state = 'failed') AS failed
FROM delivery WHERE ended_at > $1::timestamptz - interval '12 months' AND state <> 'waiting'
GROUP BY 1, 2 ORDER BY 1 DESC, 2
"""


@use_case(*READERS, scope=nationwide, changes=False)
async def count_deliveries(work: Work, _query: CountDeliveries) -> list[DeliveryCount]:
    """Counts of sent, dropped and failed deliveries, by month and channel."""
    return [DeliveryCount(**row) for row in await work.connection.fetch(_COUNT, work.now)]


@dataclass(frozen=True, slots=True)
class ListRuleUsage:
    """The outcome of the notices of the last twelve months."""


@dataclass(frozen=True, slots=True)
class RuleUsage:
    """The notices of a rule that were issued in a month.

    `closed` counts every end, `closed_by_cause` only those by an event; a notice was acted on if it asked for an action
    and such an event closed it while it was of use.
    """

    month: date
    rule: str
    issued: int
    read: int
    closed: int
    closed_by_cause: int
    acted_on: int
    expired_unread: int


UNCAUSED = (MORE_RECENT.id, MOVED.id)
"""Why a notice was closed without an event about its matters."""

_USAGE = """
SELECT date_trunc('month', issued_at AT TIME ZONE zone)::date AS month, rule, count(*) AS issued,
       count(*) FILTER (WHERE read_at IS NOT NULL) AS read, count(*) FILTER (WHERE closed_at IS NOT NULL) AS closed,
       count(*) FILTER (WHERE caused) AS closed_by_cause,
       count(*) FILTER (WHERE caused AND severity <> 'information'
                        AND (closed_at AT TIME ZONE zone)::date <= useful_until) AS acted_on,
       count(*) FILTER (WHERE read_at IS NULL AND closed_at IS NULL
                        AND ($1::timestamptz AT TIME ZONE zone)::date > useful_until) AS expired_unread
FROM notice CROSS JOIN LATERAL (SELECT closed_because_indonesian <> ALL ($2::text[]) AS caused) AS ending
WHERE issued_at > $1::timestamptz - interval '12 months'
GROUP BY 1, 2 ORDER BY 1 DESC, 2
"""


@use_case(*READERS, scope=nationwide, changes=False)
async def list_rule_usage(work: Work, _query: ListRuleUsage) -> list[RuleUsage]:
    """By month and rule, how many notices were issued, read, closed by their cause, acted on, or expired unread."""
    return [RuleUsage(**row) for row in await work.connection.fetch(_USAGE, work.now, UNCAUSED)]
