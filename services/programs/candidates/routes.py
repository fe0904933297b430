"""The routes of candidates.

GET /programs/{id}/candidates
POST /programs/{id}/candidates
POST /cohorts/{id}/call-ups
POST /candidates/{id}/endings
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from services.programs.candidates import commands, queries
from services.programs.candidates.model import Candidate, CandidateEnd, CandidateState
from services.programs.cohorts.model.admission import LARGEST_COHORT, Admission
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["candidates"])

LISTED: dict[str, Any] = {
    "listed_on": "2026-03-02",
    "participants": [
        {"participant_ref": "P-7F3A93", "kind": "convict", "basis": "hearing", "basis_reference": "TPP-2026/019"}
    ],
}
CALL_UP: dict[str, Any] = {"admitted_on": "2026-03-16", "number": 1}


class NewCandidates(BaseModel):
    """Participants who wait for a place, in this order."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [LISTED]})

    listed_on: Day
    participants: Annotated[list[Admission], Field(min_length=1, max_length=LARGEST_COHORT)]


class CallUp(BaseModel):
    """How many of those who wait are admitted, and on which day."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [CALL_UP]})

    admitted_on: Day
    number: Annotated[int, Field(ge=1, le=LARGEST_COHORT, strict=True)]


class CandidateEnding(BaseModel):
    """Why a candidate does not wait any more."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "transferred"}]})

    reason: CandidateEnd


class CandidateReceipt(BaseModel):
    """A candidate with the turn."""

    id: UUID
    number: int
    state: CandidateState
    version: int

    @classmethod
    def of(cls, candidate: Candidate) -> "CandidateReceipt":
        """The receipt of a candidate."""
        return cls(id=candidate.id, number=candidate.number, state=candidate.state, version=candidate.version)


class CandidatesReceipt(BaseModel):
    """The new candidates in the order of the list."""

    candidates: list[CandidateReceipt]


class CalledUp(BaseModel):
    """A new enrolment with its short code."""

    enrolment_id: UUID
    code: str


class CallUpReceipt(BaseModel):
    """The participants who were admitted, in turn."""

    admitted: list[CalledUp]


@router.get("/programs/{program_id}/candidates", summary="Daftar tunggu / show the waiting list")
async def list_candidates(
    work: CurrentWork,
    program_id: UUID,
    *,
    all_states: Annotated[bool, Query(alias="all", description="also those who were admitted or removed")] = False,
) -> queries.WaitingList:
    """Those who wait for a place in a program, in turn, and how many places are free."""
    return await queries.list_candidates(work, queries.ListCandidates(program_id, all_states))


@router.post("/programs/{program_id}/candidates", summary="Daftarkan calon peserta / list candidates")
async def add_candidates(work: CurrentWork, program_id: UUID, body: NewCandidates) -> CandidatesReceipt:
    """List participants at the end of the waiting list."""
    command = commands.AddCandidates(program_id, body.listed_on, tuple(body.participants))
    found = await commands.add_candidates(work, command)
    return CandidatesReceipt(candidates=[CandidateReceipt.of(each) for each in found])


@router.post("/cohorts/{cohort_id}/call-ups", summary="Terima dari daftar tunggu / admit candidates")
async def admit_candidates(work: CurrentWork, cohort_id: UUID, body: CallUp) -> CallUpReceipt:
    """Admit the first of those who wait to a cohort, within the places that are free now."""
    admitted = await commands.admit_candidates(work, commands.AdmitCandidates(cohort_id, body.admitted_on, body.number))
    return CallUpReceipt(admitted=[CalledUp(enrolment_id=each.id, code=each.code) for each in admitted.enrolments])


@router.post("/candidates/{candidate_id}/endings", summary="Hapus dari daftar tunggu / remove a candidate")
async def end_candidate(
    work: CurrentWork, candidate_id: UUID, body: CandidateEnding, expected_version: ExpectedVersion
) -> Versioned[CandidateReceipt]:
    """Remove a candidate, with the reason."""
    command = commands.EndCandidate(candidate_id, expected_version, body.reason)
    removed = await commands.end_candidate(work, command)
    return Versioned(CandidateReceipt.of(removed), removed.version)
