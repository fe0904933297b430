"""The parts of requests about sessions that several routes have."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from services.programs.cohorts.model.admission import LARGEST_COHORT
from services.programs.sessions.commands.recording import RecordedSession
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.model.session import DoubledSession
from shared.values.texts import Text

SESSION: dict[str, Any] = {
    "held_on": "2026-03-11",
    "started_at": "09:00",
    "minutes": 90,
    "kind": "class",
    "topic": "Pemilahan sampah",
    "instructors": [{"id": "0198c1f0-0000-7000-8000-000000000001", "name": "Dinas Lingkungan Hidup"}],
}
ROSTER: list[dict[str, Any]] = [
    {"participant_ref": "P-7F3A91", "mark": "active"},
    {"participant_ref": "P-7F3A92", "mark": "absent", "reason": "no_information"},
]

Roster = Annotated[list[Attendance], Field(max_length=LARGEST_COHORT)]
Audience = Annotated[list[AudienceGroup], Field(max_length=4)]


class SessionCaution(BaseModel):
    """Something that was accepted but should be checked: another session that may be the same."""

    code: str
    session_id: UUID
    message: Text

    @classmethod
    def of(cls, found: DoubledSession) -> "SessionCaution":
        """The caution about a session with the same day and topic."""
        return cls(code="doubled_session", session_id=found.session_id, message=found.message)


class SessionReceipt(BaseModel):
    """The session as it is recorded, the items and obligations that it fulfils, its counts, and what to check."""

    id: UUID
    delivered_for: list[UUID]
    obligations: list[UUID]
    active: int
    passive: int
    absent: int
    version: int
    cautions: list[SessionCaution]

    @classmethod
    def of(cls, recorded: RecordedSession) -> "SessionReceipt":
        """The receipt of a recorded or corrected session."""
        session = recorded.session
        return cls(
            id=session.id,
            delivered_for=[each.scope_item_id for each in session.delivered_for],
            obligations=[each.id for each in session.credits],
            **session.facts.counts._asdict(),
            version=session.version,
            cautions=[SessionCaution.of(each) for each in recorded.doubles],
        )
