"""Loads units of every kind, and loads and saves our own units with their periods."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from services.agreements.register.model.units import OwnUnit, Unit, UnitNotFound, UnitPeriod, UnitUnknown
from shared.postgres.connections import Connection


async def load_units(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Unit]:
    """Units of every kind by the id that was asked for. Raises `UnitUnknown` with those that do not exist."""
    if not ids:
        return {}
    rows = await connection.fetch("SELECT * FROM any_unit WHERE named_as = ANY($1)", list(ids))
    found = {row["named_as"]: Unit.model_validate(dict(row)) for row in rows}
    if missing := sorted(str(id_) for id_ in set(ids) - found.keys()):
        raise UnitUnknown(ids=missing)
    return found


async def load_office_or_center(connection: Connection, region: str | None) -> Unit | None:
    """The office of a region; the directorate general without a region; none for an unknown region."""
    row = await connection.fetchrow(
        """SELECT * FROM any_unit WHERE kind = CASE WHEN $1::text IS NULL THEN 'directorate_general'
                                                    ELSE 'regional_office' END
             AND region IS NOT DISTINCT FROM $1""",
        region,
    )
    return Unit.model_validate(dict(row)) if row else None


_UNIT = """
SELECT u.*, ARRAY(SELECT predecessor_id FROM unit_predecessor p WHERE p.unit_id = u.id
                  ORDER BY predecessor_id) AS predecessors
FROM unit u WHERE u.id = $1
"""


async def load_unit(connection: Connection, unit_id: UUID) -> OwnUnit:
    """One of our own units. Raises `UnitNotFound`."""
    row = await connection.fetchrow(_UNIT, unit_id)
    if row is None:
        raise UnitNotFound(id=unit_id)
    return OwnUnit.model_validate(dict(row))


async def lock_unit(connection: Connection, unit_id: UUID) -> OwnUnit:
    """One of our own units, locked until the end of the transaction. Raises `UnitNotFound`."""
    await connection.execute("SELECT 1 FROM unit WHERE id = $1 FOR UPDATE", unit_id)
    return await load_unit(connection, unit_id)


async def load_periods(connection: Connection, unit_id: UUID) -> list[UnitPeriod]:
    """The periods of a unit, the first one first."""
    rows = await connection.fetch("SELECT * FROM unit_period WHERE unit_id = $1 ORDER BY valid_from", unit_id)
    return [UnitPeriod.model_validate(dict(row)) for row in rows]


async def load_units_to_begin(connection: Connection, now: datetime) -> list[UUID]:
    """Units with a period that has begun and was not taken over."""
    rows = await connection.fetch(
        """SELECT DISTINCT unit_id FROM unit_period
           WHERE NOT begun AND valid_from <= ($1 AT TIME ZONE zone)::date ORDER BY unit_id""",
        now,
    )
    return [row["unit_id"] for row in rows]


async def save_period(connection: Connection, unit_id: UUID, period: UnitPeriod, predecessors: Sequence[UUID]) -> None:
    """Insert a period, or replace the one that begins on the same day. An open one before it ends on the day before."""
    await connection.execute(
        """UPDATE unit_period SET valid_until = $2::date - 1
           WHERE unit_id = $1 AND valid_from < $2 AND (valid_until IS NULL OR valid_until >= $2)""",
        unit_id,
        period.valid_from,
    )
    await connection.execute(
        """INSERT INTO unit_period (unit_id, valid_from, valid_until, name, facility_kind, facility_class, office,
                                    region, zone, begun)
           VALUES ($1, $2, coalesce($3, (SELECT min(valid_from) - 1 FROM unit_period
                                         WHERE unit_id = $1 AND valid_from > $2)), $4, $5, $6, $7, $8, $9, false)
           ON CONFLICT (unit_id, valid_from) DO UPDATE SET
               (valid_until, name, facility_kind, facility_class, office, region, zone, begun) =
               (excluded.valid_until, excluded.name, excluded.facility_kind, excluded.facility_class, excluded.office,
                excluded.region, excluded.zone, false)""",
        unit_id,
        period.valid_from,
        period.valid_until,
        period.name,
        period.facility_kind,
        period.facility_class,
        period.office,
        period.region,
        period.zone,
    )
    await connection.execute(
        "INSERT INTO unit_predecessor (unit_id, predecessor_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING",
        unit_id,
        list(predecessors),
    )


async def save_unit(connection: Connection, unit: OwnUnit, today: date) -> None:
    """Save the values that a unit has today, and mark its begun periods."""
    await connection.execute(
        """UPDATE unit SET name = $2, facility_kind = $3, facility_class = $4, region = $5, zone = $6, version = $7
           WHERE id = $1""",
        unit.id,
        unit.name,
        unit.facility_kind,
        unit.facility_class,
        unit.region,
        unit.zone,
        unit.version,
    )
    await connection.execute(
        "UPDATE unit_period SET begun = true WHERE unit_id = $1 AND valid_from <= $2 AND NOT begun", unit.id, today
    )


async def save_moved_reviews(connection: Connection, unit_id: UUID, old: str | None, new: str | None) -> None:
    """Ask the new office instead of the old one in open reviews, unless another party is in the old region."""
    await connection.execute(
        """UPDATE reviewer r SET unit = $3 FROM agreement a
           WHERE a.id = r.agreement_id AND a.document_state = 'review' AND r.side = 'region' AND r.unit = $2
             AND r.verdict IS NULL
             AND r.round = (SELECT max(n.round) FROM reviewer n WHERE n.agreement_id = r.agreement_id)
             AND EXISTS (SELECT FROM party p WHERE p.agreement_id = a.id AND p.unit_id = $1 AND p.role = 'principal')
             AND NOT EXISTS (SELECT FROM party p JOIN unit u ON u.id = p.unit_id
                             WHERE p.agreement_id = a.id AND p.role = 'principal' AND u.kind = 'facility'
                               AND u.region = $2 AND u.id <> $1)
             AND NOT EXISTS (SELECT FROM reviewer o WHERE o.agreement_id = r.agreement_id AND o.round = r.round
                                                      AND o.side = 'region' AND o.unit = $3)""",
        unit_id,
        old,
        new,
    )
