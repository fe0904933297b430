"""Inserts closings of months, and loads which months are closed."""

from collections.abc import Collection
from uuid import UUID

from services.programs.months.model.closing import Closing, Delivered
from services.programs.months.model.month import Month
from shared.postgres.connections import Connection


async def lock_months(connection: Connection, facility_id: UUID) -> None:
    """Wait for every change to the sessions of a facility that has begun, and let none begin until this one ends."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", _key(facility_id))


async def load_closed(connection: Connection, facility_id: UUID, months: Collection[Month]) -> list[Month]:
    """Load which of these months are closed; none of them can be closed until the transaction ends."""
    # Shared: several sessions are recorded at the same time, and only the closing waits for them.
    await connection.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))", _key(facility_id))
    rows = await connection.fetch(
        "SELECT month FROM month_closing WHERE facility_id = $1 AND month = ANY ($2)",
        facility_id,
        [month.first for month in months],
    )
    return [Month.of(row["month"]) for row in rows]


async def load_closing(connection: Connection, facility_id: UUID, month: Month) -> Closing | None:
    """Load the closing of a month; None: it is open."""
    row = await connection.fetchrow(
        "SELECT * FROM month_closing WHERE facility_id = $1 AND month = $2", facility_id, month.first
    )
    if row is None:
        return None
    delivered = Delivered(row["sessions"], row["active"], row["passive"], row["absent"], row["outcomes"])
    return Closing(facility_id, month, row["statement"], delivered, row["closed_by"], row["closed_at"])


async def load_delivered(connection: Connection, facility_id: UUID, month: Month) -> Delivered:
    """Load the numbers on record for a month."""
    row = await connection.fetchrow(
        """SELECT count(*) AS sessions, coalesce(sum(active), 0) AS active, coalesce(sum(passive), 0) AS passive,
                  coalesce(sum(absent), 0) AS absent,
                  (SELECT count(*) FROM outcome JOIN program ON program.id = program_id
                   WHERE facility_id = $1 AND since >= $2 AND until <= $3 AND retracted_at IS NULL) AS outcomes
           FROM session JOIN program ON program.id = program_id
           WHERE facility_id = $1 AND held_on BETWEEN $2 AND $3 AND retracted_at IS NULL""",
        facility_id,
        month.first,
        month.last,
    )
    return Delivered(**row)


async def load_zone(connection: Connection, facility_id: UUID) -> str:
    """Load the time zone of a facility that exists."""
    zone: str = await connection.fetchval("SELECT zone FROM facility WHERE id = $1", facility_id)
    return zone


async def insert_closing(connection: Connection, closing: Closing) -> None:
    """Insert the closing of a month."""
    delivered = closing.delivered
    await connection.execute(
        """INSERT INTO month_closing (facility_id, month, statement, sessions, active, passive, absent, outcomes,
                                      closed_by, closed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        closing.facility_id,
        closing.month.first,
        closing.statement,
        delivered.sessions,
        delivered.active,
        delivered.passive,
        delivered.absent,
        delivered.outcomes,
        closing.closed_by,
        closing.closed_at,
    )


def _key(facility_id: UUID) -> str:
    return f"months {facility_id}"
