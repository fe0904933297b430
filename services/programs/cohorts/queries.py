"""Reads of cohorts. Only the officers and heads of the facility read pseudonyms; other readers get their number."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.access import may_read_pseudonyms, scope_to_read
from services.programs.cohorts.model import Admission
from services.programs.program.access import READERS
from shared.access import Work, use_case


class CohortDetails(BaseModel):
    """A cohort; `roster` is null for readers who get only the number of participants."""

    id: UUID
    program_id: UUID
    name: str
    started_on: date
    participants: int
    roster: list[Admission] | None


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
    rows = await work.connection.fetch(
        "SELECT participant_ref, hearing_ref FROM enrolment WHERE cohort_id = $1 ORDER BY participant_ref",
        query.cohort_id,
    )
    roster = [Admission(**row) for row in rows]
    readable = may_read_pseudonyms(work.actor, cohort["facility_id"])
    return CohortDetails(**cohort, participants=len(roster), roster=roster if readable else None)
