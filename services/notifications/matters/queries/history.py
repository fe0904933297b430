"""The history of one matter: its events, its notice, the steps of its ladder, and each attempt outside the inbox."""

from dataclasses import dataclass
from datetime import datetime

from services.notifications.book.store import load_book
from services.notifications.matters.model import MatterNotFound
from services.notifications.matters.queries.listing import READERS, FoundMatter, ListMatters, list_matters
from services.notifications.rules.shipped import shipped_rulebook
from shared.access import Work, nationwide, use_case
from shared.postgres.connections import Connection
from shared.values.cooperation import Channel
from shared.values.texts import Text
from shared.web.cursors import PageRequest


@dataclass(frozen=True, slots=True)
class ShowMatter:
    """A matter: its rule, its business key and its desk."""

    rule: str
    business_key: str
    desk: str


@dataclass(frozen=True, slots=True)
class MatterDelivery:
    """A delivery of its notice outside the inbox, without its account.

    `seconds` passed from the notice to the end of the delivery, `milliseconds` with its last attempt.
    """

    channel: Channel
    state: str
    cause: str | None
    attempts: int
    due_at: datetime
    ended_at: datetime | None
    seconds: int | None
    milliseconds: int | None


@dataclass(frozen=True, slots=True)
class MatterStep:
    """A step of the ladder that it has taken."""

    rung: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class MatterHistory:
    """All that is on record about a matter; `occasion` is null if its rule no longer exists."""

    matter: FoundMatter
    occasion: Text | None
    closed_because: Text | None
    notice_closed_at: datetime | None
    steps: list[MatterStep]
    deliveries: list[MatterDelivery]


_CLOSING = """
SELECT notice.closed_at, closed_because_indonesian, closed_because_english,
       (SELECT event_type FROM closing
        WHERE closing.rule = $2 AND closing.business_key = $3 AND closing.event_id = $4) AS event_type
FROM notice WHERE id = $1
"""
_STEPS = """
SELECT rung, at AS taken_at FROM ladder_step
WHERE (rule, business_key, desk, opened_by) = ($1, $2, $3, $4) ORDER BY at
"""
_DELIVERIES = """
SELECT channel, state, cause, delivery.attempts, due_at, ended_at,
       extract(epoch FROM ended_at - issued_at)::integer AS seconds, last.milliseconds
FROM delivery JOIN notice ON notice.id = notice_id LEFT JOIN LATERAL (
    SELECT milliseconds FROM delivery_attempt AS each WHERE each.delivery_id = delivery.id
    ORDER BY number DESC LIMIT 1) AS last ON true
WHERE notice_id = $1 ORDER BY delivery.id LIMIT 100
"""


@use_case(*READERS, scope=nationwide, changes=False)
async def show_matter(work: Work, query: ShowMatter) -> MatterHistory:
    """The matter with its cause, its ladder and its deliveries. Raises `MatterNotFound`."""
    only = ListMatters(PageRequest(after=None, limit=1), query.rule, query.business_key, query.desk)
    found = (await list_matters(work, only)).items
    if not found:
        raise MatterNotFound
    (matter,), connection = found, work.connection
    rule = (await load_book(connection)).rule(matter.rule)
    because, closed_at = await _closing(connection, matter)
    of_matter = (matter.rule, matter.business_key, matter.desk, matter.opened_by)
    return MatterHistory(
        matter,
        rule.occasion if rule else None,
        because,
        closed_at,
        [MatterStep(**row) for row in await connection.fetch(_STEPS, *of_matter)],
        [MatterDelivery(**row) for row in await connection.fetch(_DELIVERIES, matter.notice_id)],
    )


async def _closing(connection: Connection, matter: FoundMatter) -> tuple[Text | None, datetime | None]:
    """Why the matter was closed, and when its notice was: a notice may show others that are still open."""
    of_matter = (matter.notice_id, matter.rule, matter.business_key, matter.closed_by)
    row = await connection.fetchrow(_CLOSING, *of_matter)
    because = row["closed_at"] and Text(row["closed_because_indonesian"], row["closed_because_english"])
    if matter.closed_by is None:
        return None, row["closed_at"]
    return shipped_rulebook().closed_because.get(row["event_type"], because), row["closed_at"]
