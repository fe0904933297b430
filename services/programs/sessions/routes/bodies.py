"""The parts of requests about sessions that several routes have."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.programs.cohorts.model.admission import LARGEST_COHORT
from services.programs.program.model.parts import Organisation
from services.programs.sessions.commands.recording import RecordedSession
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.model.session import DoubledSession, SessionFacts
from shared.values.cooperation import SessionKind
from shared.values.inputs import ShortText
from shared.values.terms import ClockTime, Day
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


class Instructor(BaseModel):
    """An organisation that sent an instructor."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    name: ShortText

    def organisation(self) -> Organisation:
        """The organisation by itself."""
        return Organisation(self.id, self.name)


class ReportedSession(BaseModel):
    """The fields of every report of a session.

    `delivered_for` names the scope items that it fulfils, and an empty list means an activity of the facility itself.
    Without it, the session fulfils the one item that belongs to the instructors' organisations, if there is one.
    """

    model_config = ConfigDict(extra="forbid")

    held_on: Day
    started_at: ClockTime | None = Field(None, description="the time of day at the facility")
    minutes: Annotated[int, Field(ge=1, le=1440, strict=True)] | None = None
    kind: SessionKind = "class"
    topic: ShortText
    instructors: Annotated[list[Instructor], Field(max_length=20)] = []
    delivered_for: Annotated[list[UUID], Field(max_length=50)] | None = None

    def facts(self, attendance: list[Attendance], audience: list[AudienceGroup]) -> SessionFacts:
        """What is reported, with the roster or the audience."""
        organisations = {each.id: each.organisation() for each in self.instructors}
        return SessionFacts(
            held_on=self.held_on,
            started_at=self.started_at,
            minutes=self.minutes,
            kind=self.kind,
            topic=self.topic,
            instructors=tuple(organisations.values()),
            attendance=tuple(attendance),
            audience=tuple(audience),
        )

    def fulfilled(self) -> frozenset[UUID] | None:
        """The scope items that are named; None: take the default."""
        return None if self.delivered_for is None else frozenset(self.delivered_for)


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
    """The session as it is recorded, the scope items that it fulfils, its counts, and what should be checked."""

    id: UUID
    delivered_for: list[UUID]
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
            **session.facts.counts._asdict(),
            version=session.version,
            cautions=[SessionCaution.of(each) for each in recorded.doubles],
        )
