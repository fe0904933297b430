"""Loads and saves ceremonies with their lists.

A step of an open ceremony locks its agreements before the ceremony, a change of the preparation locks them after it;
several of them in the order of their ids.
"""

import json
from collections.abc import Iterable
from uuid import UUID

import asyncpg
from pydantic import BaseModel

from services.agreements.ceremonies.model.ceremony import Ceremony
from services.agreements.ceremonies.model.refusals import AgreementInAnotherCeremony, CeremonyNotFound
from services.agreements.register.model.units import Unit
from shared.postgres.connections import Connection

ONE_LIST = "ceremony_entry_one"


async def load_ceremony_units(connection: Connection, ceremony_id: UUID) -> tuple[Unit, ...]:
    """The unit that keeps a ceremony, and then its guests. Raises `CeremonyNotFound`."""
    rows = await connection.fetch(
        """SELECT u.* FROM (SELECT keeper_id AS unit_id, true AS keeps FROM ceremony WHERE id = $1
                            UNION ALL SELECT unit_id, false FROM ceremony_guest WHERE ceremony_id = $1) AS n
           CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = n.unit_id OFFSET 0) AS u
           ORDER BY n.keeps DESC, u.name, u.id""",
        ceremony_id,
    )
    if not rows:
        raise CeremonyNotFound(id=ceremony_id)
    return tuple(Unit.model_validate(dict(row)) for row in rows)


async def load_invited(connection: Connection, ceremony_id: UUID) -> tuple[Unit, ...]:
    """The keeper and the guests of a ceremony, and the parties of the agreements in its list."""
    rows = await connection.fetch(
        """SELECT DISTINCT ON (u.kind, u.name, u.id) u.*
           FROM (SELECT keeper_id AS unit_id FROM ceremony WHERE id = $1
                 UNION SELECT unit_id FROM ceremony_guest WHERE ceremony_id = $1
                 UNION SELECT p.unit_id FROM ceremony_entry e JOIN party p USING (agreement_id)
                       WHERE e.ceremony_id = $1 AND p.left_on IS NULL AND e.mark IS DISTINCT FROM 'withdrawn') AS n
           CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = n.unit_id OFFSET 0) AS u
           ORDER BY u.kind, u.name, u.id""",
        ceremony_id,
    )
    return tuple(Unit.model_validate(dict(row)) for row in rows)


async def load_ceremony(connection: Connection, ceremony_id: UUID) -> Ceremony:
    """One ceremony with its list. Raises `CeremonyNotFound`."""
    found = await connection.fetchval("SELECT whole FROM ceremony_whole WHERE id = $1", ceremony_id)
    if found is None:
        raise CeremonyNotFound(id=ceremony_id)
    return Ceremony.model_validate_json(found)


async def lock_ceremony(connection: Connection, ceremony_id: UUID) -> Ceremony:
    """One ceremony, locked until the end of the transaction. Raises `CeremonyNotFound`."""
    # Two statements: a single one would return the list as it was before it waited for the lock.
    await connection.execute("SELECT 1 FROM ceremony WHERE id = $1 FOR NO KEY UPDATE", ceremony_id)
    return await load_ceremony(connection, ceremony_id)


async def insert_ceremony(connection: Connection, ceremony: Ceremony) -> None:
    """Insert a ceremony with its list. Raises `AgreementInAnotherCeremony`."""
    await connection.execute(
        """INSERT INTO ceremony (id, keeper_id, zone, title, prepared_on, planned_on, speakers, witnesses, state,
                                 last_order_number, version)
           VALUES ($1, $2, $3, $4, $5, $6, '[]', '[]', $7, $8, $9)""",
        ceremony.id,
        ceremony.keeper.id,
        ceremony.zone,
        ceremony.title,
        ceremony.prepared_on,
        ceremony.planned_on,
        ceremony.state,
        ceremony.last_order_number,
        ceremony.version,
    )
    await _save(connection, ceremony)
    await _insert_list(connection, ceremony)


async def save_ceremony(connection: Connection, ceremony: Ceremony) -> None:
    """Save the plan and the state of a ceremony, with the next version; its list stays as it is."""
    ceremony.version += 1
    await _save(connection, ceremony)


async def save_preparation(connection: Connection, ceremony: Ceremony) -> None:
    """Save a ceremony with a new list. Raises `AgreementInAnotherCeremony`."""
    await save_ceremony(connection, ceremony)
    await connection.execute("DELETE FROM ceremony_opening WHERE ceremony_id = $1", ceremony.id)
    await connection.execute("DELETE FROM ceremony_entry WHERE ceremony_id = $1", ceremony.id)
    await connection.execute("DELETE FROM ceremony_guest WHERE ceremony_id = $1", ceremony.id)
    await _insert_list(connection, ceremony)


async def save_outcomes(connection: Connection, ceremony: Ceremony) -> None:
    """Save the outcome of each agreement, if it is known; from now on it may be in the list of another ceremony."""
    await connection.execute(
        """UPDATE ceremony_entry e SET outcome = t.outcome, over = true
           FROM jsonb_to_recordset($2) AS t (agreement_id uuid, outcome text)
           WHERE e.ceremony_id = $1 AND e.agreement_id = t.agreement_id""",
        ceremony.id,
        _rows(ceremony.entries),
    )


async def _save(connection: Connection, ceremony: Ceremony) -> None:
    await connection.execute(
        """UPDATE ceremony SET title = $2, planned_on = $3, begins_at = $4, venue = $5, speakers = $6, witnesses = $7,
                               state = $8, held_on = $9, reason = $10, reconciliation = $11, version = $12,
                               invited_on = $13
           WHERE id = $1""",
        ceremony.id,
        ceremony.title,
        ceremony.planned_on,
        ceremony.begins_at,
        ceremony.venue,
        _rows(ceremony.speakers),
        _rows(ceremony.witnesses),
        ceremony.state,
        ceremony.held_on,
        ceremony.reason,
        ceremony.reconciliation.model_dump_json() if ceremony.reconciliation else None,
        ceremony.version,
        ceremony.invited_on,
    )


async def _insert_list(connection: Connection, ceremony: Ceremony) -> None:
    await connection.execute(
        "INSERT INTO ceremony_guest (ceremony_id, unit_id) SELECT $1, unnest($2::uuid[])",
        ceremony.id,
        [each.id for each in ceremony.guests],
    )
    try:
        await connection.execute(
            """INSERT INTO ceremony_entry (ceremony_id, agreement_id, ordinal, signatories)
               SELECT $1, * FROM jsonb_to_recordset($2) AS t (agreement_id uuid, ordinal integer, signatories jsonb)
               ORDER BY agreement_id""",
            ceremony.id,
            _rows(ceremony.entries),
        )
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != ONE_LIST:
            raise
        raise AgreementInAnotherCeremony from error
    await connection.execute(
        """INSERT INTO ceremony_opening (ceremony_id, agreement_id, scope_item_id, capacity)
           SELECT $1, * FROM jsonb_to_recordset($2) AS t (agreement_id uuid, scope_item_id uuid, capacity integer)""",
        ceremony.id,
        _rows(ceremony.opens),
    )


def _rows(parts: Iterable[BaseModel]) -> str:
    return json.dumps([part.model_dump(mode="json") for part in parts])
