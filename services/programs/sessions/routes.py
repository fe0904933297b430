"""HTTP of sessions."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import BaseModel, ConfigDict, Field

from services.programs.program.model.parts import Organisation
from services.programs.sessions.commands import RecordSession, record_session
from services.programs.sessions.model import Attendance, Mark, Reason
from services.programs.sessions.queries import (
    ListSessions,
    ReadSession,
    SessionLine,
    SessionView,
    list_sessions,
    read_session,
)
from shared.values.lines import Line
from shared.values.terms import Day
from shared.web.cursors import Page, WantedPage
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import etag

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
IMMUTABLE = etag(1)


class InstructorBody(BaseModel):
    """The organisation that sent the instructor."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    name: Line


class AttendanceBody(BaseModel):
    """How one participant attended; an absence has a reason."""

    model_config = ConfigDict(extra="forbid")

    participant_ref: str
    mark: Mark
    reason: Reason | None = None


class SessionBody(BaseModel):
    """A session that was held."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [SESSION]})

    held_on: Day
    topic: Line
    instructor: InstructorBody | None = None
    attendance: Annotated[list[AttendanceBody], Field(min_length=1, max_length=500)]


class SessionRecorded(BaseModel):
    """The session that was recorded, and what its attendance adds up to."""

    id: UUID
    active: int
    passive: int
    absent: int


@router.post("/cohorts/{cohort_id}/sessions", status_code=status.HTTP_201_CREATED, summary="Record a session")
async def post_session(work: CurrentWork, cohort_id: UUID, body: SessionBody, response: Response) -> SessionRecorded:
    """Record a session that was held, with a mark for everybody who is enrolled."""
    command = RecordSession(
        cohort_id=cohort_id,
        held_on=body.held_on,
        topic=body.topic,
        instructor=Organisation(body.instructor.id, body.instructor.name) if body.instructor else None,
        attendance=tuple(Attendance(each.participant_ref, each.mark, each.reason) for each in body.attendance),
    )
    session = await record_session(work, command)
    response.headers["Location"] = f"/sessions/{session.id}"
    response.headers["ETag"] = IMMUTABLE
    return SessionRecorded(
        id=session.id, active=session.count("active"), passive=session.count("passive"), absent=session.count("absent")
    )


@router.get("/programs/{program_id}/sessions", summary="Sessions of a program")
async def get_sessions(work: CurrentWork, program_id: UUID, page: WantedPage) -> Page[SessionLine]:
    """The sessions of a program with their attendance as counts, the last one first."""
    return await list_sessions(work, ListSessions(program_id, page))


@router.get("/sessions/{session_id}", summary="One session")
async def get_session(work: CurrentWork, session_id: UUID, response: Response) -> SessionView:
    """One session; single marks are shown to the officers and heads of the facility, counts to others."""
    response.headers["ETag"] = IMMUTABLE
    return await read_session(work, ReadSession(session_id))
