"""Partners in their tree.

Every office may read all of them. The contact of a partner may read that partner, and those above and under it only.
"""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.register.access import READERS, represented_partners, scope_to_read
from services.agreements.register.model.partners import Partner, PartnerCategory, PartnerNotFound, name_key
from shared.access import Work, anywhere, use_case
from shared.web.cursors import Page, PageRequest


@dataclass(frozen=True, slots=True)
class ListPartners:
    """Partners in the order of their registration, narrowed by category, parent or a part of the name."""

    category: PartnerCategory | None
    parent_id: UUID | None
    name: str | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowPartner:
    """One partner."""

    partner_id: UUID


@use_case(*READERS, scope=anywhere, changes=False)
async def list_partners(work: Work, query: ListPartners) -> Page[Partner]:
    """One page of the partners that the actor may read."""
    rows = await work.connection.fetch(
        """SELECT * FROM partner
           WHERE merged_into IS NULL AND ($1::text IS NULL OR category = $1) AND ($2::uuid IS NULL OR parent_id = $2)
             AND ($3::text IS NULL OR strpos(name_key, $3) > 0)
             AND ($4::uuid[] IS NULL OR id = ANY($4)
                  OR id IN (SELECT unnest(lineage) FROM partner WHERE id = ANY($4)))
             AND ($5::uuid IS NULL OR id > $5)
           ORDER BY id LIMIT $6""",
        query.category,
        query.parent_id,
        name_key(query.name) if query.name else None,
        represented_partners(work.actor),
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    return query.page.cut([Partner.model_validate(dict(row)) for row in rows], lambda partner: [partner.id])


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_partner(work: Work, query: ShowPartner) -> Partner:
    """One partner; the id of a merged one shows the partner that stays. Raises `PartnerNotFound`."""
    row = await work.connection.fetchrow("SELECT * FROM partner_resolved WHERE named_as = $1", query.partner_id)
    if row is None:
        raise PartnerNotFound(id=query.partner_id)
    return Partner.model_validate(dict(row))
