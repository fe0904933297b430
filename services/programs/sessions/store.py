"""Inserts sessions with their attendance. Nothing of them ever changes."""

from collections.abc import Sequence

from services.programs.program.model.columns import organisation_columns
from services.programs.program.model.parts import Authorisation
from services.programs.sessions.model.delivery import Coverage
from services.programs.sessions.model.session import Session
from shared.postgres.connections import Connection


async def insert_session(connection: Connection, session: Session) -> None:
    """Insert a session with a mark for each participant."""
    await connection.execute(
        """INSERT INTO session (id, program_id, cohort_id, held_on, topic, instructor_id, instructor_name)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        session.id,
        session.program_id,
        session.cohort_id,
        session.held_on,
        session.topic,
        *organisation_columns(session.instructor),
    )
    await connection.execute(
        "INSERT INTO session_delivery (session_id, program_id, scope_item_id) SELECT $1, $2, unnest($3::uuid[])",
        session.id,
        session.program_id,
        [each.scope_item_id for each in session.delivered_for],
    )
    await connection.execute(
        """INSERT INTO attendance (session_id, participant_ref, mark, reason)
           SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])""",
        session.id,
        [each.participant_ref for each in session.attendance],
        [each.mark for each in session.attendance],
        [each.reason for each in session.attendance],
    )


async def load_coverage(connection: Connection, covered_by: Sequence[Authorisation]) -> list[Coverage]:
    """Load the principals of the agreements of these authorisations."""
    rows = await connection.fetch(
        """SELECT agreement_id, array_agg(partner_id) AS partners FROM agreement_partner
           WHERE principal AND agreement_id = ANY ($1) GROUP BY agreement_id""",
        [each.agreement_id for each in covered_by],
    )
    principals = {row["agreement_id"]: frozenset(row["partners"]) for row in rows}
    return [Coverage(each, principals.get(each.agreement_id, frozenset())) for each in covered_by]
