"""Reads of cohorts. Pseudonyms are shown to those who run programs at the facility; others see how many there are."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.access import may_read_pseudonyms, scope_to_read
from services.programs.program.access import READERS
from shared.access import Work, use_case


class ParticipantView(BaseModel):
    """A participant, to whom the facility alone can give a name."""

    participant_ref: str
    hearing_ref: str


class CohortView(BaseModel):
    """A cohort; `roster` is left out for those who may only count."""

    id: UUID
    program_id: UUID
    name: str
    started_on: date
    participants: int
    roster: list[ParticipantView] | None


@dataclass(frozen=True, slots=True)
class ReadCohort:
    """One cohort."""

    cohort_id: UUID


@use_case(*READERS, scope=scope_to_read, changes=False)
async def read_cohort(work: Work, query: ReadCohort) -> CohortView:
    """One cohort with its participants, or with their number."""
    cohort = await work.connection.fetchrow(
        "SELECT cohort.*, facility_id FROM cohort JOIN program ON program.id = program_id WHERE cohort.id = $1",
        query.cohort_id,
    )
    rows = await work.connection.fetch(
        "SELECT participant_ref, hearing_ref FROM enrolment WHERE cohort_id = $1 ORDER BY participant_ref",
        query.cohort_id,
    )
    roster = [ParticipantView(**row) for row in rows]
    visible = may_read_pseudonyms(work.actor, cohort["facility_id"])
    return CohortView(**cohort, participants=len(roster), roster=roster if visible else None)
