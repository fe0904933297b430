"""Saves the names of regional offices, and who was present in a month."""

from datetime import date
from uuid import UUID

from shared.postgres.connections import Connection


async def save_office(connection: Connection, region: str, name: str, version: int) -> None:
    """Save the name of an office, unless a later one is known."""
    await connection.execute(
        """INSERT INTO measured_office AS known (region, name, version) VALUES ($1, $2, $3)
           ON CONFLICT (region) DO UPDATE SET name = excluded.name, version = excluded.version
           WHERE known.version < excluded.version""",
        region,
        name,
        version,
    )


async def load_changed_months(connection: Connection, limit: int) -> list[tuple[UUID, date]]:
    """Load facilities with months whose sessions have changed."""
    rows = await connection.fetch(
        "SELECT DISTINCT facility_id, month FROM changed_month ORDER BY facility_id, month LIMIT $1", limit
    )
    return [(row["facility_id"], row["month"]) for row in rows]


async def save_presence(connection: Connection, facility_id: UUID, month: date) -> None:
    """Save who was present in a month, as the record is now."""
    # First, so that a session which commits afterwards leaves its own row behind.
    await connection.execute("DELETE FROM changed_month WHERE facility_id = $1 AND month = $2", facility_id, month)
    await connection.execute("DELETE FROM month_presence WHERE facility_id = $1 AND month = $2", facility_id, month)
    await connection.execute(
        """INSERT INTO month_presence (facility_id, month, participant_id)
           SELECT DISTINCT p.facility_id, $2::date, a.participant_id
           FROM program p JOIN session s ON s.program_id = p.id JOIN attendance a ON a.session_id = s.id
           WHERE p.facility_id = $1 AND s.held_on >= $2 AND s.held_on < ($2::date + interval '1 month')
             AND s.retracted_at IS NULL AND a.mark <> 'absent'""",
        facility_id,
        month,
    )
