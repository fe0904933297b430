"""Adoptions: which practice came from which facility, by which program, and whether it was replicated."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.catalogue.model.template import TemplateVersion
from services.programs.program.model.columns import title_of
from services.programs.program.model.parts import Facility
from services.programs.visits.access import READERS
from services.programs.visits.model.columns import adoption_of, side_of
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import AbandonReason, AdoptionState
from shared.values.texts import Text
from shared.web.cursors import Page, PageRequest


class NamedProgram(BaseModel):
    """A program by its name and practice. A reader of a visit reads so much of the host's programs."""

    id: UUID
    name: str
    practice: TemplateVersion
    title: Text
    fiscal_year: int


class AdoptionSummary(BaseModel):
    """A plan to adopt a practice: of which facility and program, by which, until when, and what became of it.

    `to_be_checked`: its six months are over, and the result is not recorded.
    """

    id: UUID
    visit_id: UUID
    host: Facility
    guest: Facility
    practice: TemplateVersion
    title: Text
    from_program: NamedProgram
    program: NamedProgram | None
    planned_on: date
    adopt_by: date
    check_due_on: date
    to_be_checked: bool
    state: AdoptionState
    checked_on: date | None
    reason: AbandonReason | None


@dataclass(frozen=True, slots=True)
class ListAdoptions:
    """The adoptions that fit every filter; `facility` and `region` are those of the host or of the guest."""

    facility: UUID | None
    region: str | None
    practice: str | None
    state: AdoptionState | None
    page: PageRequest


READABLE_VISITS = """($1 OR host_id = ANY ($2::uuid[]) OR guest_id = ANY ($2) OR host_region = ANY ($3::text[])
       OR guest_region = ANY ($3))
  AND ($4::uuid IS NULL OR $4 IN (host_id, guest_id))
  AND ($5::text IS NULL OR $5 IN (host_region, guest_region))"""
ADOPTIONS_OF = """
SELECT a.*, v.host_id, v.host_name, v.host_region, v.host_zone, v.guest_id, v.guest_name, v.guest_region, v.guest_zone,
       ($1::timestamptz AT TIME ZONE v.guest_zone)::date AS today,
       to_jsonb(source) AS source, to_jsonb(own) AS own
FROM adoption a JOIN visit_facilities v ON v.id = a.visit_id
JOIN program source ON source.id = a.from_program
LEFT JOIN program own ON own.id = a.program_id
"""
_ADOPTIONS = f"""
SELECT * FROM ({ADOPTIONS_OF.replace("$1", "$6")}) AS a
WHERE {READABLE_VISITS}
  AND ($7::text IS NULL OR practice = $7)
  AND ($8::text IS NULL OR state = $8)
  AND ($9::uuid IS NULL OR id < $9)
ORDER BY id DESC LIMIT $10
"""  # noqa: S608 -- a constant


@use_case(*READERS, scope=anywhere, changes=False)
async def list_adoptions(work: Work, query: ListAdoptions) -> Page[AdoptionSummary]:
    """The adoptions that the actor may read, the newest first."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _ADOPTIONS,
        *(reach.nation, reach.facilities, reach.regions),
        *(query.facility, query.region, work.now, query.practice, query.state),
        *(*query.page.after_as(UUID), query.page.limit + 1),
    )
    return query.page.cut([adoption_summary(row) for row in rows], lambda adoption: (adoption.id,))


def sides_of(row: Mapping[str, Any]) -> dict[str, Facility]:
    """The two facilities of a row."""
    return {"host": side_of(row, "host"), "guest": side_of(row, "guest")}


def adoption_summary(row: Mapping[str, Any]) -> AdoptionSummary:
    """A row of `ADOPTIONS_OF`."""
    adoption = adoption_of(row)
    return AdoptionSummary(
        **sides_of(row),
        id=adoption.id,
        visit_id=row["visit_id"],
        practice=adoption.practice.version,
        title=adoption.practice.title,
        from_program=named_program(json.loads(row["source"])),
        program=named_program(json.loads(row["own"])) if row["own"] else None,
        planned_on=adoption.planned_on,
        adopt_by=adoption.adopt_by,
        check_due_on=adoption.check_due_on,
        to_be_checked=adoption.open and adoption.check_due_on <= row["today"],
        state=adoption.state,
        checked_on=row["checked_on"],
        reason=row["reason"],
    )


def named_program(row: Mapping[str, Any]) -> NamedProgram:
    """A row of `program`."""
    practice = TemplateVersion(code=row["template"], version=row["template_version"])
    return NamedProgram(
        id=row["id"], name=row["name"], practice=practice, title=title_of(row), fiscal_year=row["fiscal_year"]
    )
