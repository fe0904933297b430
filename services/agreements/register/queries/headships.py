"""Units whose head is missing, or that have two heads who are both definitive."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.agreements.register.access import POSITION_KEEPERS
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.postgres.statements import fetch_named
from shared.values.capabilities import ScopeKind
from shared.values.terms import day_in
from shared.web.cursors import Page, PageRequest

HeadshipFinding = Literal["no_head", "two_heads"]
HeadedKind = Literal["facility", "regional_office", "directorate_general", "partner"]


class Headship(BaseModel):
    """A unit and the positions of its heads today; `unit` as positions name it, a partner has no such position."""

    facility_id: UUID = Field(description="the same as `unit_id`")
    unit_id: UUID
    scope_kind: ScopeKind
    unit: str
    name: str
    region: str = Field(description="code of the region; empty without one")
    heads: list[UUID]


@dataclass(frozen=True, slots=True)
class ListHeadships:
    """Units of a kind with a finding, in the order of their names."""

    finding: HeadshipFinding
    page: PageRequest
    kind: HeadedKind = "facility"


# No head: in no capacity, because a Plt or Plh is a head as well. Two heads: both definitive, because one of them may
# be replaced by an acting one for some days.
_OWN = """
SELECT u.id, u.scope_kind, u.unit, u.name, u.region,
       coalesce(array_agg(p.id ORDER BY p.id) FILTER (WHERE p.id IS NOT NULL), '{}') AS heads
FROM (SELECT id, name, CASE kind WHEN 'facility' THEN region WHEN 'regional_office' THEN code ELSE '' END AS region,
             CASE kind WHEN 'facility' THEN 'facility' WHEN 'regional_office' THEN 'region' ELSE 'nation' END
                 AS scope_kind,
             CASE kind WHEN 'facility' THEN id::text WHEN 'regional_office' THEN code ELSE '' END AS unit
      FROM unit WHERE kind = :kind) AS u
LEFT JOIN position p ON p.capability = 'head' AND p.scope_kind = u.scope_kind AND p.unit = u.unit
                    AND p.valid_from <= :today AND (p.valid_until IS NULL OR p.valid_until >= :today)
WHERE (:nation OR u.region = ANY(:regions) OR u.id = ANY(:facilities))
  AND (:after_name::text IS NULL OR (u.name, u.id) > (:after_name, :after_id::uuid))
GROUP BY u.id, u.scope_kind, u.unit, u.name, u.region
HAVING CASE :finding WHEN 'no_head' THEN count(p.id) = 0
                     ELSE count(p.id) FILTER (WHERE p.capacity = 'definitive') > 1 END
ORDER BY u.name, u.id LIMIT :rows
"""
# A partner's head is an office on record, of which there is one at most. A person has none.
_PARTNERS = """
SELECT id, 'partner' AS scope_kind, id::text AS unit, public_name AS name, coalesce(region, '') AS region,
       '{}'::uuid[] AS heads
FROM partner
WHERE :finding = 'no_head' AND merged_into IS NULL AND closed_on IS NULL AND category <> 'individual'
  AND (head_office IS NULL OR head_until < :today) AND (:nation OR region = ANY(:regions))
  AND (:after_name::text IS NULL OR (public_name, id) > (:after_name, :after_id::uuid))
ORDER BY public_name, id LIMIT :rows
"""


@use_case(*POSITION_KEEPERS, scope=anywhere, changes=False)
async def list_headships(work: Work, query: ListHeadships) -> Page[Headship]:
    """One page of the units of a kind with this finding, among those of the actor."""
    reach = work.actor.reach(POSITION_KEEPERS)
    after_name, after_id = query.page.after_as(str, UUID)
    rows = await fetch_named(
        work.connection,
        _PARTNERS if query.kind == "partner" else _OWN,
        kind=query.kind,
        finding=query.finding,
        today=day_in(CAPITAL_ZONE, work.now),
        nation=reach.nation,
        regions=reach.regions,
        facilities=reach.facilities,
        after_name=after_name,
        after_id=after_id,
        rows=query.page.limit + 1,
    )
    return query.page.cut([_headship(row) for row in rows], lambda each: [each.name, each.unit_id])


def _headship(row: Mapping[str, object]) -> Headship:
    return Headship.model_validate({**row, "unit_id": row["id"], "facility_id": row["id"]})
