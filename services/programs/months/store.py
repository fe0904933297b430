"""Inserts closings of months, loads which months are closed, and saves those that facilities owe."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from services.programs.months.model.closing import Closing, Delivered
from services.programs.months.model.due_month import DueMonth
from services.programs.months.model.month import Month
from services.programs.program.model.parts import Facility
from shared.postgres.connections import Connection
from shared.values.ids import new_id
from shared.values.terms import Zone


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


async def load_silent(connection: Connection, todays: Mapping[Zone, date]) -> list[tuple[UUID, Month]]:
    """Load the months without an entry about which the facility or its regional office is to be asked today."""
    rows = await connection.fetch(
        """SELECT facility_id, month FROM due_month m JOIN facility f ON f.id = facility_id
           JOIN unnest($1::text[], $2::date[]) AS today (zone, day) USING (zone)
           WHERE closed_on IS NULL AND activities = 0
             AND (silent_on IS NULL AND day > due_on OR region_asked_on IS NULL AND day > region_due_on)
           ORDER BY facility_id, month""",
        list(todays),
        list(todays.values()),
    )
    return [(row["facility_id"], Month.of(row["month"])) for row in rows]


async def load_owing(connection: Connection, zone: Zone, month: Month) -> list[UUID]:
    """Load the facilities with a program in a month that is over, which is neither closed nor on record as owed."""
    rows = await connection.fetch(
        """SELECT f.id FROM facility f
           WHERE f.zone = $1
             AND EXISTS (SELECT FROM program p
                         WHERE p.facility_id = f.id AND p.fiscal_year = extract(year FROM $2::date)
                         AND p.opened_on <= $3 AND coalesce(p.ended_on, 'infinity') >= $2)
             AND NOT EXISTS (SELECT FROM due_month d WHERE d.facility_id = f.id AND d.month = $2)
             AND NOT EXISTS (SELECT FROM month_closing c WHERE c.facility_id = f.id AND c.month = $2)
           ORDER BY f.id""",
        zone,
        month.first,
        month.last,
    )
    return [row["id"] for row in rows]


async def lock_due_month(connection: Connection, facility_id: UUID, month: Month) -> DueMonth | None:
    """Load a month that a facility owes and lock it until the transaction ends; None: it owes none."""
    row = await connection.fetchrow(
        """SELECT d.*, f.name, f.region, f.zone FROM due_month d JOIN facility f ON f.id = d.facility_id
           WHERE d.facility_id = $1 AND d.month = $2 FOR UPDATE OF d""",
        facility_id,
        month.first,
    )
    if row is None:
        return None
    return DueMonth(
        id=row["id"],
        facility=Facility(facility_id, row["name"], row["region"], row["zone"]),
        month=month,
        activities=row["activities"],
        silent_on=row["silent_on"],
        region_asked_on=row["region_asked_on"],
        closed_on=row["closed_on"],
        version=row["version"],
    )


async def insert_due_month(connection: Connection, facility_id: UUID, month: Month, activities: int) -> None:
    """Insert a month that a facility owes, unless it is on record."""
    await connection.execute(
        """INSERT INTO due_month (id, facility_id, month, month_indonesian, month_english, due_on, region_due_on,
                                  activities, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) ON CONFLICT DO NOTHING""",
        new_id(),
        facility_id,
        month.first,
        month.name.id,
        month.name.en,
        month.due,
        month.region_asked,
        activities,
    )


async def save_due_month(connection: Connection, month: DueMonth) -> None:
    """Save a month that a facility owes."""
    await connection.execute(
        """UPDATE due_month SET activities = $2, silent_on = $3, region_asked_on = $4, closed_on = $5, version = $6
           WHERE id = $1""",
        month.id,
        month.activities,
        month.silent_on,
        month.region_asked_on,
        month.closed_on,
        month.version,
    )


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
