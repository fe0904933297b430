"""The heads of partners that came into office after an agreement was signed."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import scope_to_read
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.register.access import OFFICES
from services.agreements.succession.model.heads import PartnerHead, changed_heads
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class ListChangedHeads:
    """The heads that came into office after an agreement was signed."""

    agreement_id: UUID


_HEADS = """
SELECT DISTINCT m.id AS partner_id, m.public_name AS partner, m.head_office AS office, m.head_from AS since
FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
WHERE p.agreement_id = $1 AND m.head_office IS NOT NULL AND m.head_from IS NOT NULL ORDER BY m.public_name, m.id
"""


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def list_changed_heads(work: Work, query: ListChangedHeads) -> list[PartnerHead]:
    """The heads of partners that came into office after the agreement was signed, as our offices see them."""
    whole = await work.connection.fetchval("SELECT whole FROM agreement_whole WHERE id = $1", query.agreement_id)
    heads = await work.connection.fetch(_HEADS, query.agreement_id)
    agreement = Agreement.model_validate_json(whole)
    return changed_heads(agreement, [PartnerHead.model_validate(dict(row)) for row in heads])
