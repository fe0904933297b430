"""Reads of programs. What cohorts and sessions add up to is counted here; participants themselves are not shown.

A partner's contact is shown what its own authorisations carry: those, the cohorts started or taught while one was in
force, and the sessions held then.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg
from pydantic import BaseModel

from services.programs.catalogue.model import Label, TemplateVersion
from services.programs.program.access import OFFICES, READERS, partners_to_read_for, scope_to_read
from services.programs.program.model.columns import facility_of, organisation_of, template_of, title_of
from services.programs.program.model.parts import Facility, Organisation
from services.programs.program.model.states import State
from shared.access import Work, anywhere, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Pillar
from shared.web.cursors import Page, PageWanted


class ProgramLine(BaseModel):
    """A program in a list."""

    id: UUID
    facility: Facility
    template: TemplateVersion
    title: Label
    pillar: Pillar
    fiscal_year: int
    state: State
    opened_on: date | None
    capacity: int | None
    version: int


class AuthorisationView(BaseModel):
    """A scope item that carries the program until the last day of its term, or did so until a successor took over."""

    agreement_id: UUID
    line_id: UUID
    scope_item_id: UUID
    agency: Organisation | None
    since: date
    until: date | None
    ended_on: date | None


class CohortLine(BaseModel):
    """A cohort of the program; participants as a count."""

    id: UUID
    name: str
    started_on: date
    participants: int


class StatusView(BaseModel):
    """A state that the program reached, and when."""

    state: State
    reached_on: date


class Tally(BaseModel):
    """What the program's sessions add up to, from the first to the last of them; marks of attendance by kind."""

    sessions: int
    first_held_on: date | None
    last_held_on: date | None
    active: int
    passive: int
    absent: int


class ProgramView(ProgramLine):
    """A program whole."""

    authorisations: list[AuthorisationView]
    history: list[StatusView]
    cohorts: list[CohortLine]
    tally: Tally


@dataclass(frozen=True, slots=True)
class ListPrograms:
    """Which programs: all filters must fit."""

    facility: UUID | None
    region: str | None
    state: State | None
    agreement: UUID | None
    fiscal_year: int | None
    page: PageWanted


@dataclass(frozen=True, slots=True)
class ReadProgram:
    """One program."""

    program_id: UUID


# `whole` stands in the filter by agreement, too: else a partner could try out which other agreements carry a program.
_LIST = """
SELECT p.* FROM program p
CROSS JOIN LATERAL (SELECT $1 OR facility_id = ANY ($2::uuid[]) OR region = ANY ($3::text[]) AS whole) AS seen
WHERE (whole OR EXISTS (SELECT FROM authorisation_partner WHERE program_id = p.id AND partner_id = ANY ($4::uuid[])))
  AND ($5::uuid IS NULL OR facility_id = $5)
  AND ($6::text IS NULL OR region = $6)
  AND ($7::text IS NULL OR state = $7)
  AND ($8::uuid IS NULL OR EXISTS (
      SELECT FROM authorisation a WHERE program_id = p.id AND agreement_id = $8 AND (whole OR EXISTS (
          SELECT FROM authorisation_partner o
          WHERE o.program_id = p.id AND o.scope_item_id = a.scope_item_id AND o.partner_id = ANY ($4)))))
  AND ($9::integer IS NULL OR fiscal_year = $9)
  AND ($10::uuid IS NULL OR id < $10)
ORDER BY id DESC LIMIT $11
"""


@use_case(*READERS, scope=anywhere, changes=False)
async def list_programs(work: Work, query: ListPrograms) -> Page[ProgramLine]:
    """The programs that the actor may see, newest first."""
    reach = work.actor.reach(OFFICES)
    (before,) = query.page.after_as(UUID)
    rows = await work.connection.fetch(
        _LIST,
        reach.nation,
        reach.facilities,
        reach.regions,
        work.actor.reach([Capability.PARTNER_CONTACT]).partners,
        query.facility,
        query.region,
        query.state,
        query.agreement,
        query.fiscal_year,
        before,
        query.page.limit + 1,
    )
    return query.page.page([ProgramLine(**_line(row)) for row in rows], lambda line: (line.id,))


@use_case(*READERS, scope=scope_to_read, changes=False)
async def read_program(work: Work, query: ReadProgram) -> ProgramView:
    """One program with what carries it, its history, its cohorts and what its sessions add up to."""
    fetch, fetchrow = work.connection.fetch, work.connection.fetchrow
    program = await fetchrow("SELECT * FROM program WHERE id = $1", query.program_id)
    partners = await partners_to_read_for(work, query.program_id)
    authorisations = await fetch(
        """SELECT * FROM authorisation a
           WHERE program_id = $1 AND ($2::uuid[] IS NULL OR EXISTS (
               SELECT FROM authorisation_partner p
               WHERE p.program_id = $1 AND p.scope_item_id = a.scope_item_id AND p.partner_id = ANY ($2)))
           ORDER BY since, scope_item_id""",
        query.program_id,
        partners,
    )
    history = await fetch(
        "SELECT state, reached_on FROM program_status WHERE program_id = $1 ORDER BY version", query.program_id
    )
    cohorts = await fetch(
        """SELECT cohort.*, (SELECT count(*) FROM enrolment WHERE cohort_id = cohort.id) AS participants
           FROM cohort WHERE program_id = $1 AND ($2::uuid[] IS NULL OR EXISTS (
               SELECT FROM cohort_partner WHERE cohort_id = cohort.id AND partner_id = ANY ($2)))
           ORDER BY started_on, id""",
        query.program_id,
        partners,
    )
    # The join loses no session, for each has attendance: one that nobody attended is refused.
    tally = await fetchrow(
        """SELECT count(DISTINCT s.id) AS sessions, min(held_on) AS first_held_on, max(held_on) AS last_held_on,
                  count(*) FILTER (WHERE mark = 'active') AS active,
                  count(*) FILTER (WHERE mark = 'passive') AS passive,
                  count(*) FILTER (WHERE mark = 'absent') AS absent
           FROM cohort c JOIN session s ON s.cohort_id = c.id JOIN attendance a ON a.session_id = s.id
           WHERE program_id = $1 AND ($2::uuid[] IS NULL OR EXISTS (
               SELECT FROM authorisation_partner p
               WHERE p.program_id = $1 AND p.partner_id = ANY ($2) AND p.in_force @> held_on))""",
        query.program_id,
        partners,
    )
    return ProgramView(
        **_line(program),
        authorisations=[AuthorisationView(**row, agency=organisation_of(row, "agency")) for row in authorisations],
        history=[StatusView(**row) for row in history],
        cohorts=[CohortLine(**row) for row in cohorts],
        tally=Tally(**tally),
    )


def _line(row: asyncpg.Record) -> dict[str, object]:
    return {
        **row,
        "facility": facility_of(row),
        "template": template_of(row),
        "title": title_of(row),
    }
