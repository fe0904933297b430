"""Loads, saves and deletes dated facts of our units."""

from datetime import date, datetime
from uuid import UUID

from services.agreements.register.model.facts import FactKind, UnitFact
from shared.postgres.connections import Connection


async def save_fact(connection: Connection, unit_id: UUID, fact: UnitFact, recorded_at: datetime) -> None:
    """Insert a fact, or replace the one of the same kind and day."""
    await connection.execute(
        """INSERT INTO unit_fact (unit_id, kind, valid_from, value, source, recorded_at)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (unit_id, kind, valid_from) DO UPDATE SET
               (value, source, recorded_at) = (excluded.value, excluded.source, excluded.recorded_at)""",
        unit_id,
        fact.kind,
        fact.valid_from,
        fact.value,
        fact.source,
        recorded_at,
    )


async def load_facts_of_day(connection: Connection, unit_id: UUID, day: date) -> dict[FactKind, UnitFact]:
    """The facts of a unit that hold from this day on, by their kind."""
    rows = await connection.fetch(
        "SELECT kind, valid_from, value, source FROM unit_fact WHERE unit_id = $1 AND valid_from = $2", unit_id, day
    )
    return {row["kind"]: UnitFact.model_validate(dict(row)) for row in rows}


async def save_fact_withdrawn(connection: Connection, unit_id: UUID, kind: FactKind, day: date) -> None:
    """Delete a fact, if it is there."""
    await connection.execute(
        "DELETE FROM unit_fact WHERE unit_id = $1 AND kind = $2 AND valid_from = $3", unit_id, kind, day
    )
