"""Partners and their agencies.

Every office knows all of them. Whoever stands for a partner alone knows its own: itself, the partner whose agency it
is, and its agencies.
"""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.register.model.partners import Partner, PartnerCategory, PartnerUnknown, name_key
from services.agreements.register.queries import ANYBODY
from shared.access import Actor, Work, anywhere, use_case
from shared.values.capabilities import Scope
from shared.web.cursors import Page, PageWanted


@dataclass(frozen=True, slots=True)
class ListPartners:
    """Partners in the order of their registration, narrowed by category, parent or a part of the name."""

    category: PartnerCategory | None
    parent_id: UUID | None
    name: str | None
    page: PageWanted


@dataclass(frozen=True, slots=True)
class ShowPartner:
    """One partner."""

    partner_id: UUID


def _stands_for(actor: Actor) -> list[UUID] | None:
    """The partners for which the actor stands alone; none for an office, which knows them all."""
    alone = not actor.system and all(grant.scope_kind == "partner" for grant in actor.grants)
    return actor.reach(ANYBODY).partners if alone else None


async def _own(work: Work, query: ShowPartner) -> Scope | None:
    if _stands_for(work.actor) is None:
        return None
    rows = await work.connection.fetch(
        """SELECT id FROM partner WHERE id = $1 OR parent_id = $1
           UNION SELECT parent_id FROM partner WHERE id = $1 AND parent_id IS NOT NULL""",
        query.partner_id,
    )
    # An id that is not there makes an empty scope, which no partner's grant covers: it is refused as another partner's
    # is, and nobody learns which ids there are.
    return Scope(partners=frozenset(row["id"] for row in rows))


@use_case(*ANYBODY, scope=anywhere, changes=False)
async def list_partners(work: Work, query: ListPartners) -> Page[Partner]:
    """One page of the partners that the actor knows."""
    rows = await work.connection.fetch(
        """SELECT * FROM partner
           WHERE ($1::text IS NULL OR category = $1) AND ($2::uuid IS NULL OR parent_id = $2)
             AND ($3::text IS NULL OR strpos(name_key, $3) > 0)
             AND ($4::uuid[] IS NULL OR id = ANY($4) OR parent_id = ANY($4)
                  OR id IN (SELECT parent_id FROM partner WHERE id = ANY($4)))
             AND ($5::uuid IS NULL OR id > $5)
           ORDER BY id LIMIT $6""",
        query.category,
        query.parent_id,
        name_key(query.name) if query.name else None,
        _stands_for(work.actor),
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    return query.page.page([Partner.model_validate(dict(row)) for row in rows], lambda partner: [partner.id])


@use_case(*ANYBODY, scope=_own, changes=False)
async def show_partner(work: Work, query: ShowPartner) -> Partner:
    """One partner. Raises `PartnerUnknown`."""
    row = await work.connection.fetchrow("SELECT * FROM partner WHERE id = $1", query.partner_id)
    if row is None:
        raise PartnerUnknown(id=query.partner_id)
    return Partner.model_validate(dict(row))
