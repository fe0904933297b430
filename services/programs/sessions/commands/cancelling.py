"""Recording that a planned session does not take place, and who or what prevented it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.cohorts import access as cohort_access
from services.programs.cohorts.model.cohort import COHORT_START
from services.programs.cohorts.store.cohorts import load_cohort
from services.programs.program import access as program_access
from services.programs.program.access import RECORDERS
from services.programs.program.model.parts import Organisation
from services.programs.program.model.program import Program, require_not_before
from services.programs.program.model.states import FIRST_SESSION
from services.programs.program.store.locking import lock_program
from services.programs.sessions.commands.announcing import emit_cancelled
from services.programs.sessions.commands.delivery import find_owed
from services.programs.sessions.model.session import Cancellation
from services.programs.sessions.store import insert_cancellation
from shared.access import Work, use_case
from shared.values.cooperation import SessionCanceller
from shared.values.ids import new_id


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session that was planned, who was to lead it, and who or what prevented it.

    `owed_for` are the scope items that it would have fulfilled; None: the one of the instructors' organisations.
    """

    planned_on: date
    topic: str
    cancelled_by: SessionCanceller
    instructors: tuple[Organisation, ...]
    owed_for: frozenset[UUID] | None


@dataclass(frozen=True, slots=True)
class CancelSession:
    """A session of a cohort does not take place."""

    cohort_id: UUID
    planned: PlannedSession


@dataclass(frozen=True, slots=True)
class CancelOpenSession:
    """An open session of a program does not take place."""

    program_id: UUID
    planned: PlannedSession


@use_case(*RECORDERS, scope=cohort_access.scope_to_change)
async def cancel_session(work: Work, command: CancelSession) -> Cancellation:
    """Record a session of a cohort that does not take place, on a day that may still come."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    program = await lock_program(work.connection, cohort.program_id)
    require_not_before(command.planned.planned_on, cohort.started_on, COHORT_START)
    return await _cancel(work, program, cohort.id, command.planned)


@use_case(*RECORDERS, scope=program_access.scope_to_change)
async def cancel_open_session(work: Work, command: CancelOpenSession) -> Cancellation:
    """Record an open session that does not take place, on a day that may still come."""
    program = await lock_program(work.connection, command.program_id)
    program.require_open_on(command.planned.planned_on, FIRST_SESSION)
    return await _cancel(work, program, None, command.planned)


async def _cancel(work: Work, program: Program, cohort_id: UUID | None, planned: PlannedSession) -> Cancellation:
    program.require_not_ended_before(planned.planned_on)
    owed = await find_owed(work, program, planned.planned_on, planned.instructors, planned.owed_for)
    cancellation = Cancellation(
        new_id(), program.id, cohort_id, planned.planned_on, planned.topic, planned.cancelled_by, owed.items
    )
    await insert_cancellation(work.connection, cancellation)
    emit_cancelled(work, program, cancellation)
    return cancellation
