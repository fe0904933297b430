"""Corrections of minutes: each keeps the minutes as they were, and why they were wrong."""

from datetime import datetime

from pydantic import BaseModel

from services.agreements.meetings.model.meeting import Meeting
from shared.values.refusals import NotFound
from shared.values.texts import Text


class CorrectionNotFound(NotFound):
    """No correction of the meeting has made the version in the URL."""

    title = Text("Ralat tidak ditemukan", "Correction not found")
    detail = Text("Versi {version} tidak terjadi karena ralat.", "No correction has made the version {version}.")


class CorrectionSummary(BaseModel):
    """One correction in a list; `version` is the one of the meeting that it has made."""

    version: int
    corrected_at: datetime
    reason: str


class CorrectionOfMinutes(CorrectionSummary):
    """One correction, with the minutes as they were until then."""

    before: Meeting
