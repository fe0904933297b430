"""Reads of sessions. Only the officers and heads of the facility read the marks of participants; others get counts.

A partner's contact reads the sessions held while an authorisation of that partner was in force, and the instructor only
if the partner or its agencies sent the instructor.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.access import may_read_pseudonyms
from services.programs.program import access as program_access
from services.programs.program.access import READERS, partners_to_read_for
from services.programs.program.model.columns import organisation_of
from services.programs.program.model.parts import Organisation
from services.programs.sessions import access
from services.programs.sessions.model import Attendance
from shared.access import Work, use_case
from shared.web.cursors import Page, PageRequest


class SessionSummary(BaseModel):
    """A session in a list, with the number of marks of each kind."""

    id: UUID
    cohort_id: UUID
    held_on: date
    topic: str
    instructor: Organisation | None
    active: int
    passive: int
    absent: int


class SessionDetails(SessionSummary):
    """A session; `attendance` is null for readers who get only counts."""

    program_id: UUID
    attendance: list[Attendance] | None


@dataclass(frozen=True, slots=True)
class ListSessions:
    """A page of the sessions of one program."""

    program_id: UUID
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowSession:
    """One session."""

    session_id: UUID


# $2 is null for an office, which reads everything. A partner without an authorisation gets nothing, because `bool_or`
# over no rows is null.
_COUNTED = """
SELECT session.id, cohort_id, held_on, topic, program.id AS program_id, facility_id,
       CASE WHEN $2::uuid[] IS NULL OR own.sent THEN instructor_id END AS instructor_id,
       CASE WHEN $2::uuid[] IS NULL OR own.sent THEN instructor_name END AS instructor_name,
       count(*) FILTER (WHERE mark = 'active') AS active,
       count(*) FILTER (WHERE mark = 'passive') AS passive,
       count(*) FILTER (WHERE mark = 'absent') AS absent
FROM session
JOIN attendance ON session_id = session.id
JOIN cohort ON cohort.id = cohort_id
JOIN program ON program.id = program_id
CROSS JOIN LATERAL (
    SELECT bool_or(in_force @> held_on) AS carried,
           bool_or(instructor_id = partner_id OR EXISTS (
               SELECT FROM authorisation_agency AS g
               WHERE (g.program_id, g.scope_item_id) = (p.program_id, p.scope_item_id)
                 AND g.agency_id = instructor_id)) AS sent
    FROM authorisation_partner AS p WHERE p.program_id = program.id AND partner_id = ANY ($2)
) AS own
WHERE {which} AND ($2 IS NULL OR own.carried)
GROUP BY session.id, program.id, own.sent
"""

_ONE_SESSION = _COUNTED.format(which="session.id = $1")

_SESSIONS_OF_PROGRAM = (
    _COUNTED.format(which="program.id = $1 AND ($3::date IS NULL OR (held_on, session.id) < ($3, $4))")
    + "ORDER BY held_on DESC, session.id DESC LIMIT $5"
)

_ATTENDANCE = "SELECT participant_ref, mark, reason FROM attendance WHERE session_id = $1 ORDER BY participant_ref"


@use_case(*READERS, scope=program_access.scope_to_read, changes=False)
async def list_sessions(work: Work, query: ListSessions) -> Page[SessionSummary]:
    """The sessions of a program, the latest first."""
    rows = await work.connection.fetch(
        _SESSIONS_OF_PROGRAM,
        query.program_id,
        await partners_to_read_for(work, query.program_id),
        *query.page.after_as(date.fromisoformat, UUID),
        query.page.limit + 1,
    )
    sessions = [SessionSummary(**row, instructor=organisation_of(row, "instructor")) for row in rows]
    return query.page.cut(sessions, lambda session: (session.held_on, session.id))


@use_case(*READERS, scope=access.scope_to_read, changes=False)
async def show_session(work: Work, query: ShowSession) -> SessionDetails:
    """One session with the mark of each participant, or with counts."""
    program_id = await work.connection.fetchval(
        "SELECT program_id FROM cohort JOIN session ON cohort_id = cohort.id WHERE session.id = $1", query.session_id
    )
    partners = await partners_to_read_for(work, program_id)
    session = await work.connection.fetchrow(_ONE_SESSION, query.session_id, partners)
    attendance = None
    if may_read_pseudonyms(work.actor, session["facility_id"]):
        attendance = [Attendance(**row) for row in await work.connection.fetch(_ATTENDANCE, query.session_id)]
    return SessionDetails(**session, instructor=organisation_of(session, "instructor"), attendance=attendance)
