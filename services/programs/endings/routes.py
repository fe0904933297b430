"""The routes that interrupt, resume and end programs.

POST /programs/{id}/suspensions
POST /programs/{id}/resumptions
POST /programs/{id}/endings
"""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.programs.endings.commands import ending, suspending
from services.programs.program.model.program import Program
from services.programs.program.model.states import ProgramState
from shared.values.cooperation import CancellationReason, ProgramOutcome, SuspensionReason
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["programs"])

CANCELLED: dict[str, Any] = {"outcome": "cancelled", "ended_on": "2026-04-02", "reason": "partner_withdrew"}
COMPLETED: dict[str, Any] = {"outcome": "completed", "ended_on": "2026-11-20"}


class NewSuspension(BaseModel):
    """The first day on which nothing takes place, and why."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"suspended_on": "2026-04-02", "reason": "disease"}]}
    )

    suspended_on: Day
    reason: SuspensionReason


class Resumption(BaseModel):
    """The day on which a program continues."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"resumed_on": "2026-04-20"}]})

    resumed_on: Day


class ProgramEnding(BaseModel):
    """How a program ends and its last day. Only a cancelled program has a `reason`; for the others it is known."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [COMPLETED, CANCELLED]})

    outcome: ProgramOutcome
    ended_on: Day
    reason: CancellationReason | None = None


class DecisionReceipt(BaseModel):
    """The state and the version of a program after a decision."""

    id: UUID
    state: ProgramState
    version: int


@router.post("/programs/{program_id}/suspensions", summary="Tangguhkan program / suspend a program")
async def suspend_program(
    work: CurrentWork, program_id: UUID, body: NewSuspension, expected_version: ExpectedVersion
) -> Created[DecisionReceipt]:
    """Suspend an open or running program; no admission and no session is recorded for the days from then on."""
    command = suspending.SuspendProgram(program_id, expected_version, body.suspended_on, body.reason)
    return _receipt(await suspending.suspend_program(work, command))


@router.post("/programs/{program_id}/resumptions", summary="Lanjutkan program / resume a program")
async def resume_program(
    work: CurrentWork, program_id: UUID, body: Resumption, expected_version: ExpectedVersion
) -> Created[DecisionReceipt]:
    """Resume a suspended program; it is open or running, as it was."""
    command = suspending.ResumeProgram(program_id, expected_version, body.resumed_on)
    return _receipt(await suspending.resume_program(work, command))


@router.post("/programs/{program_id}/endings", summary="Akhiri program / end a program")
async def end_program(
    work: CurrentWork, program_id: UUID, body: ProgramEnding, expected_version: ExpectedVersion
) -> Created[DecisionReceipt]:
    """Complete a program, wind it down after its agreement has ended, or cancel it; its enrolments end as well.

    Sessions up to the last day can still be recorded and corrected.
    """
    command = ending.EndProgram(program_id, expected_version, body.outcome, body.ended_on, body.reason)
    return _receipt(await ending.end_program(work, command))


def _receipt(program: Program) -> Created[DecisionReceipt]:
    receipt = DecisionReceipt(id=program.id, state=program.state, version=program.version)
    return Created(receipt, receipt.version, f"/programs/{program.id}")
