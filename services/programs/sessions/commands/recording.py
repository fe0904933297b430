"""Recording a session that was held: for a cohort with a roster, or open with an audience."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.cohorts import access as cohort_access
from services.programs.cohorts.model.cohort import COHORT_START
from services.programs.cohorts.store.cohorts import load_cohort
from services.programs.cohorts.store.enrolled import load_enrolled_in_cohort
from services.programs.months.commands.closing import require_open_months
from services.programs.months.commands.owing import count_months
from services.programs.participants.store import resolver
from services.programs.program import access as program_access
from services.programs.program.access import RECORDERS
from services.programs.program.model.program import Program, require_not_before
from services.programs.program.store.locking import lock_program
from services.programs.program.store.saving import save_program
from services.programs.sessions.commands.announcing import emit_credited, emit_held
from services.programs.sessions.commands.delivery import find_delivery
from services.programs.sessions.model.session import (
    SESSION_DAY,
    DoubledSession,
    Session,
    SessionFacts,
    doubles,
    require_fitting,
)
from services.programs.sessions.store import insert_session, load_doubles
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.values.refusals import require_past
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class RecordSession:
    """Record a session that was held for a cohort.

    `delivered_for` are the scope items and obligations that it fulfils; None: those that belong to the instructors'
    organisations. A session that `amends` a closed month was decided by a second person.
    """

    cohort_id: UUID
    facts: SessionFacts
    delivered_for: frozenset[UUID] | None
    amends: bool = False


@dataclass(frozen=True, slots=True)
class RecordOpenSession:
    """Record an open session of a program; the other fields as in `RecordSession`."""

    program_id: UUID
    facts: SessionFacts
    delivered_for: frozenset[UUID] | None
    amends: bool = False


@dataclass(frozen=True, slots=True)
class RecordedSession:
    """A session as it was recorded, and others that may be the same."""

    session: Session
    doubles: list[DoubledSession]


@use_case(*RECORDERS, scope=cohort_access.scope_to_change)
async def record_session(work: Work, command: RecordSession) -> RecordedSession:
    """Record a session with all attendance, and emit it with the scope items that it fulfils."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    # Locked, although the program does not change: a concurrent succession decides which items can be fulfilled.
    program = await lock_program(work.connection, cohort.program_id)
    await require_reportable(work, program, cohort.id, command.facts)
    return await _record(work, program, cohort.id, command)


@use_case(*RECORDERS, scope=program_access.scope_to_change)
async def record_open_session(work: Work, command: RecordOpenSession) -> RecordedSession:
    """Record an open session with its audience; the first session makes the program run."""
    program = await lock_program(work.connection, command.program_id)
    await require_reportable(work, program, None, command.facts)
    if program.hold_open_session(command.facts.held_on):
        await save_program(work.connection, program)
    return await _record(work, program, None, command)


async def require_reportable(work: Work, program: Program, cohort_id: UUID | None, facts: SessionFacts) -> None:
    """Raise unless the day is possible and the attendance fits, for a cohort or for an open session."""
    require_past(SESSION_DAY, facts.held_on, day_in(program.facility.zone, work.now))
    program.require_not_ended_before(facts.held_on)
    program.require_not_suspended(facts.held_on)
    if cohort_id is None:
        require_fitting(facts, None)
        return
    cohort = await load_cohort(work.connection, cohort_id)
    require_not_before(facts.held_on, cohort.started_on, COHORT_START)
    enrolled = await load_enrolled_in_cohort(work.connection, cohort_id, facts.held_on)
    references = await resolver(work.connection).references(program.facility.id, enrolled)
    require_fitting(facts, frozenset(references.values()))


async def _record(
    work: Work, program: Program, cohort_id: UUID | None, command: RecordSession | RecordOpenSession
) -> RecordedSession:
    facts = command.facts
    if not command.amends:
        await require_open_months(work, program.facility.id, [facts.held_on])
    delivery = await find_delivery(work, program, facts, command.delivered_for)
    session = Session(new_id(), program.id, cohort_id, facts, delivery.items, delivery.obligations)
    await insert_session(work.connection, program, session, await emit_held(work, program, session))
    await count_months(work, program.facility.id, [facts.held_on])
    emit_credited(work, session, before=())
    return RecordedSession(session, doubles(await load_doubles(work.connection, session)))
