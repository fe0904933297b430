"""Saves obligations from events, and loads those that sessions can fulfil."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import asyncpg

from services.programs.obligations.model import BY_SESSIONS, Obligation
from services.programs.program.model.parts import Organisation
from shared.postgres.connections import Connection

_KNOWN = """
SELECT o.*, coalesce(nullif(p.name, ''), o.unit_name) AS unit_shown
FROM obligation o LEFT JOIN partner p ON p.id = o.unit_id AND p.version > 0
"""


async def save_obligation(connection: Connection, obligation: Obligation) -> None:
    """Save an obligation, unless a later version is known; its scope item and its line never change."""
    await connection.execute(
        """INSERT INTO obligation AS known (id, agreement_id, line_id, unit_id, unit_name, measure, quantity, schedule,
                                            scope_item_id, ended_on, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
           ON CONFLICT (id) DO UPDATE SET quantity = excluded.quantity, ended_on = excluded.ended_on,
                                          version = excluded.version
           WHERE known.version < excluded.version""",
        obligation.id,
        obligation.agreement_id,
        obligation.line_id,
        obligation.unit.id,
        obligation.unit.name,
        obligation.measure,
        obligation.quantity,
        obligation.schedule,
        obligation.scope_item_id,
        obligation.ended_on,
        obligation.version,
    )


async def load_binding(connection: Connection, agreements: Collection[UUID], day: date) -> list[Obligation]:
    """The obligations of agreements that sessions of a day can fulfil."""
    rows = await connection.fetch(
        _KNOWN
        + """WHERE o.agreement_id = ANY($1) AND o.measure = ANY($2) AND coalesce(o.ended_on, 'infinity') >= $3
             ORDER BY o.id""",
        list(agreements),
        BY_SESSIONS,
        day,
    )
    return [_obligation(row) for row in rows]


async def load_fulfilled(connection: Connection, session_id: UUID) -> list[Obligation]:
    """The obligations that a session fulfils."""
    rows = await connection.fetch(
        _KNOWN + "JOIN session_obligation s ON s.obligation_id = o.id WHERE s.session_id = $1 ORDER BY o.id", session_id
    )
    return [_obligation(row) for row in rows]


def _obligation(row: asyncpg.Record) -> Obligation:
    return Obligation(
        id=row["id"],
        agreement_id=row["agreement_id"],
        line_id=row["line_id"],
        unit=Organisation(row["unit_id"], row["unit_shown"]),
        measure=row["measure"],
        quantity=row["quantity"],
        schedule=row["schedule"],
        scope_item_id=row["scope_item_id"],
        ended_on=row["ended_on"],
        version=row["version"],
    )
