"""One program, with everything that the reader may know about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.program.access import READERS, partners_to_read_for, scope_to_read
from services.programs.program.model.columns import agencies_of
from services.programs.program.model.funding import Funding
from services.programs.program.model.parts import EndReason, LostBasis, Organisation
from services.programs.program.model.states import ProgramState
from services.programs.program.queries.listing import ProgramSummary, summary_fields
from shared.access import Work, use_case
from shared.values.capabilities import ScopeKind
from shared.values.cooperation import CancellationReason, ProgramOutcome, SuspensionReason


class ProgramAuthorisation(BaseModel):
    """A scope item that carries the program up to and including `until`, or `ended_on` once it has ended."""

    agreement_id: UUID
    line_id: UUID
    scope_item_id: UUID
    agencies: list[Organisation]
    since: date
    until: date | None
    ended_on: date | None
    end_reason: EndReason | None


class CohortSummary(BaseModel):
    """A cohort of the program: how many were admitted, and how many are enrolled now."""

    id: UUID
    name: str
    started_on: date
    participants: int
    enrolled: int


class HistoryEntry(BaseModel):
    """A state that the program reached, and on which day."""

    state: ProgramState
    reached_on: date


class SuspensionEntry(BaseModel):
    """A suspension: nothing takes place until the day before `resumed_on`; null: it is suspended now."""

    suspended_on: date
    resumed_on: date | None
    reason: SuspensionReason
    decided_by: ScopeKind


class EndingEntry(BaseModel):
    """How the program ended, its last day, why, and who decided."""

    outcome: ProgramOutcome
    ended_on: date
    reason: CancellationReason | LostBasis | None
    decided_by: ScopeKind


class Tally(BaseModel):
    """The sessions of a program: how many, the first and the last day, and the attendance marks of each kind."""

    sessions: int
    first_held_on: date | None
    last_held_on: date | None
    active: int
    passive: int
    absent: int


class SimilarProgram(BaseModel):
    """Another live program of the same kind, and whether the facility has decided to keep both."""

    id: UUID
    name: str
    state: ProgramState
    kept_apart: bool


class ProgramDetails(ProgramSummary):
    """A program with its authorisations, history, cohorts and sessions, and the program into which it was joined.

    `similar` are the others of the same practice, pillar and year at the facility. Offices read them and the `funding`.
    """

    joined_into: UUID | None
    funding: list[Funding]
    ending: EndingEntry | None
    suspensions: list[SuspensionEntry]
    similar: list[SimilarProgram]
    authorisations: list[ProgramAuthorisation]
    history: list[HistoryEntry]
    cohorts: list[CohortSummary]
    tally: Tally


@dataclass(frozen=True, slots=True)
class ShowProgram:
    """One program."""

    program_id: UUID


# In each statement $1 is the program and $2 the partners for whom the actor reads; null: the actor reads all of it.
_AUTHORISATIONS = """
SELECT * FROM authorisation_details a
WHERE program_id = $1 AND ($2::uuid[] IS NULL OR EXISTS (
    SELECT FROM authorisation_partner p
    WHERE p.program_id = $1 AND p.scope_item_id = a.scope_item_id AND p.partner_id = ANY ($2)))
ORDER BY since, scope_item_id
"""

_SIMILAR = """
SELECT id, name, state, kept_apart FROM similar_program WHERE program_id = $1 AND $2::uuid[] IS NULL ORDER BY id
"""

_SUSPENSIONS = "SELECT * FROM program_suspension WHERE program_id = $1 ORDER BY version"

_FUNDING = "SELECT source, amount FROM program_funding WHERE program_id = $1 AND $2::uuid[] IS NULL ORDER BY source"

_HISTORY = "SELECT state, reached_on FROM program_status WHERE program_id = $1 ORDER BY version"

_COHORTS = """
SELECT cohort.*, counted.participants, counted.enrolled
FROM cohort CROSS JOIN LATERAL (
    SELECT count(*) AS participants, count(*) FILTER (WHERE ended_on IS NULL) AS enrolled
    FROM enrolment WHERE cohort_id = cohort.id
) AS counted
WHERE program_id = $1 AND ($2::uuid[] IS NULL OR EXISTS (
    SELECT FROM cohort_partner WHERE cohort_id = cohort.id AND partner_id = ANY ($2)))
ORDER BY started_on, id
"""

_TALLY = """
SELECT count(*) AS sessions, min(held_on) AS first_held_on, max(held_on) AS last_held_on,
       coalesce(sum(active), 0) AS active, coalesce(sum(passive), 0) AS passive, coalesce(sum(absent), 0) AS absent
FROM session s
WHERE s.program_id = $1 AND retracted_at IS NULL AND ($2::uuid[] IS NULL OR EXISTS (
    SELECT FROM authorisation_partner p
    WHERE p.program_id = $1 AND p.partner_id = ANY ($2) AND p.in_force @> held_on))
"""


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_program(work: Work, query: ShowProgram) -> ProgramDetails:
    """One program with its authorisations, history, cohorts, and the sum of its sessions."""
    connection, program_id = work.connection, query.program_id
    partners = await partners_to_read_for(work, program_id)
    program = await connection.fetchrow("SELECT * FROM program WHERE id = $1", program_id)
    authorisations = await connection.fetch(_AUTHORISATIONS, program_id, partners)
    cohorts = await connection.fetch(_COHORTS, program_id, partners)
    return ProgramDetails(
        **summary_fields(program),
        funding=[Funding(**row) for row in await connection.fetch(_FUNDING, program_id, partners)],
        ending=_ending(program),
        suspensions=[SuspensionEntry(**row) for row in await connection.fetch(_SUSPENSIONS, program_id)],
        similar=[SimilarProgram(**row) for row in await connection.fetch(_SIMILAR, program_id, partners)],
        authorisations=[ProgramAuthorisation(**row, agencies=agencies_of(row)) for row in authorisations],
        history=[HistoryEntry(**row) for row in await connection.fetch(_HISTORY, program_id)],
        cohorts=[CohortSummary(**row) for row in cohorts],
        tally=Tally(**await connection.fetchrow(_TALLY, program_id, partners)),
    )


def _ending(row: Mapping[str, Any]) -> EndingEntry | None:
    if row["outcome"] is None:
        return None
    return EndingEntry(**row, reason=row["end_reason"], decided_by=row["ended_by"])
