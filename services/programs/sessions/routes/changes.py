"""Correcting and retracting sessions.

PUT /sessions/{id}
POST /sessions/{id}/retractions
"""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.programs.sessions.commands import correcting
from services.programs.sessions.model.reported import ReportedSession
from services.programs.sessions.routes.bodies import (
    ROSTER,
    SESSION,
    Audience,
    Roster,
    SessionReceipt,
)
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["sessions"])

RETRACTION: dict[str, Any] = {"reason": "Tercatat dua kali."}


class SessionCorrection(ReportedSession):
    """A session with everything as it is right, and why it is corrected."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [SESSION | {"attendance": ROSTER, "reason": "Tanggal keliru."}]}
    )

    attendance: Roster = Field(default_factory=list)
    audience: Audience = Field(default_factory=list)
    reason: ShortText

    def command(self, session_id: UUID, expected_version: int) -> correcting.CorrectSession:
        """The command to correct this session."""
        facts = self.facts(self.attendance, self.audience)
        return correcting.CorrectSession(session_id, expected_version, facts, self.fulfilled(), self.reason)


class Retraction(BaseModel):
    """Why a session does not count."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [RETRACTION]})

    reason: ShortText


class RetractionReceipt(BaseModel):
    """The session that was retracted."""

    id: UUID
    version: int


@router.put("/sessions/{session_id}", summary="Perbaiki pertemuan / correct a session")
async def correct_session(
    work: CurrentWork, session_id: UUID, body: SessionCorrection, expected_version: ExpectedVersion
) -> Versioned[SessionReceipt]:
    """Replace everything that is recorded of a session; the reason stays on record."""
    corrected = await correcting.correct_session(work, body.command(session_id, expected_version))
    return Versioned(SessionReceipt.of(corrected), corrected.session.version)


@router.post("/sessions/{session_id}/retractions", summary="Tarik pertemuan / retract a session")
async def retract_session(
    work: CurrentWork, session_id: UUID, body: Retraction, expected_version: ExpectedVersion
) -> Versioned[RetractionReceipt]:
    """Retract a session that did not take place, or that was recorded twice."""
    command = correcting.RetractSession(session_id, expected_version, body.reason)
    session = await correcting.retract_session(work, command)
    return Versioned(RetractionReceipt(id=session.id, version=session.version), session.version)
