"""Facilities whose head is missing, or that have two heads who are both definitive."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from services.agreements.register.access import POSITION_KEEPERS
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.terms import day_in
from shared.web.cursors import Page, PageRequest

HeadshipFinding = Literal["no_head", "two_heads"]


class Headship(BaseModel):
    """A facility and the positions of its heads today."""

    facility_id: UUID
    name: str
    region: str
    heads: list[UUID]


@dataclass(frozen=True, slots=True)
class ListHeadships:
    """Facilities with a finding, in the order of their names."""

    finding: HeadshipFinding
    page: PageRequest


# No head: in no capacity, because a Plt or Plh is a head as well. Two heads: both definitive, because one of them may
# be replaced by an acting one for some days.
_LIST = """
SELECT f.id AS facility_id, f.name, f.region,
       coalesce(array_agg(p.id ORDER BY p.id) FILTER (WHERE p.id IS NOT NULL), '{}') AS heads
FROM facility f
LEFT JOIN position p ON p.capability = 'head' AND p.unit = f.id::text AND p.valid_from <= $1
                    AND (p.valid_until IS NULL OR p.valid_until >= $1)
WHERE ($2 OR f.region = ANY($3) OR f.id = ANY($4)) AND ($5::text IS NULL OR f.name > $5)
GROUP BY f.id, f.name, f.region
HAVING CASE $6::text WHEN 'no_head' THEN count(p.id) = 0
                     ELSE count(p.id) FILTER (WHERE p.capacity = 'definitive') > 1 END
ORDER BY f.name LIMIT $7
"""


@use_case(*POSITION_KEEPERS, scope=anywhere, changes=False)
async def list_headships(work: Work, query: ListHeadships) -> Page[Headship]:
    """One page of the facilities with this finding, in the units of the actor."""
    reach = work.actor.reach(POSITION_KEEPERS)
    rows = await work.connection.fetch(
        _LIST,
        day_in(CAPITAL_ZONE, work.now),
        reach.nation,
        reach.regions,
        reach.facilities,
        *query.page.after_as(str),
        query.finding,
        query.page.limit + 1,
    )
    return query.page.cut([Headship.model_validate(dict(row)) for row in rows], lambda each: [each.name])
