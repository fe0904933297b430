"""One planned session.

GET /planned-sessions/{id}
POST /planned-sessions/{id}/moves
POST /planned-sessions/{id}/cancellations
POST /planned-sessions/{id}/sheets
POST /planned-sessions/{id}/holdings
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.programs.schedule import queries
from services.programs.schedule.commands import holding, planning
from services.programs.schedule.model.plan import Mover, PlannedSession, PlanState
from services.programs.schedule.queries import ScheduleClash
from shared.values.cooperation import SessionCanceller
from shared.values.inputs import ShortText
from shared.values.terms import ClockTime, Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["schedule"])

MOVE: dict[str, Any] = {
    "planned_on": "2026-03-17",
    "starts_at": "13:00",
    "venue": "Aula blok A",
    "moved_by": "partner",
}
HOLDING: dict[str, Any] = {"session_id": "0198c1f0-0000-7000-8000-000000000004"}


class PlanMoving(BaseModel):
    """The new day, time and place, and the side that wanted that."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [MOVE]})

    planned_on: Day
    starts_at: ClockTime
    venue: ShortText
    moved_by: Mover


class PlanCancellation(BaseModel):
    """The cause of the cancellation; `owed_for` as for a cancellation."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"cancelled_by": "partner"}]})

    cancelled_by: SessionCanceller
    owed_for: Annotated[list[UUID], Field(max_length=50)] | None = None


class PlanHolding(BaseModel):
    """The recorded session that a planned one became."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [HOLDING]})

    session_id: UUID


class PlanChange(BaseModel):
    """A planned session after a change, and where it clashes with others now."""

    id: UUID
    state: PlanState
    version: int
    clashes: list[ScheduleClash]


class PlannedSheet(BaseModel):
    """The sheet of attendance of a planned session."""

    id: UUID
    version: int


@router.get("/planned-sessions/{plan_id}", summary="Satu jadwal pertemuan / show a planned session")
async def show_planned_session(work: CurrentWork, plan_id: UUID) -> Versioned[queries.PlannedSessionDetails]:
    """One planned session with every move."""
    plan = await queries.show_planned_session(work, queries.ShowPlannedSession(plan_id))
    return Versioned(plan, plan.version)


@router.post("/planned-sessions/{plan_id}/moves", summary="Pindahkan pertemuan / move a planned session")
async def move_planned_session(
    work: CurrentWork, plan_id: UUID, body: PlanMoving, expected_version: ExpectedVersion
) -> Versioned[PlanChange]:
    """Move a planned session; where it was before stays on record."""
    command = planning.MovePlannedSession(plan_id, expected_version, **dict(body))
    moved = await planning.move_planned_session(work, command)
    return _changed(moved.plans[0], [ScheduleClash.of(each) for each in moved.clashes])


@router.post("/planned-sessions/{plan_id}/cancellations", summary="Batalkan pertemuan / cancel a planned session")
async def cancel_planned_session(
    work: CurrentWork, plan_id: UUID, body: PlanCancellation, expected_version: ExpectedVersion
) -> Versioned[PlanChange]:
    """Record that a planned session does not take place, and the cause."""
    owed_for = None if body.owed_for is None else frozenset(body.owed_for)
    command = holding.CancelPlannedSession(plan_id, expected_version, body.cancelled_by, owed_for)
    return _changed(await holding.cancel_planned_session(work, command))


@router.post("/planned-sessions/{plan_id}/sheets", summary="Buka lembar dari jadwal / open the sheet of a plan")
async def open_planned_sheet(work: CurrentWork, plan_id: UUID) -> Created[PlannedSheet]:
    """Open the sheet of attendance with the facts of the plan. Its session is that of the plan."""
    sheet = await holding.open_planned_sheet(work, holding.OpenPlannedSheet(plan_id))
    return Created(PlannedSheet(id=sheet.id, version=sheet.version), sheet.version, f"/sheets/{sheet.id}")


@router.post("/planned-sessions/{plan_id}/holdings", summary="Hubungkan pertemuan / name the session of a plan")
async def hold_planned_session(
    work: CurrentWork, plan_id: UUID, body: PlanHolding, expected_version: ExpectedVersion
) -> Versioned[PlanChange]:
    """State which recorded session a planned one became, such as an open session."""
    command = holding.HoldPlannedSession(plan_id, expected_version, body.session_id)
    return _changed(await holding.hold_planned_session(work, command))


def _changed(plan: PlannedSession, clashes: list[ScheduleClash] | None = None) -> Versioned[PlanChange]:
    change = PlanChange(id=plan.id, state=plan.state, version=plan.version, clashes=clashes or [])
    return Versioned(change, plan.version)
