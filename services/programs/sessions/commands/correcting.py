"""Correcting and retracting a recorded session, each with a reason that stays on record."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.months.commands.closing import require_open_months
from services.programs.months.commands.owing import count_months
from services.programs.program.access import RECORDERS
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_program
from services.programs.sessions.access import scope_to_change
from services.programs.sessions.commands.announcing import emit_corrected, emit_credited, emit_retracted
from services.programs.sessions.commands.delivery import find_delivery
from services.programs.sessions.commands.recording import RecordedSession, require_reportable
from services.programs.sessions.model.session import Session, SessionFacts, doubles
from services.programs.sessions.store import load_doubles, load_last_event, load_program_of, lock_session, save_session
from shared.access import Work, use_case
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class CorrectSession:
    """Replace everything that is recorded of a session; `delivered_for` and `amends` as in `RecordSession`."""

    session_id: UUID
    expected_version: int
    facts: SessionFacts
    delivered_for: frozenset[UUID] | None
    reason: str
    amends: bool = False


@dataclass(frozen=True, slots=True)
class RetractSession:
    """Retract a session that did not take place, or that was recorded twice."""

    session_id: UUID
    expected_version: int
    reason: str
    amends: bool = False


@use_case(*RECORDERS, scope=scope_to_change)
async def correct_session(work: Work, command: CorrectSession) -> RecordedSession:
    """Save the session as it is right, and emit it so that counters replace their earlier values."""
    program, session = await _lock(work, command.session_id, command.expected_version)
    facts = command.facts
    if not command.amends:
        await require_open_months(work, program.facility.id, [session.facts.held_on, facts.held_on])
    await require_reportable(work, program, session.cohort_id, facts)
    if session.cohort_id is None:
        program.hold_open_session(facts.held_on)
    corrected = session.correct(facts, await find_delivery(work, program, facts, command.delivered_for))
    corrects = await load_last_event(work.connection, session.id)
    event_id = await emit_corrected(work, program, corrected, corrects)
    await save_session(work.connection, program, corrected, event_id, command.reason)
    await count_months(work, program.facility.id, [session.facts.held_on, facts.held_on])
    emit_credited(work, corrected, before=session.obligations)
    return RecordedSession(corrected, doubles(await load_doubles(work.connection, corrected)))


@use_case(*RECORDERS, scope=scope_to_change)
async def retract_session(work: Work, command: RetractSession) -> Session:
    """Keep the session on record as retracted, and emit it so that counters remove it."""
    program, session = await _lock(work, command.session_id, command.expected_version)
    if not command.amends:
        await require_open_months(work, program.facility.id, [session.facts.held_on])
    retracted = session.retract(work.now)
    corrects = await load_last_event(work.connection, session.id)
    event_id = await emit_retracted(work, program, retracted, corrects)
    await save_session(work.connection, program, retracted, event_id, command.reason)
    await count_months(work, program.facility.id, [session.facts.held_on])
    emit_credited(work, retracted, before=session.obligations)
    return retracted


async def _lock(work: Work, session_id: UUID, expected_version: int) -> tuple[Program, Session]:
    # The program first, as in every command about sessions, so that no two transactions wait for each other.
    program = await lock_program(work.connection, await load_program_of(work.connection, session_id))
    session = await lock_session(work.connection, session_id, program)
    require_version(session.version, expected_version)
    return program, session
