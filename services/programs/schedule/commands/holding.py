"""The end of a planned session: it is cancelled, gets a sheet of attendance, or was recorded already."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.programs.instructors.model import Instructor
from services.programs.instructors.store import load_instructors
from services.programs.program.access import RECORDERS
from services.programs.program.model.parts import Organisation
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_program
from services.programs.schedule.access import scope_to_change
from services.programs.schedule.model.plan import (
    HOLDING,
    PlanHasSheet,
    PlannedSession,
    PlanWithoutCohort,
    SessionOfAnotherPlan,
)
from services.programs.schedule.store import load_program_of, lock_plan, save_cancelled, save_held, save_sheet_of
from services.programs.sessions.commands import cancelling
from services.programs.sessions.model.session import SessionFacts
from services.programs.sheets.commands.opening import OpenSheet, open_sheet
from services.programs.sheets.model.sheet import Sheet
from shared.access import Work, use_case
from shared.values.cooperation import SessionCanceller
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class CancelPlannedSession:
    """A planned session does not take place; `owed_for` as for a cancellation."""

    plan_id: UUID
    expected_version: int
    cancelled_by: SessionCanceller
    owed_for: frozenset[UUID] | None


@dataclass(frozen=True, slots=True)
class HoldPlannedSession:
    """A planned session was held, and is on record as this session."""

    plan_id: UUID
    expected_version: int
    session_id: UUID


@dataclass(frozen=True, slots=True)
class OpenPlannedSheet:
    """Open the sheet of attendance of a planned session."""

    plan_id: UUID


@use_case(*RECORDERS, scope=scope_to_change)
async def cancel_planned_session(work: Work, command: CancelPlannedSession) -> PlannedSession:
    """Record the cancellation, with its cause. Raises `WrongState`."""
    program, plan = await _lock(work, command.plan_id, command.expected_version)
    cancelled = plan.cancel()
    planned = cancelling.PlannedSession(
        planned_on=plan.planned.planned_on,
        topic=plan.planned.topic,
        cancelled_by=command.cancelled_by,
        instructors=await _organisations(work, program, plan),
        owed_for=command.owed_for,
    )
    if plan.cohort_id:
        cancellation = await cancelling.cancel_session(work, cancelling.CancelSession(plan.cohort_id, planned))
    else:
        cancellation = await cancelling.cancel_open_session(work, cancelling.CancelOpenSession(program.id, planned))
    await save_cancelled(work.connection, cancelled, cancellation.id)
    return cancelled


@use_case(*RECORDERS, scope=scope_to_change)
async def hold_planned_session(work: Work, command: HoldPlannedSession) -> PlannedSession:
    """State which recorded session it became. Raises `SessionOfAnotherPlan` or `WrongState`."""
    _program, plan = await _lock(work, command.plan_id, command.expected_version)
    held = plan.hold()
    if not await save_held(work.connection, held, command.session_id):
        raise SessionOfAnotherPlan
    return held


@use_case(*RECORDERS, scope=scope_to_change)
async def open_planned_sheet(work: Work, command: OpenPlannedSheet) -> Sheet:
    """Open a sheet with the facts of the plan; its session is that of the plan. Raises `PlanHasSheet` or a refusal."""
    program = await lock_program(work.connection, await load_program_of(work.connection, command.plan_id))
    plan = await lock_plan(work.connection, command.plan_id)
    plan.require_planned(HOLDING)
    if plan.cohort_id is None:
        raise PlanWithoutCohort
    planned = plan.planned
    facts = SessionFacts(
        held_on=planned.planned_on,
        started_at=planned.starts_at,
        minutes=planned.minutes,
        kind=planned.kind,
        topic=planned.topic,
        instructors=await _organisations(work, program, plan),
    )
    sheet = await open_sheet(work, OpenSheet(plan.cohort_id, facts, None))
    if not await save_sheet_of(work.connection, plan.id, sheet.id):
        raise PlanHasSheet
    return sheet


async def _lock(work: Work, plan_id: UUID, expected_version: int) -> tuple[Program, PlannedSession]:
    # The program first, as in every command about sessions, so that no two transactions wait for each other.
    program = await lock_program(work.connection, await load_program_of(work.connection, plan_id))
    plan = await lock_plan(work.connection, plan_id)
    require_version(plan.version, expected_version)
    return program, plan


async def _organisations(work: Work, program: Program, plan: PlannedSession) -> tuple[Organisation, ...]:
    instructors = await load_instructors(work.connection, program.facility.id, sorted(plan.planned.instructors))
    return tuple(_of(instructors))


def _of(instructors: Sequence[Instructor]) -> Sequence[Organisation]:
    found = {each.facts.organisation.id: each.facts.organisation for each in instructors if each.facts.organisation}
    return list(found.values())
