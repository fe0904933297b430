"""POST /meetings/{id}/corrections
POST /meetings/{id}/retractions
GET /meetings/{id}/corrections
GET /meetings/{id}/corrections/{version}
"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel

from services.agreements.agreement.model.parts import Caution
from services.agreements.meetings.commands.correcting import correct_minutes
from services.agreements.meetings.commands.retracting import RetractMeeting, retract_meeting
from services.agreements.meetings.model.corrections import CorrectionOfMinutes, CorrectionSummary
from services.agreements.meetings.queries import meetings as queries
from services.agreements.meetings.routes.bodies import MinutesCorrection, Retraction
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["meetings"])


MadeVersion = Annotated[int, Path(ge=2, le=2**31 - 1, description="the version that the correction has made")]


class CorrectedMeeting(BaseModel):
    """The meeting's id, and cautions about it."""

    id: UUID
    cautions: tuple[Caution, ...]


class RetractedMeeting(BaseModel):
    """The meeting's id."""

    id: UUID


class Corrections(BaseModel):
    """The corrections of one meeting's minutes, the latest first."""

    corrections: Sequence[CorrectionSummary]


@router.post("/meetings/{meeting_id}/corrections", summary="Ralat notula / correct the minutes of a meeting")
async def correct(
    work: CurrentWork, meeting_id: UUID, expected_version: ExpectedVersion, body: MinutesCorrection
) -> Versioned[CorrectedMeeting]:
    """Replace the minutes, with a reason; they stay on record as they were, and the meeting is announced as it is."""
    corrected = await correct_minutes(work, body.command(meeting_id, expected_version))
    return Versioned(CorrectedMeeting(id=meeting_id, cautions=corrected.cautions), corrected.version)


@router.post("/meetings/{meeting_id}/retractions", summary="Tarik catatan rapat / retract a meeting")
async def retract(
    work: CurrentWork, meeting_id: UUID, expected_version: ExpectedVersion, body: Retraction
) -> Versioned[RetractedMeeting]:
    """Retract a record that is wrong as a whole; its open action items end, and signed agreements stay as they are."""
    version = await retract_meeting(work, RetractMeeting(meeting_id, expected_version, body.reason))
    return Versioned(RetractedMeeting(id=meeting_id), version)


@router.get("/meetings/{meeting_id}/corrections", summary="Daftar ralat notula / list the corrections of minutes")
async def list_corrections(work: CurrentWork, meeting_id: UUID) -> Corrections:
    """The corrections of a meeting's minutes, the latest first, for those who may read them."""
    return Corrections(corrections=await queries.list_corrections(work, queries.ListCorrections(meeting_id)))


@router.get("/meetings/{meeting_id}/corrections/{version}", summary="Satu ralat notula / show a correction of minutes")
async def show_correction(work: CurrentWork, meeting_id: UUID, version: MadeVersion) -> CorrectionOfMinutes:
    """One correction, by the version that it has made, with the minutes as they were until then."""
    return await queries.show_correction(work, queries.ShowCorrection(meeting_id, version))
