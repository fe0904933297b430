"""Saves corrected minutes, and keeps them as they were."""

from uuid import UUID

from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.store.meetings import insert_parts, save_day_and_seats
from shared.access import Work
from shared.postgres.connections import Connection


async def insert_correction(work: Work, before: Meeting, version: int, reason: str) -> None:
    """Keep the minutes as they were, with the version that the correction makes."""
    await work.connection.execute(
        """INSERT INTO meeting_correction (meeting_id, version, at, account, reason, before)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        before.id,
        version,
        work.now,
        work.actor.account,
        reason,
        before.model_dump_json(),
    )


async def save_minutes(connection: Connection, meeting: Meeting) -> None:
    """Save minutes with all their parts; action items that are not among them any more are deleted."""
    await save_day_and_seats(connection, meeting)
    for table in ("meeting_attendance", "uncovered_practice", "meeting_participant"):
        await connection.execute(f"DELETE FROM {table} WHERE meeting_id = $1", meeting.id)  # noqa: S608 -- constants
    await connection.execute(
        "DELETE FROM action_item WHERE meeting_id = $1 AND NOT id = ANY ($2)",
        meeting.id,
        [item.id for item in meeting.action_items],
    )
    # Numbers that are free while the items get their new ones.
    await connection.execute("UPDATE action_item SET ordinal = ordinal + 1000 WHERE meeting_id = $1", meeting.id)
    await insert_parts(connection, meeting)
    await connection.execute("UPDATE meeting_subject SET agreement_id = agreement_id WHERE meeting_id = $1", meeting.id)


async def load_last_event(connection: Connection, meeting_id: UUID) -> UUID | None:
    """The id of the last event with the whole meeting; None if it was recorded before events were noted."""
    found: UUID | None = await connection.fetchval("SELECT record_event FROM meeting WHERE id = $1", meeting_id)
    return found
