"""Recording that a visit took place, and completing its tasks.

POST /visits/registrations
POST /visits/{id}/records
POST /visits/{id}/action-items/{id}/completions
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.programs.visits.commands import recording
from services.programs.visits.model.parts import Topic
from services.programs.visits.model.visit import VisitTarget
from services.programs.visits.routes.bodies import (
    FACILITY,
    GUEST,
    MINUTES,
    PROGRAM,
    Strict,
    VisitMinutes,
    VisitReceipt,
    receipt,
)
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["visits"])


class NewVisitRecord(VisitMinutes):
    """The minutes of a visit that was agreed."""

    model_config = ConfigDict(json_schema_extra={"examples": [MINUTES]})


class VisitRegistration(VisitMinutes):
    """A visit that took place without a request here, with its topics and its minutes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "host_id": FACILITY,
                    "guest_id": GUEST,
                    "topics": [{"title": "Program ketahanan pangan", "programs": [PROGRAM]}],
                    **MINUTES,
                }
            ]
        }
    )

    host_id: UUID
    guest_id: UUID
    topics: Annotated[tuple[Topic, ...], Field(min_length=1, max_length=20)]


class TaskCompletion(Strict):
    """The day on which the task was done."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"completed_on": "2026-01-20"}]})

    completed_on: Day


class CompletedTask(BaseModel):
    """The task, its visit, and the day on which it was done."""

    id: UUID
    visit_id: UUID
    completed_on: Day


@router.post("/visits/registrations", summary="Catat kunjungan yang sudah berlangsung / record a past visit")
async def register_visit(work: CurrentWork, body: VisitRegistration) -> Created[VisitReceipt]:
    """Record a visit that was arranged elsewhere; the host or the guest does."""
    target = VisitTarget(body.host_id, body.guest_id)
    return receipt(await recording.register_visit(work, recording.RegisterVisit(target, body.topics, body.minutes())))


@router.post("/visits/{visit_id}/records", summary="Catat pelaksanaan kunjungan / record that a visit took place")
async def record_visit(
    work: CurrentWork, visit_id: UUID, body: NewVisitRecord, expected_version: ExpectedVersion
) -> Created[VisitReceipt]:
    """Record attendance, what was exchanged and inspected, and the tasks that both sides agreed on."""
    command = recording.RecordVisit(visit_id, expected_version, body.minutes())
    return receipt(await recording.record_visit(work, command))


# Without If-Match: the task is either open or done, and a second completion is refused.
@router.post(
    "/visits/{visit_id}/action-items/{task_id}/completions",
    summary="Selesaikan tindak lanjut kunjungan / complete a task of a visit",
)
async def complete_visit_task(
    work: CurrentWork, visit_id: UUID, task_id: UUID, body: TaskCompletion
) -> Versioned[CompletedTask]:
    """Record that a task is done, by the facility that had to do it."""
    command = recording.CompleteVisitTask(visit_id, task_id, body.completed_on)
    visit = await recording.complete_visit_task(work, command)
    return Versioned(CompletedTask(id=task_id, visit_id=visit_id, completed_on=body.completed_on), visit.version)
