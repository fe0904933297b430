"""Facilities and the names of partners in PostgreSQL."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from services.notifications.directory.model import FacilityPeriod
from shared.postgres.connections import Connection


async def save_period(connection: Connection, period: FacilityPeriod) -> None:
    """Insert a period, or replace the one of the same first day unless that is newer."""
    await connection.execute(
        """INSERT INTO facility_period (facility_id, valid_from, version, name, region, zone)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (facility_id, valid_from) DO UPDATE SET
               version = excluded.version, name = excluded.name, region = excluded.region, zone = excluded.zone,
               followed = false
           WHERE facility_period.version < excluded.version""",
        period.facility_id,
        period.valid_from,
        period.version,
        period.name,
        period.region,
        period.zone,
    )


async def load_periods(
    connection: Connection, facility_ids: Collection[UUID], now: datetime
) -> dict[UUID, FacilityPeriod]:
    """The period of each facility on its own day of this moment; a facility that never changed has none."""
    rows = await connection.fetch(
        """SELECT DISTINCT ON (facility_id) facility_id, valid_from, version, name, region, zone
           FROM facility_period WHERE facility_id = ANY($1) AND valid_from <= ($2::timestamptz AT TIME ZONE zone)::date
           ORDER BY facility_id, valid_from DESC""",
        list(facility_ids),
        now,
    )
    return {row["facility_id"]: FacilityPeriod(**row) for row in rows}


async def load_moving(connection: Connection, now: datetime) -> dict[UUID, FacilityPeriod]:
    """The facilities that have changed by this moment and have not been followed yet, as they are then."""
    rows = await connection.fetch(
        """SELECT DISTINCT facility_id FROM facility_period
           WHERE NOT followed AND valid_from <= ($1::timestamptz AT TIME ZONE zone)::date""",
        now,
    )
    return await load_periods(connection, [row["facility_id"] for row in rows], now)


async def save_followed(connection: Connection, facility_ids: Collection[UUID], now: datetime) -> None:
    """Save that these facilities were followed up to this moment."""
    await connection.execute(
        """UPDATE facility_period SET followed = true
           WHERE facility_id = ANY($1) AND valid_from <= ($2::timestamptz AT TIME ZONE zone)::date AND NOT followed""",
        list(facility_ids),
        now,
    )


async def save_partner_name(connection: Connection, partner_id: UUID, version: int, name: str) -> None:
    """Save the name of a partner unless a newer one is known."""
    await connection.execute(
        """INSERT INTO partner_name (partner_id, version, name) VALUES ($1, $2, $3)
           ON CONFLICT (partner_id) DO UPDATE SET version = excluded.version, name = excluded.name
           WHERE partner_name.version < excluded.version""",
        *(partner_id, version, name),
    )
