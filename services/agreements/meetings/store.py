"""Inserts meetings, and loads what access and succession need of them."""

import json
from datetime import date
from uuid import UUID

from services.agreements.meetings.model import Meeting, MeetingNotFound, MeetingUnknown
from shared.postgres.connections import Connection


async def insert_meeting(connection: Connection, meeting: Meeting) -> None:
    """Insert a meeting with its attendance, action items and uncovered fields."""
    await connection.execute(
        """INSERT INTO meeting (id, agreement_id, kind, held_on, venue, venue_owner, host, chair_position,
                                chair_organisation, decisions)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        meeting.id,
        meeting.agreement_id,
        meeting.kind,
        meeting.held_on,
        meeting.venue,
        meeting.venue_owner,
        meeting.host,
        meeting.chaired_by.position,
        meeting.chaired_by.organisation,
        meeting.decisions,
    )
    await connection.execute(
        """INSERT INTO meeting_attendance (meeting_id, ordinal, position, organisation, capacity)
           SELECT $1, * FROM jsonb_to_recordset($2)
               AS t (ordinal integer, position text, organisation text, capacity text)""",
        meeting.id,
        json.dumps([seat.model_dump() | {"ordinal": ordinal} for ordinal, seat in enumerate(meeting.attendance)]),
    )
    await connection.executemany(
        """INSERT INTO action_item (id, meeting_id, ordinal, task, owner_position, owner_organisation, due_on)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        [
            (item.id, meeting.id, ordinal, item.task, item.owner.position, item.owner.organisation, item.due_on)
            for ordinal, item in enumerate(meeting.action_items)
        ],
    )
    await connection.execute(
        "INSERT INTO uncovered_field (meeting_id, field) SELECT $1, unnest($2::text[])",
        meeting.id,
        sorted(set(meeting.uncovered_fields)),
    )


async def load_agreement_id(connection: Connection, meeting_id: UUID) -> UUID:
    """The agreement that a meeting is about. Raises `MeetingNotFound`."""
    agreement_id: UUID | None = await connection.fetchval("SELECT agreement_id FROM meeting WHERE id = $1", meeting_id)
    if agreement_id is None:
        raise MeetingNotFound(id=meeting_id)
    return agreement_id


async def load_meeting_day(connection: Connection, meeting_id: UUID, agreement_id: UUID) -> date:
    """The day of a meeting about an agreement. Raises `MeetingUnknown`."""
    # A meeting about another agreement does not justify additions to this one, so it counts as unknown.
    day: date | None = await connection.fetchval(
        "SELECT held_on FROM meeting WHERE id = $1 AND agreement_id = $2", meeting_id, agreement_id
    )
    if day is None:
        raise MeetingUnknown(id=meeting_id)
    return day
