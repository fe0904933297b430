"""Reads of sessions: counts for all who see the program, single marks for those who run programs at the facility.

A partner's contact sees the sessions held while an authorisation of its own was in force, and of their instructors
those that it or its agencies sent.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import asyncpg
from pydantic import BaseModel

from services.programs.cohorts.place import sees_participants
from services.programs.program.model import Organisation
from services.programs.program.place import VIEWERS, place_of, scope_of, sees_for
from services.programs.sessions.model import Mark, NoSuchSession, Reason
from shared.access import Work, use_case
from shared.values.capabilities import Scope
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


async def _place_of_session(work: Work, query: ReadSession) -> Scope:
    # Narrower than the place of its program: the day decides, as it does in the list of sessions.
    row = await work.connection.fetchrow(
        """SELECT facility_id, region,
                  ARRAY(SELECT partner_id FROM authorisation_partner AS p
                        WHERE p.program_id = program.id AND in_force @> held_on) AS partners
           FROM session JOIN cohort ON cohort.id = cohort_id JOIN program ON program.id = program_id
           WHERE session.id = $1""",
        query.session_id,
    )
    if row is None:
        raise NoSuchSession(id=query.session_id)
    return scope_of(row)


@use_case(*VIEWERS, scope=place_of, changes=False)
async def list_sessions(work: Work, query: ListSessions) -> Page[SessionLine]:
    """The sessions of a program, the last one first."""
    held_on, session_id = query.page.after_as(date.fromisoformat, UUID)
    which = "program.id = $1 AND ($3::date IS NULL OR (held_on, session.id) < ($3, $4))"
    rows = await work.connection.fetch(
        _COUNTED.format(which=which) + "ORDER BY held_on DESC, session.id DESC LIMIT $5",
        query.program_id,
        await sees_for(work, query.program_id),
        held_on,
        session_id,
        query.page.limit + 1,
    )
    lines = [SessionLine(**row, instructor=_instructor(row)) for row in rows]
    return query.page.page(lines, lambda line: (line.held_on, line.id))


@use_case(*VIEWERS, scope=_place_of_session, changes=False)
async def read_session(work: Work, query: ReadSession) -> SessionView:
    """One session with everybody's attendance, or with counts."""
    program_id = await work.connection.fetchval(
        "SELECT program_id FROM cohort JOIN session ON cohort_id = cohort.id WHERE session.id = $1", query.session_id
    )
    partners = await sees_for(work, program_id)
    session = await work.connection.fetchrow(_COUNTED.format(which="session.id = $1"), query.session_id, partners)
    attendance = None
    if sees_participants(work.actor, session["facility_id"]):
        rows = await work.connection.fetch(
            "SELECT participant_ref, mark, reason FROM attendance WHERE session_id = $1 ORDER BY participant_ref",
            query.session_id,
        )
        attendance = [AttendanceView(**row) for row in rows]
    return SessionView(**session, instructor=_instructor(session), attendance=attendance)


def _instructor(row: asyncpg.Record) -> Organisation | None:
    return Organisation(row["instructor_id"], row["instructor_name"]) if row["instructor_id"] else None
