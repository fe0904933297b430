"""Proposing a late session, a correction or a retraction in a closed month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.amendments.model.amendment import AmendedSession, Amendment, amended_month
from services.programs.amendments.store import insert_amendment
from services.programs.cohorts import access as cohort_access
from services.programs.cohorts.store.cohorts import load_cohort
from services.programs.months.model.month import Month
from services.programs.months.store import load_closed
from services.programs.program import access as program_access
from services.programs.program.access import RECORDERS
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_program
from services.programs.sessions import access as session_access
from services.programs.sessions.commands.recording import require_reportable
from services.programs.sessions.model.session import Session, SessionFacts
from services.programs.sessions.store import load_program_of, lock_session
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class ProposedFacts:
    """A session as it is right, the scope items that it fulfils (as for a session), and why it is recorded now."""

    facts: SessionFacts
    delivered_for: frozenset[UUID] | None
    reason: str


@dataclass(frozen=True, slots=True)
class ProposeSession:
    """Propose a session of a cohort."""

    cohort_id: UUID
    proposed: ProposedFacts


@dataclass(frozen=True, slots=True)
class ProposeOpenSession:
    """Propose an open session of a program."""

    program_id: UUID
    proposed: ProposedFacts


@dataclass(frozen=True, slots=True)
class ProposeCorrection:
    """Propose to correct a session."""

    session_id: UUID
    expected_version: int
    proposed: ProposedFacts


@dataclass(frozen=True, slots=True)
class ProposeRetraction:
    """Propose to retract a session."""

    session_id: UUID
    expected_version: int
    reason: str


@use_case(*RECORDERS, scope=cohort_access.scope_to_change)
async def propose_session(work: Work, command: ProposeSession) -> Amendment:
    """Propose a session of a cohort that was not recorded before the month was closed."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    program = await lock_program(work.connection, cohort.program_id)
    return await _propose_late(work, program, cohort.id, command.proposed)


@use_case(*RECORDERS, scope=program_access.scope_to_change)
async def propose_open_session(work: Work, command: ProposeOpenSession) -> Amendment:
    """Propose an open session that was not recorded before the month was closed."""
    program = await lock_program(work.connection, command.program_id)
    return await _propose_late(work, program, None, command.proposed)


@use_case(*RECORDERS, scope=session_access.scope_to_change)
async def propose_correction(work: Work, command: ProposeCorrection) -> Amendment:
    """Propose a session as it is right."""
    program, session = await _lock(work, command.session_id, command.expected_version)
    proposed = command.proposed
    await require_reportable(work, program, session.cohort_id, proposed.facts)
    change = _Change(
        session.cohort_id, AmendedSession(session.id, session.version), proposed.facts, proposed.delivered_for
    )
    return await _insert(work, program, change, [session.facts.held_on, proposed.facts.held_on], proposed.reason)


@use_case(*RECORDERS, scope=session_access.scope_to_change)
async def propose_retraction(work: Work, command: ProposeRetraction) -> Amendment:
    """Propose that a session does not count."""
    program, session = await _lock(work, command.session_id, command.expected_version)
    session.retract(work.now)
    change = _Change(session.cohort_id, AmendedSession(session.id, session.version), None, None)
    return await _insert(work, program, change, [session.facts.held_on], command.reason)


@dataclass(frozen=True, slots=True)
class _Change:
    cohort_id: UUID | None
    session: AmendedSession | None
    facts: SessionFacts | None
    delivered_for: frozenset[UUID] | None


async def _propose_late(work: Work, program: Program, cohort_id: UUID | None, proposed: ProposedFacts) -> Amendment:
    await require_reportable(work, program, cohort_id, proposed.facts)
    change = _Change(cohort_id, None, proposed.facts, proposed.delivered_for)
    return await _insert(work, program, change, [proposed.facts.held_on], proposed.reason)


async def _lock(work: Work, session_id: UUID, expected_version: int) -> tuple[Program, Session]:
    program = await lock_program(work.connection, await load_program_of(work.connection, session_id))
    session = await lock_session(work.connection, session_id, program)
    require_version(session.version, expected_version)
    return program, session


async def _insert(work: Work, program: Program, change: _Change, days: Sequence[date], reason: str) -> Amendment:
    closed = await load_closed(work.connection, program.facility.id, {Month.of(day) for day in days})
    amendment = Amendment(
        id=new_id(),
        program_id=program.id,
        cohort_id=change.cohort_id,
        session=change.session,
        month=amended_month(closed, days),
        facts=change.facts,
        delivered_for=change.delivered_for,
        reason=reason,
        proposed_by=work.actor.account,
        proposed_at=work.now,
    )
    await insert_amendment(work.connection, program.facility.id, amendment)
    return amendment
