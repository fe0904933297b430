"""Meetings that are called, as those who call them and those who are invited see them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.meetings.access import KEEPERS, READERS, scope_to_read_call
from services.agreements.meetings.model.calls import CallState, MeetingCall
from shared.access import Work, anywhere, use_case
from shared.web.cursors import Page, PageRequest


@dataclass(frozen=True, slots=True)
class ShowCall:
    """One called meeting."""

    meeting_id: UUID


@dataclass(frozen=True, slots=True)
class ListCalls:
    """The next day first; of one state and about one thing, if they are named."""

    about: UUID | None
    state: CallState | None
    page: PageRequest


_LIST = """
SELECT w.whole FROM meeting_call c JOIN meeting_call_whole w ON w.id = c.meeting_id
WHERE ($1 OR EXISTS (
    SELECT FROM (SELECT c.called_by AS unit_id
                 UNION ALL SELECT n.unit_id FROM meeting_call_unit n WHERE n.meeting_id = c.meeting_id) AS n
    CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = n.unit_id OFFSET 0) AS u
    WHERE (u.kind = 'facility' AND u.id = ANY ($2)) OR u.region = ANY ($3)
       OR (u.kind = 'partner' AND u.id = ANY ($4))))
  AND ($5::uuid IS NULL OR c.about @> jsonb_build_array(jsonb_build_object('id', $5)))
  AND ($6::text IS NULL OR c.state = $6)
  AND ($7::date IS NULL OR (c.planned_on, c.meeting_id) > ($7, $8::uuid))
ORDER BY c.planned_on, c.meeting_id LIMIT $9
"""


@use_case(*READERS, scope=scope_to_read_call, changes=False)
async def show_call(work: Work, query: ShowCall) -> MeetingCall:
    """One called meeting with its agenda and the units that it invites."""
    # A row is there: `scope_to_read_call` has found the call.
    whole = "SELECT whole FROM meeting_call_whole WHERE id = $1"
    return MeetingCall.model_validate_json(await work.connection.fetchval(whole, query.meeting_id))


@use_case(*READERS, scope=anywhere, changes=False)
async def list_calls(work: Work, query: ListCalls) -> Page[MeetingCall]:
    """One page of the meetings that the reader's units have called, or are invited to."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _LIST,
        *reach,
        query.about,
        query.state,
        *query.page.after_as(date.fromisoformat, UUID),
        query.page.limit + 1,
    )
    calls = [MeetingCall.model_validate_json(row["whole"]) for row in rows]
    return query.page.cut(calls, lambda call: [call.planned_on, call.id])


def may_call_meeting(work: Work) -> bool:
    """Whether a position of the reader may call a meeting, for any unit."""
    return work.actor.may(KEEPERS, None)
