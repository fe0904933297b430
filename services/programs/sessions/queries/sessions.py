"""The sessions of a program, and one session."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.access import may_read_pseudonyms
from services.programs.participants.store import resolver
from services.programs.program import access as program_access
from services.programs.program.access import READERS, partners_to_read_for
from services.programs.program.model.parts import Organisation
from services.programs.sessions import access
from services.programs.sessions.model.attendance import Attendance, marks_of
from services.programs.sessions.model.audience import AudienceGroup
from shared.access import Work, use_case
from shared.values.cooperation import ObligationMeasure, SessionKind
from shared.values.terms import ClockTime
from shared.web.cursors import Page, PageRequest


class FulfilledItem(BaseModel):
    """A scope item that a session fulfils, or would have fulfilled."""

    agreement_id: UUID
    line_id: UUID
    scope_item_id: UUID


class FulfilledObligation(BaseModel):
    """An obligation that a session fulfils, and how much of it the session delivers."""

    obligation_id: UUID
    agreement_id: UUID
    measure: ObligationMeasure
    quantity: int


class SessionSummary(BaseModel):
    """A session in a list, with the number of marks of each kind. `delivered_for`: the scope items that it fulfils."""

    id: UUID
    cohort_id: UUID | None
    held_on: date
    started_at: ClockTime | None
    minutes: int | None
    kind: SessionKind
    topic: str
    instructors: list[Organisation]
    delivered_for: list[FulfilledItem]
    obligations: list[FulfilledObligation]
    active: int
    passive: int
    absent: int
    version: int


class SessionDetails(SessionSummary):
    """A session. `attendance` and `audience` are null for readers who get only counts."""

    program_id: UUID
    retracted: bool
    attendance: Sequence[Attendance] | None
    audience: list[AudienceGroup] | None


@dataclass(frozen=True, slots=True)
class ListSessions:
    """A page of the sessions of one program."""

    program_id: UUID
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowSession:
    """One session."""

    session_id: UUID


# $2 has the partners for whom the actor reads; null: an office, which reads everything.
_SESSIONS = """
SELECT session.*, retracted_at IS NOT NULL AS retracted, facility_id, sent.instructors, fulfilled.delivered_for,
       promised.obligations
FROM session
JOIN program ON program.id = session.program_id
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', organisation_id, 'name', name) ORDER BY ordinal), '[]')
               AS instructors
    FROM session_instructor AS instructor
    WHERE session_id = session.id AND ($2::uuid[] IS NULL OR EXISTS (
        SELECT FROM authorisation_partner AS p
        LEFT JOIN authorisation_agency AS g USING (program_id, scope_item_id)
        WHERE p.program_id = session.program_id AND partner_id = ANY ($2) AND in_force @> held_on
          AND organisation_id IN (partner_id, agency_id)))
) AS sent
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('agreement_id', agreement_id, 'line_id', line_id,
                                                 'scope_item_id', scope_item_id) ORDER BY scope_item_id), '[]')
               AS delivered_for
    FROM session_delivery JOIN authorisation AS a USING (program_id, scope_item_id)
    WHERE session_id = session.id AND ($2 IS NULL OR EXISTS (
        SELECT FROM authorisation_partner AS p
        WHERE (p.program_id, p.scope_item_id) = (a.program_id, a.scope_item_id) AND partner_id = ANY ($2)))
) AS fulfilled
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('obligation_id', o.id, 'agreement_id', o.agreement_id,
                                                 'measure', o.measure, 'quantity', s.quantity) ORDER BY o.id), '[]')
               AS obligations
    FROM session_obligation AS s JOIN obligation AS o ON o.id = s.obligation_id
    WHERE s.session_id = session.id AND ($2 IS NULL OR o.unit_id = ANY ($2) OR EXISTS (
        SELECT FROM agreement_partner AS p WHERE p.agreement_id = o.agreement_id AND partner_id = ANY ($2)))
) AS promised
WHERE {which} AND ($2 IS NULL OR EXISTS (
    SELECT FROM authorisation_partner AS p
    WHERE p.program_id = session.program_id AND partner_id = ANY ($2) AND in_force @> held_on))
"""

_ONE_SESSION = _SESSIONS.format(which="session.id = $1")

_SESSIONS_OF_PROGRAM = (
    _SESSIONS.format(
        which="session.program_id = $1 AND retracted_at IS NULL"
        " AND ($3::date IS NULL OR (held_on, session.id) < ($3, $4))"
    )
    + "ORDER BY held_on DESC, session.id DESC LIMIT $5"
)

_ATTENDANCE = "SELECT participant_id, mark, reason FROM attendance WHERE session_id = $1"

_AUDIENCE = "SELECT participants, number FROM session_audience WHERE session_id = $1 ORDER BY participants"


@use_case(*READERS, scope=program_access.scope_to_read, changes=False)
async def list_sessions(work: Work, query: ListSessions) -> Page[SessionSummary]:
    """The sessions of a program, the latest first, without those that were retracted."""
    rows = await work.connection.fetch(
        _SESSIONS_OF_PROGRAM,
        query.program_id,
        await partners_to_read_for(work, query.program_id),
        *query.page.after_as(date.fromisoformat, UUID),
        query.page.limit + 1,
    )
    sessions = [SessionSummary(**_fields(row)) for row in rows]
    return query.page.cut(sessions, lambda session: (session.held_on, session.id))


@use_case(*READERS, scope=access.scope_to_read, changes=False)
async def show_session(work: Work, query: ShowSession) -> SessionDetails:
    """One session with the mark of each participant, or with counts; a retracted one is marked so."""
    connection, session_id = work.connection, query.session_id
    program_id = await connection.fetchval("SELECT program_id FROM session WHERE id = $1", session_id)
    partners = await partners_to_read_for(work, program_id)
    session = await connection.fetchrow(_ONE_SESSION, session_id, partners)
    attendance, audience = None, None
    if may_read_pseudonyms(work.actor, session["facility_id"]):
        marks = await connection.fetch(_ATTENDANCE, session_id)
        participants = [row["participant_id"] for row in marks]
        attendance = marks_of(marks, await resolver(connection).references(session["facility_id"], participants))
    if partners is None:
        audience = [AudienceGroup(**row) for row in await connection.fetch(_AUDIENCE, session_id)]
    return SessionDetails(**_fields(session), attendance=attendance, audience=audience)


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a session as the fields of a summary."""
    return {**row, **{name: json.loads(row[name]) for name in ("instructors", "delivered_for", "obligations")}}
