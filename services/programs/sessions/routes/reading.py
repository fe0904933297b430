"""Reading sessions.

GET /programs/{id}/sessions
GET /sessions/{id}
"""

from uuid import UUID

from fastapi import APIRouter

from services.programs.sessions.queries import sessions
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["sessions"])


@router.get("/programs/{program_id}/sessions", summary="Daftar pertemuan program / list sessions of a program")
async def list_sessions(work: CurrentWork, program_id: UUID, page: PageParameters) -> Page[sessions.SessionSummary]:
    """The sessions of a program with counts of attendance, the latest first; without those that were retracted."""
    return await sessions.list_sessions(work, sessions.ListSessions(program_id, page))


@router.get("/sessions/{session_id}", summary="Lihat pertemuan / show a session")
async def show_session(work: CurrentWork, session_id: UUID) -> Versioned[sessions.SessionDetails]:
    """One session; those who record sessions at the facility get the mark of each participant, other readers counts."""
    session = await sessions.show_session(work, sessions.ShowSession(session_id))
    return Versioned(session, session.version)
