"""Inserts and loads meetings, and loads what access and succession need of them."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from services.agreements.meetings.model.meeting import Meeting, MeetingNotFound
from services.agreements.meetings.model.parts import (
    ActionItem,
    ActionItemNotFound,
    Owner,
    Subject,
)
from services.agreements.register.model.units import Unit
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.terms import Zone
from shared.values.working_days import working_zones

_SUBJECTS = TypeAdapter(tuple[Subject, ...])


async def insert_meeting(connection: Connection, meeting: Meeting, zone: Zone, recorded_on: date) -> None:
    """Insert a meeting with all its parts; the day of recording is counted in `zone`."""
    host, chair = meeting.host, meeting.chaired_by
    await connection.execute(
        """INSERT INTO meeting (id, kinds, visibility, recorded_by, recorded_on, zone, edtf, as_written, earliest,
                                latest, certain, sorted_on, venue, host_unit_id, host_organisation, chair_unit_id,
                                chair_organisation, chair_position, decisions, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)""",
        meeting.id,
        meeting.kinds,
        meeting.visibility,
        meeting.recorded_by,
        recorded_on,
        zone,
        meeting.held.edtf,
        meeting.held.as_written,
        meeting.held.earliest,
        meeting.held.latest,
        meeting.held.certain,
        meeting.held.latest_or(recorded_on),
        meeting.venue,
        host and host.unit_id,
        host and host.organisation,
        chair and chair.unit_id,
        chair and chair.organisation,
        chair and chair.position,
        meeting.decisions,
        meeting.version,
    )
    await _insert_subjects(connection, meeting)
    await insert_parts(connection, meeting)


async def insert_parts(connection: Connection, meeting: Meeting) -> None:
    """Insert attendance, action items, practices and units of a meeting; action items that it has are saved."""
    await _insert_attendance(connection, meeting)
    await _insert_action_items(connection, meeting)
    await _insert_practices(connection, meeting)
    await connection.execute(
        "INSERT INTO meeting_participant (meeting_id, unit_id) SELECT $1, unnest($2::uuid[])",
        meeting.id,
        list(meeting.unit_ids),
    )


async def save_day_and_seats(connection: Connection, meeting: Meeting) -> None:
    """Save the corrected columns of a meeting; a day of which nothing is known counts as that of recording."""
    host, chair = meeting.host, meeting.chaired_by
    await connection.execute(
        """UPDATE meeting SET kinds = $2, edtf = $3, as_written = $4, earliest = $5, latest = $6, certain = $7,
                              sorted_on = coalesce($6, recorded_on), venue = $8, host_unit_id = $9,
                              host_organisation = $10, chair_unit_id = $11, chair_organisation = $12,
                              chair_position = $13, decisions = $14, version = $15
           WHERE id = $1""",
        meeting.id,
        meeting.kinds,
        meeting.held.edtf,
        meeting.held.as_written,
        meeting.held.earliest,
        meeting.held.latest,
        meeting.held.certain,
        meeting.venue,
        host and host.unit_id,
        host and host.organisation,
        chair and chair.unit_id,
        chair and chair.organisation,
        chair and chair.position,
        meeting.decisions,
        meeting.version,
    )


async def save_record_event(connection: Connection, meeting_id: UUID, event_id: UUID) -> None:
    """Save the id of the event that has the whole meeting as it is."""
    await connection.execute("UPDATE meeting SET record_event = $2 WHERE id = $1", meeting_id, event_id)


async def load_meeting(connection: Connection, meeting_id: UUID) -> Meeting:
    """One meeting with all its parts. Raises `MeetingNotFound`."""
    found = await connection.fetchval("SELECT whole FROM meeting_whole WHERE id = $1", meeting_id)
    if found is None:
        raise MeetingNotFound(id=meeting_id)
    return Meeting.model_validate_json(found)


async def lock_meeting(connection: Connection, meeting_id: UUID) -> tuple[Meeting, date]:
    """One meeting with the day on which it was recorded; it is locked. Raises `MeetingNotFound`."""
    recorded_on = await connection.fetchval("SELECT recorded_on FROM meeting WHERE id = $1 FOR UPDATE", meeting_id)
    return await load_meeting(connection, meeting_id), recorded_on


async def save_completion(connection: Connection, meeting_id: UUID, action_item_id: UUID, completed_on: date) -> int:
    """Complete an action item; returns the next version of its meeting."""
    await connection.execute("UPDATE action_item SET completed_on = $2 WHERE id = $1", action_item_id, completed_on)
    return await _next_version(connection, meeting_id)


async def load_overdue_items(work: Work, limit: int) -> list[UUID]:
    """Open action items whose day is over and that were not announced as overdue, where offices work today."""
    rows = await work.connection.fetch(
        """SELECT i.id FROM action_item i JOIN meeting m ON m.id = i.meeting_id
           WHERE i.completed_on IS NULL AND i.overdue_announced_at IS NULL
             AND i.due_on < ($1 AT TIME ZONE m.zone)::date AND m.zone = ANY ($3)
           ORDER BY i.due_on, i.id LIMIT $2""",
        work.now,
        limit,
        list(working_zones(work.now)),
    )
    return [row["id"] for row in rows]


async def save_overdue(connection: Connection, meeting_id: UUID, action_item_id: UUID, now: datetime) -> int:
    """Save that an action item was announced as overdue; returns the next version of its meeting."""
    await connection.execute("UPDATE action_item SET overdue_announced_at = $2 WHERE id = $1", action_item_id, now)
    return await _next_version(connection, meeting_id)


async def lock_action_item(connection: Connection, action_item_id: UUID) -> tuple[UUID, Zone, date | None, ActionItem]:
    """An action item with its meeting, zone and earliest day; the meeting is locked. Raises `ActionItemNotFound`."""
    meeting_id, _ = await load_action_item(connection, action_item_id)
    row = await connection.fetchrow("SELECT zone, earliest FROM meeting WHERE id = $1 FOR UPDATE", meeting_id)
    # Loaded again, because another completion may have held the lock.
    _, item = await load_action_item(connection, action_item_id)
    return meeting_id, row["zone"], row["earliest"], item


async def load_action_item(connection: Connection, action_item_id: UUID) -> tuple[UUID, ActionItem]:
    """An action item and the id of its meeting. Raises `ActionItemNotFound`."""
    row = await connection.fetchrow("SELECT * FROM action_item WHERE id = $1", action_item_id)
    if row is None:
        raise ActionItemNotFound(id=action_item_id)
    owner = Owner(unit_id=row["owner_id"], organisation=row["owner_organisation"], position=row["owner_position"])
    return row["meeting_id"], ActionItem.model_validate(dict(row) | {"owner": owner})


async def load_keeping(connection: Connection, meeting_id: UUID) -> tuple[tuple[Subject, ...], UUID | None]:
    """What a meeting is about, and the unit that keeps its minutes. Raises `MeetingNotFound`."""
    row = await connection.fetchrow(
        """SELECT recorded_by, (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'id', subject_id)), '[]')
                                FROM meeting_subject WHERE meeting_id = m.id) AS about
           FROM meeting m WHERE id = $1""",
        meeting_id,
    )
    if row is None:
        raise MeetingNotFound(id=meeting_id)
    return _SUBJECTS.validate_json(row["about"]), row["recorded_by"]


async def load_meeting_units(connection: Connection, meeting_id: UUID) -> tuple[Unit, ...]:
    """The units that may read the minutes, by kind and name."""
    rows = await connection.fetch(
        """SELECT unit_id AS id, kind, name, region, zone FROM meeting_unit
           WHERE meeting_id = $1 ORDER BY kind, name, unit_id""",
        meeting_id,
    )
    return tuple(Unit.model_validate(dict(row)) for row in rows)


async def load_announced_units(connection: Connection, meeting_id: UUID) -> tuple[Unit, ...]:
    """The readers that took part or are parties of the agreements, by kind and name."""
    # Without the agencies of the agreements: a partner has many, and most meetings do not concern them.
    rows = await connection.fetch(
        """SELECT unit_id AS id, kind, name, region, zone FROM meeting_unit u
           WHERE meeting_id = $1 AND (
               EXISTS (SELECT FROM meeting_participant p WHERE p.meeting_id = $1 AND p.unit_id = u.unit_id)
               OR EXISTS (SELECT FROM meeting_subject s JOIN party y ON y.agreement_id = s.agreement_id
                          JOIN any_unit named ON named.named_as = y.unit_id
                          WHERE s.meeting_id = $1 AND named.id = u.unit_id))
           ORDER BY kind, name, unit_id""",
        meeting_id,
    )
    return tuple(Unit.model_validate(dict(row)) for row in rows)


async def _next_version(connection: Connection, meeting_id: UUID) -> int:
    version: int = await connection.fetchval(
        "UPDATE meeting SET version = version + 1 WHERE id = $1 RETURNING version", meeting_id
    )
    return version


async def _insert_subjects(connection: Connection, meeting: Meeting) -> None:
    await connection.execute(
        """INSERT INTO meeting_subject (meeting_id, kind, subject_id, agreement_id)
           SELECT $1, kind, id, CASE kind WHEN 'agreement' THEN id END
           FROM jsonb_to_recordset($2) AS t (kind text, id uuid)""",
        meeting.id,
        rows_of(meeting.about),
    )


async def _insert_attendance(connection: Connection, meeting: Meeting) -> None:
    await connection.execute(
        """INSERT INTO meeting_attendance (meeting_id, ordinal, unit_id, organisation, position, capacity, group_name,
                                           people)
           SELECT $1, ordinal, unit_id, organisation, position, capacity, "group", people
           FROM jsonb_to_recordset($2) AS t (ordinal integer, unit_id uuid, organisation text, position text,
                                             capacity text, "group" text, people integer)""",
        meeting.id,
        rows_of(meeting.attendance),
    )


async def _insert_action_items(connection: Connection, meeting: Meeting) -> None:
    await connection.executemany(
        """INSERT INTO action_item (id, meeting_id, ordinal, task, owner_id, owner_organisation, owner_position, due_on)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (id) DO UPDATE SET
               ordinal = excluded.ordinal, task = excluded.task, owner_id = excluded.owner_id,
               owner_organisation = excluded.owner_organisation, owner_position = excluded.owner_position,
               due_on = excluded.due_on,
               -- Another day is announced again once it is over.
               overdue_announced_at = CASE WHEN action_item.due_on IS NOT DISTINCT FROM excluded.due_on
                                           THEN action_item.overdue_announced_at END""",
        [
            (
                item.id,
                meeting.id,
                ordinal,
                item.task,
                item.owner.unit_id,
                item.owner.organisation,
                item.owner.position,
                item.due_on,
            )
            for ordinal, item in enumerate(meeting.action_items)
        ],
    )


async def _insert_practices(connection: Connection, meeting: Meeting) -> None:
    await connection.execute(
        """INSERT INTO uncovered_practice (meeting_id, ordinal, field, description)
           SELECT $1, * FROM jsonb_to_recordset($2) AS t (ordinal integer, field text, description text)""",
        meeting.id,
        rows_of(meeting.uncovered_practices),
    )


def rows_of(parts: Iterable[BaseModel]) -> str:
    """The parts as JSON, numbered in their order."""
    return json.dumps([part.model_dump(mode="json") | {"ordinal": ordinal} for ordinal, part in enumerate(parts)])
