"""A session as an amendment keeps it: the marks by participant, because references stay with the resolver."""

from collections.abc import Mapping
from datetime import date, time
from uuid import UUID

from pydantic import BaseModel

from services.programs.program.model.parts import Organisation
from services.programs.sessions.model.attendance import AbsenceReason, Attendance, AttendanceMark
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.model.session import SessionFacts
from shared.values.cooperation import SessionKind


class StoredMark(BaseModel):
    """The mark of one participant."""

    participant_id: UUID
    mark: AttendanceMark
    reason: AbsenceReason | None


class StoredFacts(BaseModel):
    """Everything that is reported of a session."""

    held_on: date
    started_at: time | None
    minutes: int | None
    kind: SessionKind
    topic: str
    instructors: list[Organisation]
    attendance: list[StoredMark]
    audience: list[AudienceGroup]

    @classmethod
    def of(cls, facts: SessionFacts, participants: Mapping[str, UUID]) -> "StoredFacts":
        """The facts with the participants of the references."""
        marks = [
            StoredMark(participant_id=participants[each.participant_ref], mark=each.mark, reason=each.reason)
            for each in facts.attendance
        ]
        return cls(
            held_on=facts.held_on,
            started_at=facts.started_at,
            minutes=facts.minutes,
            kind=facts.kind,
            topic=facts.topic,
            instructors=list(facts.instructors),
            attendance=marks,
            audience=list(facts.audience),
        )

    def facts(self, references: Mapping[UUID, str]) -> SessionFacts:
        """The facts with the references of the participants."""
        marks = [
            Attendance(participant_ref=references[each.participant_id], mark=each.mark, reason=each.reason)
            for each in self.attendance
        ]
        return SessionFacts(
            held_on=self.held_on,
            started_at=self.started_at,
            minutes=self.minutes,
            kind=self.kind,
            topic=self.topic,
            instructors=tuple(self.instructors),
            attendance=tuple(sorted(marks, key=lambda each: each.participant_ref)),
            audience=tuple(self.audience),
        )
