"""Saves dated facts of our units."""

from datetime import datetime
from uuid import UUID

from services.agreements.register.model.facts import UnitFact
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
