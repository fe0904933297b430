"""Series of programs: those of a scope item, those that lack a program in a year to plan, those kept apart."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from shared.postgres.connections import Connection
from shared.values.terms import Zone


async def load_series_of(connection: Connection, facility_id: UUID, scope_item_id: UUID) -> list[UUID]:
    """Load the series at a facility that a scope item carries or has carried."""
    rows = await connection.fetch(
        """SELECT DISTINCT series FROM program JOIN authorisation ON program_id = id
           WHERE facility_id = $1 AND scope_item_id = $2 ORDER BY series""",
        facility_id,
        scope_item_id,
    )
    return [row["series"] for row in rows]


async def load_series_to_renew(
    connection: Connection, years: Mapping[Zone, Sequence[int]], line_id: UUID | None = None
) -> list[UUID]:
    """Load the series that are carried in a year to plan and have no program in it; None: those of every line."""
    due = [(zone, year) for zone in years for year in years[zone]]
    rows = await connection.fetch(
        """SELECT DISTINCT p.series
           FROM unnest($1::text[], $2::integer[]) AS due (zone, year)
           JOIN program p ON p.zone = due.zone AND p.fiscal_year < due.year AND p.state <> 'joined'
           JOIN authorisation a ON a.program_id = p.id AND a.ended_on IS NULL
               AND a.in_force && daterange(make_date(due.year, 1, 1), make_date(due.year, 12, 31), '[]')
           WHERE NOT EXISTS (SELECT FROM program q WHERE q.series = p.series
                             AND (q.fiscal_year = due.year OR (q.state = 'joined' AND q.fiscal_year < due.year)))
             AND ($3::uuid IS NULL OR p.line_id = $3)
           ORDER BY p.series""",
        [zone for zone, _ in due],
        [year for _, year in due],
        line_id,
    )
    return [row["series"] for row in rows]


async def insert_kept_apart(connection: Connection, series: UUID, other: UUID) -> None:
    """Insert the decision to keep two series apart, unless it is recorded already."""
    await connection.execute(
        """INSERT INTO kept_apart (series, other_series) VALUES (least($1::uuid, $2), greatest($1::uuid, $2))
           ON CONFLICT DO NOTHING""",
        series,
        other,
    )
