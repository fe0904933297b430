"""Looks up units, partners and fields that rows name, and records that are there already."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from services.agreements.register.model.units import Unit
from shared.postgres.connections import Connection
from shared.values.inputs import letters_and_digits, number_key

Record: TypeAlias = Mapping[str, Any]


async def load_own_units(connection: Connection) -> list[Unit]:
    """Every unit of ours."""
    rows = await connection.fetch("SELECT id, kind, name, region, zone, ARRAY[id] AS lineage FROM unit ORDER BY name")
    return [Unit.model_validate(dict(row)) for row in rows]


async def load_fields(connection: Connection) -> dict[str, str]:
    """The code of each field of the newest tree, by its code and its names as they are compared."""
    rows = await connection.fetch(
        "SELECT code, name_indonesian, name_english FROM field WHERE version = (SELECT max(version) FROM field)"
    )
    return {letters_and_digits(word): row["code"] for row in rows for word in row}


async def load_partners_like(connection: Connection, twin_key: str) -> list[Unit]:
    """The partners with a name that means the same; the one that stays, for a merged one."""
    rows = await connection.fetch(
        """SELECT DISTINCT u.id, u.kind, u.name, u.region, u.zone, u.category, u.lineage
           FROM partner p JOIN any_unit u ON u.named_as = p.id WHERE p.twin_key = $1 ORDER BY u.id""",
        twin_key,
    )
    return [Unit.model_validate(dict(row)) for row in rows]


async def load_partner(connection: Connection, partner_id: UUID) -> Record | None:
    """A partner by an id that was ever its own."""
    found: Record | None = await connection.fetchrow(
        "SELECT id, name, public_name, category FROM partner_resolved WHERE named_as = $1", partner_id
    )
    return found


async def load_agreement(connection: Connection, agreement_id: UUID) -> Record | None:
    """An agreement by its id."""
    found: Record | None = await connection.fetchrow(
        "SELECT id, registration_number, in_force_from FROM agreement WHERE id = $1", agreement_id
    )
    return found


async def load_position(connection: Connection, position_id: UUID) -> Record | None:
    """A position by its id."""
    found: Record | None = await connection.fetchrow("SELECT id FROM position WHERE id = $1", position_id)
    return found


async def load_partner_under(connection: Connection, twin_key: str, parent_id: UUID | None) -> Record | None:
    """The partner of nearly this name directly under another one, if any."""
    found: Record | None = await connection.fetchrow(
        """SELECT id, name, public_name, category FROM partner
           WHERE twin_key = $1 AND parent_id IS NOT DISTINCT FROM $2 AND merged_into IS NULL ORDER BY id LIMIT 1""",
        twin_key,
        parent_id,
    )
    return found


_BY_NUMBER = """
SELECT a.id, a.registration_number, a.in_force_from, NULL AS keeper
FROM document_number n JOIN agreement a ON a.id = n.agreement_id
WHERE n.number_key = $2 AND n.replaced_at IS NULL AND a.keeper_id = $1 AND a.alive
  AND ($3::integer IS NULL OR n.year = $3)
ORDER BY n.year DESC, a.id DESC LIMIT 1
"""
_ELSEWHERE = """
SELECT a.id, a.registration_number, a.in_force_from, k.public_name AS keeper
FROM document_number n JOIN agreement a ON a.id = n.agreement_id
     JOIN any_unit k ON k.named_as = a.keeper_id
WHERE n.number_key = ANY($5) AND n.year = $3 AND n.replaced_at IS NULL AND a.keeper_id <> $1 AND a.alive
  AND EXISTS (SELECT FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
              WHERE p.agreement_id = a.id AND m.id = $4)
ORDER BY a.id LIMIT 1
"""


async def load_agreement_by_number(connection: Connection, keeper_id: UUID, number: str) -> Record | None:
    """The newest agreement that a unit keeps under a number."""
    found: Record | None = await connection.fetchrow(_BY_NUMBER, keeper_id, number_key(number), None)
    return found


async def load_agreements_by_numbers(
    connection: Connection, keeper_id: UUID, partner_id: UUID, numbers: tuple[str | None, str | None], year: int | None
) -> tuple[Record | None, Record | None]:
    """The agreement that a unit keeps under a number, of a year if it is known, and one that another unit keeps.

    `numbers` are that of the unit and that of the partner. The one of the other unit has the same partner and either
    number.
    """
    keys = [number_key(number) for number in numbers if number]
    rows = await connection.fetch(
        f"({_BY_NUMBER}) UNION ALL ({_ELSEWHERE})",
        keeper_id,
        number_key(numbers[0] or ""),
        year,
        partner_id,
        keys,
    )
    known = next((row for row in rows if row["keeper"] is None), None)
    return known, next((row for row in rows if row["keeper"] is not None), None)


async def load_agreement_by_day(
    connection: Connection, keeper_id: UUID, partner_id: UUID, first_day: date, instrument: str
) -> Record | None:
    """The agreement of a unit with a partner that begins on a day."""
    found: Record | None = await connection.fetchrow(
        """SELECT a.id, a.registration_number, a.in_force_from, a.title, a.document_state FROM agreement a
           WHERE a.keeper_id = $1 AND a.alive AND a.instrument = $4 AND a.in_force_from = $3
             AND EXISTS (SELECT FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
                         WHERE p.agreement_id = a.id AND m.id = $2)
           ORDER BY a.id LIMIT 1""",
        keeper_id,
        partner_id,
        first_day,
        instrument,
    )
    return found


async def load_position_like(
    connection: Connection, *, account: str, capability: str, scope_kind: str, unit: str, valid_from: date
) -> UUID | None:
    """The position of an account in a unit from a day on, if it is on record."""
    found: UUID | None = await connection.fetchval(
        """SELECT id FROM position WHERE account = $1 AND capability = $2 AND scope_kind = $3 AND unit = $4
             AND valid_from = $5 ORDER BY id LIMIT 1""",
        account,
        capability,
        scope_kind,
        unit,
        valid_from,
    )
    return found
