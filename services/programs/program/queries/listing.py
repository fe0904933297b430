"""The list of programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.catalogue.model.template import TemplateVersion
from services.programs.program.access import OFFICES, READERS
from services.programs.program.model.columns import facility_of, template_of, title_of
from services.programs.program.model.parts import Facility
from services.programs.program.model.states import ProgramState
from shared.access import Work, anywhere, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Pillar
from shared.values.texts import Text
from shared.web.cursors import Page, PageRequest


class ProgramSummary(BaseModel):
    """A program in a list, by its own name; `title` is that of its template."""

    id: UUID
    facility: Facility
    template: TemplateVersion
    title: Text
    name: str
    pillar: Pillar | None
    fiscal_year: int
    state: ProgramState
    opened_on: date | None
    capacity: int | None
    version: int


@dataclass(frozen=True, slots=True)
class ListPrograms:
    """The programs that fit every filter."""

    facility: UUID | None
    region: str | None
    state: ProgramState | None
    agreement: UUID | None
    fiscal_year: int | None
    covered: bool | None
    page: PageRequest


# The filters by agreement and by coverage ask `whole` too. Otherwise a partner could find out by trial which other
# agreements carry a program.
_PROGRAMS = """
SELECT p.* FROM program p
CROSS JOIN LATERAL (SELECT $1 OR facility_id = ANY ($2::uuid[]) OR region = ANY ($3::text[]) AS whole) AS readable
WHERE (whole OR EXISTS (SELECT FROM authorisation_partner WHERE program_id = p.id AND partner_id = ANY ($4::uuid[])))
  AND ($5::uuid IS NULL OR facility_id = $5)
  AND ($6::text IS NULL OR region = $6)
  AND ($7::text IS NULL OR state = $7)
  AND ($8::uuid IS NULL OR EXISTS (
      SELECT FROM authorisation a WHERE program_id = p.id AND agreement_id = $8 AND (whole OR EXISTS (
          SELECT FROM authorisation_partner o
          WHERE o.program_id = p.id AND o.scope_item_id = a.scope_item_id AND o.partner_id = ANY ($4)))))
  AND ($9::integer IS NULL OR fiscal_year = $9)
  AND ($10::boolean IS NULL OR (whole AND $10 = EXISTS (
      SELECT FROM authorisation WHERE program_id = p.id AND in_force && coverage_days($11, p.fiscal_year, p.zone))))
  AND ($12::uuid IS NULL OR id < $12)
ORDER BY id DESC LIMIT $13
"""


@use_case(*READERS, scope=anywhere, changes=False)
async def list_programs(work: Work, query: ListPrograms) -> Page[ProgramSummary]:
    """The programs that the actor may read, newest first."""
    offices, partners = work.actor.reach(OFFICES), work.actor.reach([Capability.PARTNER_CONTACT]).partners
    (before,) = query.page.after_as(UUID)
    rows = await work.connection.fetch(
        _PROGRAMS,
        *(offices.nation, offices.facilities, offices.regions, partners),
        *(query.facility, query.region, query.state, query.agreement, query.fiscal_year, query.covered, work.now),
        *(before, query.page.limit + 1),
    )
    return query.page.cut([ProgramSummary(**summary_fields(row)) for row in rows], lambda program: (program.id,))


def summary_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `program` as the fields of a summary."""
    return {**row, "facility": facility_of(row), "template": template_of(row), "title": title_of(row)}
