"""A session as requests report it, without who came."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.programs.program.model.parts import Organisation
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.model.session import SessionFacts
from shared.values.cooperation import SessionKind
from shared.values.inputs import ShortText
from shared.values.terms import ClockTime, Day


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

    `delivered_for` names the scope items and obligations that it fulfils, and an empty list means an activity of the
    facility itself. Without it, the session fulfils the one item that belongs to the instructors' organisations, if
    there is one, and their one obligation in it.
    """

    model_config = ConfigDict(extra="forbid")

    held_on: Day
    started_at: ClockTime | None = Field(None, description="the time of day at the facility")
    minutes: Annotated[int, Field(ge=1, le=1440, strict=True)] | None = None
    kind: SessionKind = "class"
    topic: ShortText
    instructors: Annotated[list[Instructor], Field(max_length=20)] = []
    delivered_for: Annotated[list[UUID], Field(max_length=50)] | None = None

    def facts(self, attendance: Sequence[Attendance], audience: Sequence[AudienceGroup]) -> SessionFacts:
        """The reported facts, with the roster or the audience."""
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
        """The scope items and obligations that are named; None: take the default."""
        return None if self.delivered_for is None else frozenset(self.delivered_for)
