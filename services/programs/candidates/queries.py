"""Reads of the waiting list of a program: those who record sessions at the facility read it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.candidates.model import CandidateEnd, CandidateState
from services.programs.cohorts.access import may_read_pseudonyms
from services.programs.cohorts.model.admission import AdmissionBasis
from services.programs.participants.store import resolver
from services.programs.program import access as program_access
from services.programs.program.access import RECORDERS
from shared.access import Work, use_case
from shared.access.actor import OutOfScope
from shared.values.cooperation import ParticipantKind


class CandidateDetails(BaseModel):
    """One who waits, or has waited; `number` is the turn."""

    id: UUID
    number: int
    participant_ref: str
    kind: ParticipantKind
    basis: AdmissionBasis
    basis_reference: str | None
    listed_on: date
    state: CandidateState
    end_reason: CandidateEnd | None
    enrolment_id: UUID | None
    version: int


class WaitingList(BaseModel):
    """The candidates of a program in turn, and how many places are free now; null: the program is not open."""

    free: int | None
    candidates: list[CandidateDetails]


@dataclass(frozen=True, slots=True)
class ListCandidates:
    """The waiting list of a program; `all_states` includes those who were admitted or removed."""

    program_id: UUID
    all_states: bool = False


@use_case(*RECORDERS, scope=program_access.scope_to_change, changes=False)
async def list_candidates(work: Work, query: ListCandidates) -> WaitingList:
    """The waiting list. Raises `OutOfScope` for those above the facility, who read no pseudonyms."""
    program = await work.connection.fetchrow(
        """SELECT facility_id, capacity - (SELECT count(*) FROM enrolment JOIN cohort ON cohort.id = cohort_id
                                           WHERE program_id = program.id AND ended_on IS NULL) AS free
           FROM program WHERE id = $1""",
        query.program_id,
    )
    if not may_read_pseudonyms(work.actor, program["facility_id"]):
        raise OutOfScope
    rows = await work.connection.fetch(
        "SELECT * FROM candidate WHERE program_id = $1 AND ($2 OR state = 'waiting') ORDER BY number",
        query.program_id,
        query.all_states,
    )
    references = await resolver(work.connection).references(
        program["facility_id"], [row["participant_id"] for row in rows]
    )
    found = [CandidateDetails(**row, participant_ref=references[row["participant_id"]]) for row in rows]
    free = program["free"]
    return WaitingList(free=None if free is None else max(0, free), candidates=found)
