"""One meeting."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.meetings.access import READERS, scope_to_read
from services.agreements.meetings.model import Meeting
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class ShowMeeting:
    """One meeting."""

    meeting_id: UUID


_MEETING = """
SELECT to_jsonb(m) || jsonb_build_object(
    'chaired_by', jsonb_build_object('position', m.chair_position, 'organisation', m.chair_organisation),
    'attendance', (SELECT coalesce(jsonb_agg(to_jsonb(a) ORDER BY a.ordinal), '[]')
                   FROM meeting_attendance a WHERE a.meeting_id = m.id),
    'action_items', (SELECT coalesce(jsonb_agg(to_jsonb(i) || jsonb_build_object('owner', jsonb_build_object(
                         'position', i.owner_position, 'organisation', i.owner_organisation)) ORDER BY i.ordinal), '[]')
                     FROM action_item i WHERE i.meeting_id = m.id),
    'uncovered_fields', (SELECT coalesce(jsonb_agg(u.field ORDER BY u.field), '[]')
                         FROM uncovered_field u WHERE u.meeting_id = m.id))
FROM meeting m WHERE m.id = $1
"""


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_meeting(work: Work, query: ShowMeeting) -> Meeting:
    """One meeting with attendance, decisions and action items."""
    return Meeting.model_validate_json(await work.connection.fetchval(_MEETING, query.meeting_id))
