"""Reads of sessions: counts for all who see the program, single marks for those who run programs at the facility.

A partner's contact sees the sessions held while an authorisation of its own was in force, and of their instructors
those that it or its agencies sent.
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
from services.programs.sessions.model import Mark, Reason
from shared.access import Work, use_case
from shared.web.cursors import Page, PageWanted


class SessionLine(BaseModel):
    """A session in a list; attendance as counts."""

    id: UUID
    cohort_id: UUID
    held_on: date
    topic: str
    instructor: Organisation | None
    active: int
    passive: int
    absent: int


class AttendanceView(BaseModel):
    """How one participant attended."""

    participant_ref: str
    mark: Mark
    reason: Reason | None


class SessionView(SessionLine):
    """A session whole; `attendance` is left out for those who may only count."""

    program_id: UUID
    attendance: list[AttendanceView] | None


@dataclass(frozen=True, slots=True)
class ListSessions:
    """The sessions of one program."""

    program_id: UUID
    page: PageWanted


@dataclass(frozen=True, slots=True)
class ReadSession:
    """One session."""

    session_id: UUID


# $2 is null for an office, which sees everything. For a partner without an authorisation `bool_or` has no row and is
# null, so it sees nothing.
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
           bool_or(instructor_id IN (partner_id, agency_id)) AS sent
    FROM authorisation_partner AS p WHERE p.program_id = program.id AND partner_id = ANY ($2)
) AS own
WHERE {which} AND ($2 IS NULL OR own.carried)
GROUP BY session.id, program.id, own.sent
"""


@use_case(*READERS, scope=program_access.scope_to_read, changes=False)
async def list_sessions(work: Work, query: ListSessions) -> Page[SessionLine]:
    """The sessions of a program, the last one first."""
    held_on, session_id = query.page.after_as(date.fromisoformat, UUID)
    which = "program.id = $1 AND ($3::date IS NULL OR (held_on, session.id) < ($3, $4))"
    rows = await work.connection.fetch(
        _COUNTED.format(which=which) + "ORDER BY held_on DESC, session.id DESC LIMIT $5",
        query.program_id,
        await partners_to_read_for(work, query.program_id),
        held_on,
        session_id,
        query.page.limit + 1,
    )
    lines = [SessionLine(**row, instructor=organisation_of(row, "instructor")) for row in rows]
    return query.page.page(lines, lambda line: (line.held_on, line.id))


@use_case(*READERS, scope=access.scope_to_read, changes=False)
async def read_session(work: Work, query: ReadSession) -> SessionView:
    """One session with everybody's attendance, or with counts."""
    program_id = await work.connection.fetchval(
        "SELECT program_id FROM cohort JOIN session ON cohort_id = cohort.id WHERE session.id = $1", query.session_id
    )
    partners = await partners_to_read_for(work, program_id)
    session = await work.connection.fetchrow(_COUNTED.format(which="session.id = $1"), query.session_id, partners)
    attendance = None
    if may_read_pseudonyms(work.actor, session["facility_id"]):
        rows = await work.connection.fetch(
            "SELECT participant_ref, mark, reason FROM attendance WHERE session_id = $1 ORDER BY participant_ref",
            query.session_id,
        )
        attendance = [AttendanceView(**row) for row in rows]
    return SessionView(**session, instructor=organisation_of(session, "instructor"), attendance=attendance)
