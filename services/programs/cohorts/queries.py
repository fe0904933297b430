"""Reads of cohorts. Only those who record sessions of the facility read pseudonyms; other readers get numbers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.access import may_read_pseudonyms, scope_to_read
from services.programs.cohorts.model.admission import AdmissionBasis
from services.programs.cohorts.model.enrolment import EnrolmentEnd, EnrolmentOrigin, short_code
from services.programs.program.access import READERS
from shared.access import Work, use_case
from shared.values.cooperation import ParticipantKind


class RosterEntry(BaseModel):
    """One enrolment. `code` is short, for paper and screens; `ended_on` is the last day."""

    id: UUID
    code: str
    participant_ref: str
    kind: ParticipantKind
    basis: AdmissionBasis
    basis_reference: str | None
    admitted_on: date
    origin: EnrolmentOrigin
    continues: UUID | None
    ended_on: date | None
    end_reason: EnrolmentEnd | None


class CohortDetails(BaseModel):
    """A cohort: how many were admitted, how many are enrolled now.

    `roster` is null for readers who get only the numbers.
    """

    id: UUID
    program_id: UUID
    name: str
    started_on: date
    participants: int
    enrolled: int
    version: int
    roster: list[RosterEntry] | None


@dataclass(frozen=True, slots=True)
class ShowCohort:
    """One cohort."""

    cohort_id: UUID


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_cohort(work: Work, query: ShowCohort) -> CohortDetails:
    """One cohort with its participants, or with their number."""
    cohort = await work.connection.fetchrow(
        "SELECT cohort.*, facility_id FROM cohort JOIN program ON program.id = program_id WHERE cohort.id = $1",
        query.cohort_id,
    )
    rows = await work.connection.fetch("SELECT * FROM enrolment WHERE cohort_id = $1 ORDER BY number", query.cohort_id)
    roster = [RosterEntry(**row, code=short_code(row["number"])) for row in rows]
    enrolled = sum(each.ended_on is None for each in roster)
    readable = may_read_pseudonyms(work.actor, cohort["facility_id"])
    return CohortDetails(**cohort, participants=len(roster), enrolled=enrolled, roster=roster if readable else None)
