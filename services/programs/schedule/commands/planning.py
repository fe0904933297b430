"""Planning a series of sessions, and moving one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from services.programs.cohorts import access as cohort_access
from services.programs.cohorts.model.cohort import COHORT_START
from services.programs.cohorts.store.cohorts import load_cohort
from services.programs.instructors.store import load_instructors
from services.programs.program import access as program_access
from services.programs.program.access import RECORDERS
from services.programs.program.model.program import Program, require_not_before
from services.programs.program.store.locking import lock_program
from services.programs.schedule.access import scope_to_change
from services.programs.schedule.commands.clashing import find_clashes
from services.programs.schedule.model.clashes import Clash
from services.programs.schedule.model.plan import PLANNING, TODAY, Mover, Planned, PlannedSession
from services.programs.schedule.model.series import Weekday, days_of_series
from services.programs.schedule.store import insert_plans, load_program_of, lock_plan, save_move
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class Series:
    """Sessions on the same weekdays at the same time; `planned` is the first one, `until` the last possible day."""

    planned: Planned
    until: date
    weekdays: tuple[Weekday, ...]


@dataclass(frozen=True, slots=True)
class PlanSessions:
    """Plan sessions of a cohort."""

    cohort_id: UUID
    series: Series


@dataclass(frozen=True, slots=True)
class PlanOpenSessions:
    """Plan open sessions of a program."""

    program_id: UUID
    series: Series


@dataclass(frozen=True, slots=True)
class MovePlannedSession:
    """Move a planned session to another day, time or place, for the side that wanted that."""

    plan_id: UUID
    expected_version: int
    planned_on: date
    starts_at: time
    venue: str
    moved_by: Mover


@dataclass(frozen=True, slots=True)
class PlannedSessions:
    """Planned sessions, and where they clash with others."""

    plans: list[PlannedSession]
    clashes: list[Clash]


@use_case(*RECORDERS, scope=cohort_access.scope_to_change)
async def plan_sessions(work: Work, command: PlanSessions) -> PlannedSessions:
    """Plan a series for a cohort. Clashes are named and do not prevent it."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    program = await lock_program(work.connection, cohort.program_id)
    require_not_before(command.series.planned.planned_on, cohort.started_on, COHORT_START)
    return await _plan(work, program, cohort.id, command.series)


@use_case(*RECORDERS, scope=program_access.scope_to_change)
async def plan_open_sessions(work: Work, command: PlanOpenSessions) -> PlannedSessions:
    """Plan a series of open sessions. Clashes are named and do not prevent it."""
    program = await lock_program(work.connection, command.program_id)
    return await _plan(work, program, None, command.series)


@use_case(*RECORDERS, scope=scope_to_change)
async def move_planned_session(work: Work, command: MovePlannedSession) -> PlannedSessions:
    """Move a planned session; where it was before stays on record. Raises `WrongState` or a refusal of the day."""
    program = await lock_program(work.connection, await load_program_of(work.connection, command.plan_id))
    plan = await lock_plan(work.connection, command.plan_id)
    require_version(plan.version, command.expected_version)
    moved = plan.move(command.planned_on, command.starts_at, command.venue)
    _require_possible(work, program, [command.planned_on])
    await save_move(work, plan, moved, command.moved_by)
    return PlannedSessions([moved], await find_clashes(work, program.facility.id, [moved.slot]))


async def _plan(work: Work, program: Program, cohort_id: UUID | None, series: Series) -> PlannedSessions:
    program.require_live(PLANNING)
    first = series.planned
    days = days_of_series(first.planned_on, series.until, series.weekdays)
    _require_possible(work, program, days)
    # Before anything is inserted: an unknown instructor is a fault of the request.
    await load_instructors(work.connection, program.facility.id, sorted(first.instructors))
    series_id = new_id()
    plans = [PlannedSession(new_id(), program.id, cohort_id, series_id, replace(first, planned_on=day)) for day in days]
    await insert_plans(work.connection, plans)
    return PlannedSessions(plans, await find_clashes(work, program.facility.id, [plan.slot for plan in plans]))


def _require_possible(work: Work, program: Program, days: Sequence[date]) -> None:
    """Raise for a day that is over, or on which the program cannot have a session."""
    require_not_before(days[0], day_in(program.facility.zone, work.now), TODAY)
    for day in days:
        program.require_in_fiscal_year(day)
        program.require_not_ended_before(day)
        program.require_not_suspended(day)
