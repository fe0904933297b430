"""The routes of amendments.

POST /cohorts/{id}/amendments
POST /programs/{id}/amendments
POST /sessions/{id}/amendments
GET /programs/{id}/amendments
GET /amendments/{id}
POST /amendments/{id}/decisions
POST /amendments/{id}/withdrawals
"""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.programs.amendments import queries
from services.programs.amendments.commands import deciding, proposing
from services.programs.amendments.model.amendment import Amendment, AmendmentState, AmendmentVerdict
from services.programs.cohorts.model.admission import LARGEST_COHORT
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.model.reported import ReportedSession
from shared.values.inputs import ShortText
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["amendments"])

Roster = Annotated[list[Attendance], Field(max_length=LARGEST_COHORT)]
Audience = Annotated[list[AudienceGroup], Field(max_length=4)]
MARKS: list[dict[str, Any]] = [{"participant_ref": "P-7F3A91", "mark": "active"}]
LATE: dict[str, Any] = {
    "held_on": "2026-03-11",
    "topic": "Pemilahan sampah",
    "attendance": MARKS,
    "reason": "Lembar kehadiran terlambat diterima.",
}


class ProposedSession(ReportedSession):
    """A session as it is right, with a roster for a cohort or an audience if it was open, and why it changes now."""

    model_config = ConfigDict(json_schema_extra={"examples": [LATE]})

    attendance: Roster = Field(default_factory=list)
    audience: Audience = Field(default_factory=list)
    reason: ShortText

    def proposed(self) -> proposing.ProposedFacts:
        """The proposal of this body."""
        facts = self.facts(self.attendance, self.audience)
        return proposing.ProposedFacts(facts, self.fulfilled(), self.reason)


class ProposedRetraction(BaseModel):
    """Why a session of a closed month does not count."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"retract": True, "reason": "Tercatat dua kali."}]}
    )

    retract: Literal[True]
    reason: ShortText


class Decision(BaseModel):
    """The decision of the second person."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"verdict": "approved"}]})

    verdict: AmendmentVerdict


class AmendmentReceipt(BaseModel):
    """The amendment after a change."""

    id: UUID
    month: str
    state: AmendmentState
    version: int

    @classmethod
    def of(cls, amendment: Amendment) -> "AmendmentReceipt":
        """The receipt of an amendment."""
        return cls(id=amendment.id, month=str(amendment.month), state=amendment.state, version=amendment.version)


@router.post("/cohorts/{cohort_id}/amendments", summary="Usulkan pertemuan terlambat / propose a late session")
async def propose_session(work: CurrentWork, cohort_id: UUID, body: ProposedSession) -> Created[AmendmentReceipt]:
    """Propose a session of a cohort in a month that the head has closed."""
    return _created(await proposing.propose_session(work, proposing.ProposeSession(cohort_id, body.proposed())))


@router.post(
    "/programs/{program_id}/amendments", summary="Usulkan pertemuan terbuka terlambat / propose a late open session"
)
async def propose_open_session(work: CurrentWork, program_id: UUID, body: ProposedSession) -> Created[AmendmentReceipt]:
    """Propose an open session in a month that the head has closed."""
    command = proposing.ProposeOpenSession(program_id, body.proposed())
    return _created(await proposing.propose_open_session(work, command))


@router.post(
    "/sessions/{session_id}/amendments", summary="Usulkan perbaikan atau penarikan / propose a correction or retraction"
)
async def propose_change(
    work: CurrentWork, session_id: UUID, body: ProposedSession | ProposedRetraction, expected_version: ExpectedVersion
) -> Created[AmendmentReceipt]:
    """Propose a session of a closed month as it is right, or with `retract` that it does not count."""
    if isinstance(body, ProposedRetraction):
        retraction = proposing.ProposeRetraction(session_id, expected_version, body.reason)
        return _created(await proposing.propose_retraction(work, retraction))
    correction = proposing.ProposeCorrection(session_id, expected_version, body.proposed())
    return _created(await proposing.propose_correction(work, correction))


@router.get("/programs/{program_id}/amendments", summary="Usul perubahan / list amendments")
async def list_amendments(work: CurrentWork, program_id: UUID, page: PageParameters) -> Page[queries.AmendmentSummary]:
    """The amendments of a program, the newest first."""
    return await queries.list_amendments(work, queries.ListAmendments(program_id, page))


@router.get("/amendments/{amendment_id}", summary="Satu usul perubahan / show an amendment")
async def show_amendment(work: CurrentWork, amendment_id: UUID) -> Versioned[queries.AmendmentDetails]:
    """One amendment with the session as it would be."""
    amendment = await queries.show_amendment(work, queries.ShowAmendment(amendment_id))
    return Versioned(amendment, amendment.version)


@router.post("/amendments/{amendment_id}/decisions", summary="Putuskan usul perubahan / decide an amendment")
async def decide(
    work: CurrentWork, amendment_id: UUID, body: Decision, expected_version: ExpectedVersion
) -> Versioned[AmendmentReceipt]:
    """Approve or decline an amendment of another account; an approved one takes effect in the same moment."""
    command = deciding.DecideAmendment(amendment_id, expected_version, body.verdict)
    amendment = await deciding.decide_amendment(work, command)
    return Versioned(AmendmentReceipt.of(amendment), amendment.version)


@router.post("/amendments/{amendment_id}/withdrawals", summary="Tarik usul perubahan / withdraw an amendment")
async def withdraw(
    work: CurrentWork, amendment_id: UUID, expected_version: ExpectedVersion
) -> Versioned[AmendmentReceipt]:
    """Withdraw an amendment before it is decided; it stays on record."""
    command = deciding.WithdrawAmendment(amendment_id, expected_version)
    amendment = await deciding.withdraw_amendment(work, command)
    return Versioned(AmendmentReceipt.of(amendment), amendment.version)


def _created(amendment: Amendment) -> Created[AmendmentReceipt]:
    return Created(AmendmentReceipt.of(amendment), amendment.version, f"/amendments/{amendment.id}")
