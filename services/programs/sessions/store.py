"""Inserts sessions with their attendance. Nothing of them ever changes."""

from services.programs.sessions.model import Session
from shared.postgres.connections import Connection


async def insert_session(connection: Connection, session: Session) -> None:
    """Insert a session with a mark for each participant."""
    await connection.execute(
        """INSERT INTO session (id, cohort_id, held_on, topic, instructor_id, instructor_name)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        session.id,
        session.cohort_id,
        session.held_on,
        session.topic,
        session.instructor and session.instructor.id,
        session.instructor and session.instructor.name,
    )
    await connection.execute(
        """INSERT INTO attendance (session_id, participant_ref, mark, reason)
           SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])""",
        session.id,
        [each.participant_ref for each in session.attendance],
        [each.mark for each in session.attendance],
        [each.reason for each in session.attendance],
    )
