"""Loads the heads of partners, and saves why an extension was drafted."""

from collections.abc import Collection
from uuid import UUID

from services.agreements.succession.model.heads import PartnerHead
from shared.postgres.connections import Connection
from shared.values.cooperation import RenewalOccasion


async def load_heads(connection: Connection, partners: Collection[UUID]) -> list[PartnerHead]:
    """The heads of these partners whose first day in office is on record."""
    rows = await connection.fetch(
        """SELECT DISTINCT id AS partner_id, public_name AS partner, head_office AS office, head_from AS since
           FROM partner_resolved
           WHERE named_as = ANY ($1) AND head_office IS NOT NULL AND head_from IS NOT NULL ORDER BY public_name, id""",
        list(partners),
    )
    return [PartnerHead.model_validate(dict(row)) for row in rows]


async def save_occasion(connection: Connection, agreement_id: UUID, occasion: RenewalOccasion) -> None:
    """Save why an extension was drafted."""
    await connection.execute("UPDATE agreement SET renewal_occasion = $2 WHERE id = $1", agreement_id, occasion)
