"""Inserts the units of the reference data, saves their descriptions, and brings the fields up to date."""

import json
from collections.abc import Collection, Sequence
from uuid import UUID

from services.agreements.register.model.fields import FieldTree
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


async def save_fields(connection: Connection, tree: FieldTree) -> None:
    """Bring the fields up to date; a tree that is older than the stored one changes nothing."""
    rows = [
        {"code": node.code, "parent": parent, "indonesian": node.name.id, "english": node.name.en, "ordinal": ordinal}
        for ordinal, (node, parent) in enumerate(tree.walk())
    ]
    await connection.execute(
        """INSERT INTO field AS f (code, parent, name_indonesian, name_english, ordinal, version)
           SELECT t.*, $2
           FROM jsonb_to_recordset($1) AS t (code text, parent text, indonesian text, english text, ordinal integer)
           ON CONFLICT (code) DO UPDATE SET
               (parent, name_indonesian, name_english, ordinal, version) =
               (excluded.parent, excluded.name_indonesian, excluded.name_english, excluded.ordinal, excluded.version)
           WHERE f.version <= excluded.version""",
        json.dumps(rows),
        tree.version,
    )
