"""Partners in their tree.

Every office may read all of them. The contact of a partner may read that partner, and those above and under it only.
The name of an individual is shown to the individual, to the offices of its agreements, and to those who keep the
register; no one else finds the individual by that name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.agreements.register.access import (
    PARTNER_CUSTODIANS,
    PARTNER_KEEPERS,
    READERS,
    named_individuals,
    represented_partners,
    scope_to_read,
)
from services.agreements.register.model.answers import FormerName, MergedPartner, PartnerDetails
from services.agreements.register.model.partners import INDIVIDUAL, Partner, PartnerCategory, PartnerNotFound, name_key
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.web.cursors import Page, PageRequest


@dataclass(frozen=True, slots=True)
class ListPartners:
    """Partners in the order of their registration, narrowed by category, parent or a part of a name.

    A partner is found by its earlier names as well, and by the names of those that were merged into it.
    """

    category: PartnerCategory | None
    parent_id: UUID | None
    name: str | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowPartner:
    """One partner."""

    partner_id: UUID


_NAMED = """
CROSS JOIN LATERAL (
    SELECT p.category <> 'individual' OR $1 OR p.id = ANY($2) OR EXISTS (
        SELECT FROM agreements_about('{}', '{}', ARRAY[p.id], NULL, NULL) AS its (id)
        JOIN agreement_unit ours ON ours.agreement_id = its.id
        WHERE $3 OR ours.facility_id = ANY($4) OR ours.region = ANY($5)) AS named) AS reader
"""
_SHOW = f"SELECT p.*, reader.named FROM partner_resolved p {_NAMED} WHERE p.named_as = $6"  # noqa: S608 -- our own SQL
_LIST = f"""
SELECT p.*, reader.named FROM partner p {_NAMED}
WHERE p.merged_into IS NULL AND ($6::text IS NULL OR p.category = $6)
  AND ($7::uuid IS NULL OR p.parent_id IN (SELECT same.named_as FROM partner_resolved meant
                                           JOIN partner_resolved same USING (id) WHERE meant.named_as = $7))
  AND ($8::text IS NULL OR strpos(CASE WHEN reader.named THEN p.name_key ELSE $9 END, $8) > 0
       OR reader.named AND p.id IN (
           SELECT f.partner_id FROM partner_spelling f WHERE f.used_until IS NOT NULL AND strpos(f.name_key, $8) > 0
           UNION
           SELECT merged.merged_into FROM partner merged LEFT JOIN partner_spelling f ON f.partner_id = merged.id
           WHERE merged.merged_into IS NOT NULL AND merged.category <> 'individual'
             AND (strpos(merged.name_key, $8) > 0 OR strpos(f.name_key, $8) > 0)))
  AND ($10::uuid[] IS NULL OR p.id = ANY($10)
       OR p.id IN (SELECT unnest(lineage) FROM partner WHERE id = ANY($10)))
  AND ($11::uuid IS NULL OR p.id > $11)
ORDER BY p.id LIMIT $12
"""  # noqa: S608

_FORMER_NAMES = """
SELECT name, used_until FROM partner_spelling WHERE partner_id = $1 AND used_until IS NOT NULL ORDER BY used_until, name
"""
_MERGED = """
SELECT p.id, CASE WHEN $2 THEN p.name ELSE p.public_name END AS name, p.version,
       (a.merged_at AT TIME ZONE $3)::date AS merged_on
FROM partner p LEFT JOIN partner_alias a ON a.partner_id = p.id AND a.reversed_at IS NULL
WHERE p.merged_into = $1 ORDER BY p.id
"""


def may_register_partner(work: Work) -> bool:
    """Whether a position of the reader may register a partner."""
    return work.actor.may(PARTNER_KEEPERS, None)


def may_keep_partners(work: Work) -> bool:
    """Whether a position of the reader may rename, merge and close partners."""
    return work.actor.may(PARTNER_CUSTODIANS, None)


@use_case(*READERS, scope=anywhere, changes=False)
async def list_partners(work: Work, query: ListPartners) -> Page[Partner]:
    """One page of the partners that the actor may read."""
    rows = await work.connection.fetch(
        _LIST,
        *named_individuals(work.actor),
        query.category,
        query.parent_id,
        name_key(query.name) if query.name else None,
        name_key(INDIVIDUAL),
        represented_partners(work.actor),
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    return query.page.cut([_shown(row) for row in rows], lambda partner: [partner.id])


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_partner(work: Work, query: ShowPartner) -> PartnerDetails:
    """One partner; the id of a merged one shows the partner that stays. Raises `PartnerNotFound`."""
    row = await work.connection.fetchrow(_SHOW, *named_individuals(work.actor), query.partner_id)
    if row is None:
        raise PartnerNotFound(id=query.partner_id)
    partner = _shown(row)
    former = await work.connection.fetch(_FORMER_NAMES, partner.id) if row["named"] else ()
    merged = await work.connection.fetch(_MERGED, partner.id, row["named"], CAPITAL_ZONE)
    return PartnerDetails(
        **partner.model_dump(),
        named_as=row["named_as"],
        former_names=tuple(FormerName.model_validate(dict(each)) for each in former),
        merged=tuple(MergedPartner.model_validate(dict(each)) for each in merged),
    )


def _shown(row: Mapping[str, Any]) -> Partner:
    partner = Partner.model_validate(dict(row))
    return partner if row["named"] else partner.without_own_name()
