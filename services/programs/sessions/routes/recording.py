"""Recording sessions that were held.

POST /cohorts/{id}/sessions
POST /programs/{id}/sessions
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import ConfigDict, Field

from services.programs.cohorts.model.admission import LARGEST_COHORT
from services.programs.sessions.commands import recording
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.model.reported import ReportedSession
from services.programs.sessions.routes.bodies import ROSTER, SESSION, SessionReceipt
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["sessions"])

OPEN = SESSION | {
    "kind": "talk",
    "topic": "Penyuluhan hukum",
    "audience": [{"participants": "convict", "number": 310}, {"participants": "detainee", "number": 45}],
}


class NewSession(ReportedSession):
    """A session that was held for a cohort."""

    model_config = ConfigDict(json_schema_extra={"examples": [SESSION | {"attendance": ROSTER}]})

    attendance: Annotated[list[Attendance], Field(min_length=1, max_length=LARGEST_COHORT)]

    def command(self, cohort_id: UUID) -> recording.RecordSession:
        """The command to record this session."""
        return recording.RecordSession(cohort_id, self.facts(self.attendance, []), self.fulfilled())


class NewOpenSession(ReportedSession):
    """A session that was open, without a roster."""

    model_config = ConfigDict(json_schema_extra={"examples": [OPEN]})

    audience: Annotated[list[AudienceGroup], Field(min_length=1, max_length=4)]

    def command(self, program_id: UUID) -> recording.RecordOpenSession:
        """The command to record this session."""
        return recording.RecordOpenSession(program_id, self.facts([], self.audience), self.fulfilled())


@router.post("/cohorts/{cohort_id}/sessions", summary="Catat pertemuan / record a session")
async def record_session(work: CurrentWork, cohort_id: UUID, body: NewSession) -> Created[SessionReceipt]:
    """Record a session that was held, with a mark for each enrolled participant."""
    recorded = await recording.record_session(work, body.command(cohort_id))
    return _created(recorded)


@router.post("/programs/{program_id}/sessions", summary="Catat pertemuan terbuka / record an open session")
async def record_open_session(work: CurrentWork, program_id: UUID, body: NewOpenSession) -> Created[SessionReceipt]:
    """Record an open session, with the number of participants of each kind."""
    return _created(await recording.record_open_session(work, body.command(program_id)))


def _created(recorded: recording.RecordedSession) -> Created[SessionReceipt]:
    session = recorded.session
    return Created(SessionReceipt.of(recorded), session.version, f"/sessions/{session.id}")
