"""Copies of one agreement in the tables of the service, spread over all facilities."""

from typing import Any
from uuid import UUID

import asyncpg

_COPIES = """
CREATE UNLOGGED TABLE copied AS
SELECT n, uuidv7() AS id, f.id AS facility_id
FROM generate_series(1, {number}) AS n
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS size
      FROM unit WHERE kind = 'facility') AS f ON f.place = n % f.size
"""
_COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' AND is_identity = 'NO'
ORDER BY ordinal_position
"""
_CHANGED: dict[str, dict[str, str]] = {
    "agreement": {
        "id": "c.id",
        "line_id": "c.id",
        "keeper_id": "c.facility_id",
        "registration_number": "o.registration_number || '-' || c.n",
        "title": "o.title || ' ' || c.n",
    },
    "party": {
        "id": "uuidv7()",
        "agreement_id": "c.id",
        "unit_id": "CASE WHEN o.unit_id IN (SELECT id FROM unit) THEN c.facility_id ELSE o.unit_id END",
    },
    "agreement_facility": {"agreement_id": "c.id", "facility_id": "c.facility_id"},
    "scope_item": {"id": "uuidv7()", "agreement_id": "c.id"},
    "agreement_history": {"agreement_id": "c.id"},
}
"""The columns that differ from the original `o` in a copy `c`, by table."""


INSERT_SECONDS = 600.0


async def copy_agreement(owner: "asyncpg.Connection[Any]", agreement: str, number: int) -> None:
    """Insert copies of an agreement, and let the planner know of them."""
    await owner.execute("SET statement_timeout = 0")
    await owner.execute(_COPIES.format(number=number))
    for table, changed in _CHANGED.items():
        columns = [row["column_name"] for row in await owner.fetch(_COLUMNS, table)]
        values = ", ".join(changed.get(column, f"o.{column}") for column in columns)
        original = "o.id" if table == "agreement" else "o.agreement_id"
        await owner.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608
            f"SELECT {values} FROM {table} AS o CROSS JOIN copied AS c WHERE {original} = $1",
            UUID(agreement),
            timeout=INSERT_SECONDS,
        )
    await owner.execute("DROP TABLE copied")
    await owner.execute("ANALYZE", timeout=INSERT_SECONDS)
