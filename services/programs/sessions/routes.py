"""POST /cohorts/{id}/sessions, GET /programs/{id}/sessions, GET /sessions/{id}."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.programs.program.model.parts import Organisation
from services.programs.sessions import commands, queries
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.session import Session
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["sessions"])

SESSION: dict[str, Any] = {
    "held_on": "2026-03-11",
    "topic": "Pemilahan sampah",
    "instructor": {"id": "0198c1f0-0000-7000-8000-000000000001", "name": "Dinas Lingkungan Hidup"},
    "attendance": [
        {"participant_ref": "P-7F3A91", "mark": "active"},
        {"participant_ref": "P-7F3A92", "mark": "absent", "reason": "ill"},
    ],
}
UNCHANGING = 1
"""The version of a session, which never changes."""


class Instructor(BaseModel):
    """The organisation that sent the instructor."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    name: ShortText

    def organisation(self) -> Organisation:
        """The organisation by itself."""
        return Organisation(self.id, self.name)


class NewSession(BaseModel):
    """A session that was held.

    `delivered_for` names the scope items that it fulfils, and an empty list means an activity of the facility itself.
    Without it, the session fulfils the one item that belongs to the instructor's organisation, if there is one.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [SESSION]})

    held_on: Day
    topic: ShortText
    instructor: Instructor | None = None
    attendance: Annotated[list[Attendance], Field(min_length=1, max_length=500)]
    delivered_for: Annotated[list[UUID], Field(max_length=50)] | None = None

    def command(self, cohort_id: UUID) -> commands.RecordSession:
        """The command to record this session."""
        instructor = self.instructor.organisation() if self.instructor else None
        named = None if self.delivered_for is None else frozenset(self.delivered_for)
        return commands.RecordSession(cohort_id, self.held_on, self.topic, instructor, tuple(self.attendance), named)


class SessionReceipt(BaseModel):
    """The session that was recorded, the scope items that it fulfils, and the number of marks of each kind."""

    id: UUID
    delivered_for: list[UUID]
    active: int
    passive: int
    absent: int

    @classmethod
    def of(cls, session: Session) -> "SessionReceipt":
        """The receipt of a recorded session."""
        count = session.count
        return cls(
            id=session.id,
            delivered_for=[each.scope_item_id for each in session.delivered_for],
            active=count("active"),
            passive=count("passive"),
            absent=count("absent"),
        )


@router.post("/cohorts/{cohort_id}/sessions", summary="Catat pertemuan / record a session")
async def record_session(work: CurrentWork, cohort_id: UUID, body: NewSession) -> Created[SessionReceipt]:
    """Record a session that was held, with a mark for each enrolled participant."""
    session = await commands.record_session(work, body.command(cohort_id))
    return Created(SessionReceipt.of(session), UNCHANGING, f"/sessions/{session.id}")


@router.get("/programs/{program_id}/sessions", summary="Daftar pertemuan program / list sessions of a program")
async def list_sessions(work: CurrentWork, program_id: UUID, page: PageParameters) -> Page[queries.SessionSummary]:
    """The sessions of a program with counts of attendance, the latest first."""
    return await queries.list_sessions(work, queries.ListSessions(program_id, page))


@router.get("/sessions/{session_id}", summary="Lihat pertemuan / show a session")
async def show_session(work: CurrentWork, session_id: UUID) -> Versioned[queries.SessionDetails]:
    """One session; officers and heads of the facility get the mark of each participant, other readers counts."""
    return Versioned(await queries.show_session(work, queries.ShowSession(session_id)), UNCHANGING)
