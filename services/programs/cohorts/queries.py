"""Reads of cohorts. Only those who record sessions of the facility read pseudonyms; other readers get numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.access import may_read_pseudonyms, scope_to_end, scope_to_read
from services.programs.cohorts.model.admission import AdmissionBasis
from services.programs.cohorts.model.enrolment import EnrolmentEnd, EnrolmentOrigin, short_code
from services.programs.participants.store import resolver
from services.programs.program.access import READERS, RECORDERS
from shared.access import Work, use_case
from shared.access.actor import OutOfScope
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
    version: int


class RecordedEnd(BaseModel):
    """An end as it was recorded (null: the end was taken back), and why it replaced the one before."""

    version: int
    ended_on: date | None
    end_reason: EnrolmentEnd | None
    correction: str | None
    recorded_at: datetime


class EnrolmentDetails(RosterEntry):
    """One enrolment with its cohort and every end that was recorded, in order."""

    cohort_id: UUID
    history: list[RecordedEnd]


class CohortDetails(BaseModel):
    """A cohort: how many were admitted, how many are enrolled now.

    `roster` is null for readers who get only the numbers.
    """

    id: UUID
    program_id: UUID
    name: str
    started_on: date
    completed_on: date | None
    participants: int
    enrolled: int
    version: int
    roster: list[RosterEntry] | None


@dataclass(frozen=True, slots=True)
class ShowCohort:
    """One cohort."""

    cohort_id: UUID


@dataclass(frozen=True, slots=True)
class ShowEnrolment:
    """One enrolment."""

    enrolment_id: UUID


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_cohort(work: Work, query: ShowCohort) -> CohortDetails:
    """One cohort with its participants, or with their number."""
    cohort = await work.connection.fetchrow(
        "SELECT cohort.*, facility_id FROM cohort JOIN program ON program.id = program_id WHERE cohort.id = $1",
        query.cohort_id,
    )
    rows = await work.connection.fetch("SELECT * FROM enrolment WHERE cohort_id = $1 ORDER BY number", query.cohort_id)
    enrolled = sum(row["ended_on"] is None for row in rows)
    readable = may_read_pseudonyms(work.actor, cohort["facility_id"])
    roster = await _roster(work, cohort["facility_id"], rows) if readable else None
    return CohortDetails(**cohort, participants=len(rows), enrolled=enrolled, roster=roster)


@use_case(*RECORDERS, scope=scope_to_end, changes=False)
async def show_enrolment(work: Work, query: ShowEnrolment) -> EnrolmentDetails:
    """One enrolment. Raises `OutOfScope` for those above the facility, who read no pseudonyms."""
    row = await work.connection.fetchrow(
        """SELECT enrolment.*, facility_id FROM enrolment JOIN cohort ON cohort.id = cohort_id
           JOIN program ON program.id = program_id WHERE enrolment.id = $1""",
        query.enrolment_id,
    )
    if not may_read_pseudonyms(work.actor, row["facility_id"]):
        raise OutOfScope
    ends = await work.connection.fetch(
        "SELECT * FROM enrolment_change WHERE enrolment_id = $1 ORDER BY version", query.enrolment_id
    )
    (entry,) = await _roster(work, row["facility_id"], [row])
    history = [RecordedEnd(**each) for each in ends]
    return EnrolmentDetails(**entry.model_dump(), cohort_id=row["cohort_id"], history=history)


async def _roster(work: Work, facility_id: UUID, rows: Sequence[Mapping[str, Any]]) -> list[RosterEntry]:
    """Rows of `enrolment` with the facility's own references."""
    references = await resolver(work.connection).references(facility_id, [row["participant_id"] for row in rows])
    return [
        RosterEntry(**row, code=short_code(row["number"]), participant_ref=references[row["participant_id"]])
        for row in rows
    ]
