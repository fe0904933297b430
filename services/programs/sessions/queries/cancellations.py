"""The cancelled sessions of a program."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.program import access as program_access
from services.programs.program.access import READERS, partners_to_read_for
from services.programs.sessions.queries.sessions import FulfilledItem
from shared.access import Work, use_case
from shared.values.cooperation import SessionCanceller
from shared.web.cursors import Page, PageRequest


class CancelledSession(BaseModel):
    """A planned session that does not take place. `owed_for`: the scope items that it would have fulfilled."""

    id: UUID
    cohort_id: UUID | None
    planned_on: date
    topic: str
    cancelled_by: SessionCanceller
    owed_for: list[FulfilledItem]


@dataclass(frozen=True, slots=True)
class ListCancellations:
    """A page of the cancelled sessions of one program."""

    program_id: UUID
    page: PageRequest


# $2 has the partners for whom the actor reads; null: an office, which reads everything.
_CANCELLATIONS = """
SELECT cancelled.*, owed.items
FROM session_cancellation AS cancelled
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('agreement_id', agreement_id, 'line_id', line_id,
                                                 'scope_item_id', scope_item_id) ORDER BY scope_item_id), '[]') AS items
    FROM session_owed JOIN authorisation AS a USING (program_id, scope_item_id)
    WHERE cancellation_id = cancelled.id AND ($2::uuid[] IS NULL OR EXISTS (
        SELECT FROM authorisation_partner AS p
        WHERE (p.program_id, p.scope_item_id) = (a.program_id, a.scope_item_id) AND partner_id = ANY ($2)))
) AS owed
WHERE program_id = $1 AND ($3::date IS NULL OR (planned_on, id) < ($3, $4)) AND ($2 IS NULL OR EXISTS (
    SELECT FROM authorisation_partner AS p
    WHERE p.program_id = $1 AND partner_id = ANY ($2) AND in_force @> planned_on))
ORDER BY planned_on DESC, id DESC LIMIT $5
"""


@use_case(*READERS, scope=program_access.scope_to_read, changes=False)
async def list_cancellations(work: Work, query: ListCancellations) -> Page[CancelledSession]:
    """The cancelled sessions of a program, the latest first."""
    rows = await work.connection.fetch(
        _CANCELLATIONS,
        query.program_id,
        await partners_to_read_for(work, query.program_id),
        *query.page.after_as(date.fromisoformat, UUID),
        query.page.limit + 1,
    )
    cancelled = [CancelledSession(**row, owed_for=json.loads(row["items"])) for row in rows]
    return query.page.cut(cancelled, lambda each: (each.planned_on, each.id))
