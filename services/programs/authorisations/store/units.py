"""Keeps the facilities of today with their published changes, and the published names of partners."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.programs.authorisations.model import FacilityPeriod
from services.programs.program.model.parts import Facility
from shared.postgres.connections import Connection


async def insert_facilities(connection: Connection, facilities: Sequence[Facility]) -> None:
    """Insert facilities of which nothing is known yet, in the order of ids."""
    await connection.executemany(
        "INSERT INTO facility (id, name, region, zone) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        [(each.id, each.name, each.region, each.zone) for each in sorted(facilities, key=lambda each: each.id)],
    )


async def lock_facilities(connection: Connection, agreement_id: UUID) -> list[Facility]:
    """Load the facilities where an agreement is carried out, as they are today, and lock them against changes."""
    # A change of a facility waits, and then finds the programs that are planned there now.
    rows = await connection.fetch(
        """SELECT id, name, region, zone FROM facility
           WHERE id IN (SELECT facility_id FROM agreement_facility WHERE agreement_id = $1)
           ORDER BY id FOR SHARE""",
        agreement_id,
    )
    return [Facility(**row) for row in rows]


async def lock_own_facilities(connection: Connection, agreement_id: UUID) -> list[Facility]:
    """Load and lock those of the facilities that carry an agreement out without an offer."""
    rows = await connection.fetch(
        """SELECT id, name, region, zone FROM facility
           WHERE id IN (SELECT facility_id FROM agreement_facility WHERE agreement_id = $1 AND own)
           ORDER BY id FOR SHARE""",
        agreement_id,
    )
    return [Facility(**row) for row in rows]


async def lock_new_facilities(connection: Connection, agreement_id: UUID, predecessor_id: UUID) -> list[Facility]:
    """Load and lock those of them that did not carry its predecessor out on their own."""
    before = {facility.id for facility in await lock_own_facilities(connection, predecessor_id)}
    return [each for each in await lock_own_facilities(connection, agreement_id) if each.id not in before]


async def insert_facility_period(connection: Connection, period: FacilityPeriod) -> None:
    """Insert a published change of a facility, unless it is recorded already."""
    await connection.execute(
        """INSERT INTO facility_period (facility_id, version, name, region, zone, valid_from)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING""",
        period.facility_id,
        period.version,
        period.name,
        period.region,
        period.zone,
        period.valid_from,
    )


async def save_facilities_of_today(connection: Connection, now: datetime) -> None:
    """Apply the latest version of each facility whose first day has come, to its programs and gaps too."""
    changed = await connection.fetch(
        """INSERT INTO facility AS known (id, name, region, zone, version)
           SELECT DISTINCT ON (facility_id) facility_id, name, region, zone, version FROM facility_period
           WHERE valid_from <= ($1::timestamptz AT TIME ZONE zone)::date
             AND NOT EXISTS (SELECT FROM facility f WHERE f.id = facility_id AND f.version >= facility_period.version)
           ORDER BY facility_id, version DESC
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, region = excluded.region, zone = excluded.zone,
                                          version = excluded.version
           WHERE known.version < excluded.version
           RETURNING id, name, region, zone""",
        now,
    )
    # In statements of their own: each takes a new snapshot, in which programs appear that were planned meanwhile.
    columns = list(zip(*changed, strict=True)) if changed else []
    for table in ("program", "template_gap") if changed else ():
        await connection.execute(
            f"""UPDATE {table} SET facility_name = changed.name, region = changed.region, zone = changed.zone
                FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS changed (id, name, region, zone)
                WHERE facility_id = changed.id""",  # noqa: S608 -- two constants
            *columns,
        )


async def save_partner_name(connection: Connection, partner_id: UUID, version: int, name: str) -> None:
    """Save the published name of a partner, unless a later one is known."""
    await connection.execute(
        """INSERT INTO partner AS known (id, name, version) VALUES ($1, $2, $3)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version
           WHERE known.version < excluded.version""",
        partner_id,
        name,
        version,
    )
