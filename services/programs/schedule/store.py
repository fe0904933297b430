"""Inserts, saves and loads planned sessions, and the timetable of a facility around them."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import asyncpg

from services.programs.schedule.model.clashes import Slot
from services.programs.schedule.model.plan import Mover, Planned, PlannedSession, PlannedSessionNotFound
from shared.access import Work
from shared.postgres.connections import Connection

_PLAN = """
SELECT plan.*, coalesce(plan.session_id, sheet.session_id) AS held_as,
       ARRAY(SELECT instructor_id FROM planned_session_instructor WHERE plan_id = plan.id) AS instructors
FROM planned_session AS plan LEFT JOIN attendance_sheet AS sheet ON sheet.id = sheet_id
"""


async def insert_plans(connection: Connection, plans: Sequence[PlannedSession]) -> None:
    """Insert the planned sessions of a series."""
    await connection.executemany(
        """INSERT INTO planned_session (id, program_id, cohort_id, series, planned_on, starts_at, minutes, kind, topic,
                                        venue, venue_key)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
        [
            (
                *(plan.id, plan.program_id, plan.cohort_id, plan.series),
                *(plan.planned.planned_on, plan.planned.starts_at, plan.planned.minutes),
                *(plan.planned.kind, plan.planned.topic, plan.planned.venue, plan.slot.venue_key),
            )
            for plan in plans
        ],
    )
    await connection.executemany(
        "INSERT INTO planned_session_instructor (plan_id, instructor_id) VALUES ($1, $2)",
        [(plan.id, each) for plan in plans for each in sorted(plan.planned.instructors)],
    )


async def save_move(work: Work, before: PlannedSession, after: PlannedSession, moved_by: Mover) -> None:
    """Save a moved session, and where it was before."""
    await work.connection.execute(
        """UPDATE planned_session SET planned_on = $2, starts_at = $3, venue = $4, venue_key = $5, version = $6
           WHERE id = $1""",
        *(after.id, after.planned.planned_on, after.planned.starts_at, after.planned.venue),
        *(after.slot.venue_key, after.version),
    )
    await work.connection.execute(
        """INSERT INTO planned_session_move (plan_id, version, planned_on, starts_at, venue, moved_by, recorded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        *(after.id, after.version, before.planned.planned_on, before.planned.starts_at, before.planned.venue),
        *(moved_by, work.now),
    )


async def save_cancelled(connection: Connection, plan: PlannedSession, cancellation_id: UUID) -> None:
    """Save that the session does not take place."""
    await connection.execute(
        "UPDATE planned_session SET cancellation_id = $2, version = $3 WHERE id = $1",
        plan.id,
        cancellation_id,
        plan.version,
    )


async def save_held(connection: Connection, plan: PlannedSession, session_id: UUID) -> bool:
    """Save which session it became. Returns False if that one is not of the same program and cohort, or taken."""
    saved = await connection.fetchval(
        """UPDATE planned_session SET session_id = $2, version = $3 WHERE id = $1
             AND EXISTS (SELECT FROM session WHERE id = $2 AND session.program_id = planned_session.program_id
                         AND session.cohort_id IS NOT DISTINCT FROM planned_session.cohort_id AND retracted_at IS NULL)
             AND NOT EXISTS (SELECT FROM planned_session AS other WHERE other.session_id = $2)
           RETURNING true""",
        plan.id,
        session_id,
        plan.version,
    )
    return bool(saved)


async def save_sheet_of(connection: Connection, plan_id: UUID, sheet_id: UUID) -> bool:
    """Save the sheet of a planned session. Returns False if it has one that is not discarded."""
    saved = await connection.fetchval(
        """UPDATE planned_session SET sheet_id = $2, version = version + 1 WHERE id = $1
             AND NOT EXISTS (SELECT FROM attendance_sheet WHERE id = planned_session.sheet_id AND state <> 'discarded')
           RETURNING true""",
        plan_id,
        sheet_id,
    )
    return bool(saved)


async def load_program_of(connection: Connection, plan_id: UUID) -> UUID:
    """Load the program of a planned session, which never changes. Raises `PlannedSessionNotFound`."""
    program_id: UUID | None = await connection.fetchval("SELECT program_id FROM planned_session WHERE id = $1", plan_id)
    if program_id is None:
        raise PlannedSessionNotFound(id=plan_id)
    return program_id


async def lock_plan(connection: Connection, plan_id: UUID) -> PlannedSession:
    """Load a planned session and lock it until the transaction ends. Raises `PlannedSessionNotFound`."""
    row = await connection.fetchrow(f"{_PLAN} WHERE plan.id = $1 FOR UPDATE OF plan", plan_id)
    if row is None:
        raise PlannedSessionNotFound(id=plan_id)
    return _plan(row)


async def load_beside(connection: Connection, facility_id: UUID, first: date, last: date) -> list[Slot]:
    """Load the slots of a facility on these days that are not cancelled; one may begin on the day before."""
    rows = await connection.fetch(
        f"""{_PLAN} JOIN program ON program.id = plan.program_id
            WHERE facility_id = $1 AND planned_on BETWEEN $2 AND $3 AND cancellation_id IS NULL
            ORDER BY planned_on, starts_at, plan.id""",
        facility_id,
        first - timedelta(days=1),
        last + timedelta(days=1),
    )
    return [_plan(row).slot for row in rows]


def _plan(row: asyncpg.Record) -> PlannedSession:
    planned = Planned(
        planned_on=row["planned_on"],
        starts_at=row["starts_at"],
        minutes=row["minutes"],
        kind=row["kind"],
        topic=row["topic"],
        venue=row["venue"],
        instructors=frozenset(row["instructors"]),
    )
    held, cancelled = row["held_as"] is not None, row["cancellation_id"] is not None
    return PlannedSession(
        id=row["id"],
        program_id=row["program_id"],
        cohort_id=row["cohort_id"],
        series=row["series"],
        planned=planned,
        state="cancelled" if cancelled else "held" if held else "planned",
        version=row["version"],
    )
