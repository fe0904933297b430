"""Inserts the units of the reference data and saves their descriptions."""

import json
from collections.abc import Collection, Sequence
from uuid import UUID

from services.agreements.register.model.reference import ShippedUnit
from shared.postgres.connections import Connection


async def insert_units(connection: Connection, units: Sequence[ShippedUnit]) -> None:
    """Insert the units that do not exist yet, each with its row of the reference data."""
    # Matched by id, and never deleted: agreements keep pointing to a facility that was renamed or closed.
    await connection.execute(
        """INSERT INTO unit (id, kind, code, name, facility_kind, specialisation, facility_class, town, area, region,
                             zone, shipped)
           SELECT t.*, edition.shipped
           FROM jsonb_array_elements($1) AS edition (shipped)
           CROSS JOIN LATERAL jsonb_to_record(edition.shipped) AS t (
               id uuid, kind text, code text, name text, facility_kind text, specialisation text, facility_class text,
               town text, area text, region text, zone text)
           ON CONFLICT (id) DO NOTHING""",
        json.dumps([unit.model_dump(mode="json") for unit in units]),
    )


async def load_shipped(connection: Connection, ids: Collection[UUID]) -> dict[UUID, ShippedUnit]:
    """The rows of the reference data by which these units were inserted or last changed."""
    rows = await connection.fetch("SELECT id, shipped FROM unit WHERE id = ANY($1)", list(ids))
    return {row["id"]: ShippedUnit.model_validate_json(row["shipped"]) for row in rows}


async def save_shipped(connection: Connection, unit: ShippedUnit) -> None:
    """Save the row of the reference data, and the description of the unit that no period has."""
    await connection.execute(
        "UPDATE unit SET shipped = $2, specialisation = $3, town = $4, area = $5 WHERE id = $1",
        unit.id,
        unit.model_dump_json(),
        unit.specialisation,
        unit.town,
        unit.area,
    )
