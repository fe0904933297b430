"""Loads whom an agreement concerns: its units, its partners, its keeper, and the author of its text."""

from uuid import UUID

from services.agreements.agreement.model.agreement import AgreementNotFound
from services.agreements.register.model.units import Unit
from shared.postgres.connections import Connection
from shared.values.capabilities import Scope


async def load_units_concerned(connection: Connection, agreement_id: UUID) -> Scope:
    """Every unit that an agreement concerns. Raises `AgreementNotFound`."""
    row = await connection.fetchrow(
        """SELECT array_agg(facility_id) FILTER (WHERE facility_id IS NOT NULL) AS facilities,
                  array_agg(region) FILTER (WHERE region IS NOT NULL) AS regions,
                  array_agg(partner_id) FILTER (WHERE partner_id IS NOT NULL) AS partners
           FROM agreement_unit WHERE agreement_id = $1 GROUP BY agreement_id""",
        agreement_id,
    )
    if row is None:
        raise AgreementNotFound(id=agreement_id)
    return Scope(frozenset(row["facilities"] or ()), frozenset(row["regions"] or ()), frozenset(row["partners"] or ()))


async def load_partners_among_parties(connection: Connection, agreement_id: UUID) -> frozenset[UUID]:
    """The partners that are parties of an agreement today."""
    rows = await connection.fetch(
        """SELECT m.id FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
           WHERE p.agreement_id = $1 AND p.left_on IS NULL""",
        agreement_id,
    )
    return frozenset(row["id"] for row in rows)


async def load_keeper(connection: Connection, agreement_id: UUID) -> Unit:
    """The unit that keeps an agreement. Raises `AgreementNotFound`."""
    row = await connection.fetchrow(
        "SELECT u.* FROM agreement a JOIN any_unit u ON u.named_as = a.keeper_id WHERE a.id = $1", agreement_id
    )
    if row is None:
        raise AgreementNotFound(id=agreement_id)
    return Unit.model_validate(dict(row))


async def load_author(connection: Connection, agreement_id: UUID) -> str | None:
    """The account that wrote the text as it is now; none for a registered agreement."""
    found: str | None = await connection.fetchval(
        """SELECT account FROM agreement_history WHERE agreement_id = $1 AND move IN ('explore', 'draft', 'change')
           ORDER BY id DESC LIMIT 1""",
        agreement_id,
    )
    return found
