"""Where a practice runs: which facilities have a program of it in a year, and how many sessions they held."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.web.cursors import Page, PageRequest


class TemplateRun(BaseModel):
    """A facility with its programs of one template in one year, and their sessions."""

    facility_id: UUID
    facility: str
    region: str
    programs: int
    running: int
    sessions: int
    last_held_on: date | None


@dataclass(frozen=True, slots=True)
class ListRuns:
    """A page of the facilities that have a program of a template in a year, those of a region only if it is named."""

    code: str
    fiscal_year: int
    region: str | None
    page: PageRequest


_RUNS = """
SELECT p.facility_id, f.name AS facility, f.region, count(*) AS programs,
       count(*) FILTER (WHERE p.state = 'running') AS running,
       coalesce(sum(held.sessions), 0)::int AS sessions, max(held.last_on) AS last_held_on
FROM program p JOIN facility f ON f.id = p.facility_id
CROSS JOIN LATERAL (SELECT count(*) AS sessions, max(held_on) AS last_on
                    FROM session WHERE program_id = p.id AND retracted_at IS NULL) AS held
WHERE p.template = $1 AND p.fiscal_year = $2 AND p.state NOT IN ('cancelled', 'joined')
  AND ($3 OR p.facility_id = ANY ($4::uuid[]) OR p.region = ANY ($5::text[])) AND ($6::text IS NULL OR p.region = $6)
  AND ($7::text IS NULL OR (f.name, p.facility_id) > ($7, $8::uuid))
GROUP BY p.facility_id, f.name, f.region ORDER BY f.name, p.facility_id LIMIT $9
"""


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_runs(work: Work, query: ListRuns) -> Page[TemplateRun]:
    """The facilities within the reach of the actor, by name."""
    reach = work.actor.reach(OFFICES)
    rows = await work.connection.fetch(
        _RUNS,
        *(query.code, query.fiscal_year, reach.nation, reach.facilities, reach.regions, query.region),
        *(*query.page.after_as(str, UUID), query.page.limit + 1),
    )
    return query.page.cut([TemplateRun(**row) for row in rows], lambda run: (run.facility, run.facility_id))
