"""Brings units and fields up to date with the shipped reference data."""

import json
from collections.abc import Mapping, Sequence

from services.agreements.register.model.fields import FieldTree
from shared.postgres.connections import Connection

Rows = Sequence[Mapping[str, object]]


async def save_central_units(connection: Connection, rows: Rows) -> None:
    """Bring the ministry and the directorate general up to date."""
    await connection.execute(
        """INSERT INTO unit (id, code, kind, name, zone)
           SELECT * FROM jsonb_to_recordset($1) AS t (id uuid, code text, kind text, name text, zone text)
           ON CONFLICT (id) DO UPDATE SET (code, name, zone) = (excluded.code, excluded.name, excluded.zone)""",
        json.dumps(rows),
    )


async def save_offices(connection: Connection, rows: Rows) -> None:
    """Bring the regional offices up to date."""
    await connection.execute(
        """INSERT INTO unit (id, code, region, kind, name, area, zone)
           SELECT id, code, code, 'regional_office', name, area, zone
           FROM jsonb_to_recordset($1) AS t (code text, id uuid, name text, area text, zone text)
           ON CONFLICT (id) DO UPDATE SET
               (code, region, name, area, zone) =
               (excluded.code, excluded.region, excluded.name, excluded.area, excluded.zone)
           WHERE NOT EXISTS (SELECT FROM unit_period p WHERE p.unit_id = excluded.id)""",
        json.dumps(rows),
    )


async def save_facilities(connection: Connection, rows: Rows) -> None:
    """Bring the facilities up to date, except those whose periods are recorded."""
    # Matched by id, and never deleted: agreements keep pointing to a facility that was renamed or closed.
    await connection.execute(
        """INSERT INTO unit (id, kind, name, facility_kind, specialisation, facility_class, town, region, zone)
           SELECT id, 'facility', name, kind, specialisation, nullif(class, ''), town, regional_office, zone
           FROM jsonb_to_recordset($1) AS t (id uuid, name text, kind text, specialisation text, class text,
                                             town text, regional_office text, zone text)
           ON CONFLICT (id) DO UPDATE SET
               (name, facility_kind, specialisation, facility_class, town, region, zone) =
               (excluded.name, excluded.facility_kind, excluded.specialisation, excluded.facility_class, excluded.town,
                excluded.region, excluded.zone)
           WHERE NOT EXISTS (SELECT FROM unit_period p WHERE p.unit_id = excluded.id)""",
        json.dumps(rows),
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
