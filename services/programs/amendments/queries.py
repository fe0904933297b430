"""Reads of amendments: those of a program, and one with the session as it would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from services.programs.amendments.access import scope_to_read
from services.programs.amendments.model.amendment import AmendmentKind, AmendmentState
from services.programs.amendments.model.stored import StoredFacts
from services.programs.cohorts.access import may_read_pseudonyms
from services.programs.months.model.month import Month
from services.programs.participants.store import resolver
from services.programs.program import access as program_access
from services.programs.program.access import RECORDERS
from services.programs.program.model.parts import Organisation
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.model.audience import AudienceGroup
from shared.access import Work, use_case
from shared.access.actor import OutOfScope
from shared.values.cooperation import SessionKind
from shared.values.terms import ClockTime, Day
from shared.web.cursors import Page, PageRequest


class AmendmentSummary(BaseModel):
    """An amendment in a list. `own`: the reader has proposed it, so that another person decides it."""

    id: UUID
    program_id: UUID
    cohort_id: UUID | None
    session_id: UUID | None
    kind: AmendmentKind
    month: str
    reason: str
    state: AmendmentState
    own: bool
    proposed_at: datetime
    decided_at: datetime | None
    version: int


class AmendedFacts(BaseModel):
    """The session as it would be."""

    held_on: Day
    started_at: ClockTime | None
    minutes: int | None
    kind: SessionKind
    topic: str
    instructors: list[Organisation]
    attendance: Sequence[Attendance]
    audience: Sequence[AudienceGroup]


class AmendmentDetails(AmendmentSummary):
    """An amendment. `facts` is null where the session is to be retracted."""

    facts: AmendedFacts | None


@dataclass(frozen=True, slots=True)
class ListAmendments:
    """A page of the amendments of a program."""

    program_id: UUID
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowAmendment:
    """One amendment."""

    amendment_id: UUID


@use_case(*RECORDERS, scope=program_access.scope_to_change, changes=False)
async def list_amendments(work: Work, query: ListAmendments) -> Page[AmendmentSummary]:
    """The amendments of a program, the newest first. Raises `OutOfScope` for those above the facility."""
    facility_id = await work.connection.fetchval("SELECT facility_id FROM program WHERE id = $1", query.program_id)
    if not may_read_pseudonyms(work.actor, facility_id):
        raise OutOfScope
    (after,) = query.page.after_as(UUID)
    rows = await work.connection.fetch(
        """SELECT id, program_id, cohort_id, session_id, kind, to_char(month, 'YYYY-MM') AS month, reason, state,
                  proposed_by = $2 AS own, proposed_at, decided_at, version FROM amendment
           WHERE program_id = $1 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4""",
        query.program_id,
        work.actor.account,
        after,
        query.page.limit + 1,
    )
    return query.page.cut([AmendmentSummary(**row) for row in rows], lambda each: (each.id,))


@use_case(*RECORDERS, scope=scope_to_read, changes=False)
async def show_amendment(work: Work, query: ShowAmendment) -> AmendmentDetails:
    """One amendment with the session as it would be. Raises `OutOfScope` for those above the facility."""
    row = await work.connection.fetchrow(
        """SELECT amendment.*, facility_id FROM amendment JOIN program ON program.id = program_id
           WHERE amendment.id = $1""",
        query.amendment_id,
    )
    facts = None
    if row["facts"] is not None:
        stored = StoredFacts.model_validate_json(row["facts"])
        participants = [each.participant_id for each in stored.attendance]
        references = await resolver(work.connection).references(row["facility_id"], participants)
        facts = AmendedFacts.model_validate(stored.facts(references), from_attributes=True)
    own = row["proposed_by"] == work.actor.account
    return AmendmentDetails(**{**row, "facts": facts, "month": str(Month.of(row["month"])), "own": own})
