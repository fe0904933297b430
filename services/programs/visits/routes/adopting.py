"""Adopting a practice that was seen at a visit.

POST /visits/{id}/adoptions
POST /visits/{id}/adoptions/{id}/programs
POST /visits/{id}/adoptions/{id}/checks
"""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.programs.visits.commands import adopting
from services.programs.visits.commands.adopting import ChangedAdoption
from services.programs.visits.model.adoption import Check, Outcome
from services.programs.visits.routes.bodies import PROGRAM, Strict
from shared.values.cooperation import AbandonReason, AdoptionState
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["visits"])


class NewAdoption(Strict):
    """A plan to adopt the practice of a program of the host: the day of the plan, and until when."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"from_program": PROGRAM, "planned_on": "2025-12-15", "adopt_by": "2026-03-31"}]
        }
    )

    from_program: UUID
    planned_on: Day
    adopt_by: Day


class AdoptedProgram(Strict):
    """The guest's program that adopts the practice."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"program_id": PROGRAM}]})

    program_id: UUID


class AdoptionCheck(Strict):
    """Whether the practice was adopted; if not, the reason."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"outcome": "adopted", "checked_on": "2026-06-15"},
                {"outcome": "not_adopted", "checked_on": "2026-06-15", "reason": "no_land"},
            ]
        }
    )

    outcome: Outcome
    checked_on: Day
    reason: AbandonReason | None = None


class AdoptionReceipt(BaseModel):
    """The plan after a change, the day from which it is checked, and the version of its visit."""

    id: UUID
    visit_id: UUID
    state: AdoptionState
    check_due_on: date
    version: int


@router.post("/visits/{visit_id}/adoptions", summary="Rencanakan replikasi praktik / plan to adopt a practice")
async def plan_adoption(
    work: CurrentWork, visit_id: UUID, body: NewAdoption, expected_version: ExpectedVersion
) -> Created[AdoptionReceipt]:
    """Plan to adopt a practice that was seen at the host; it is checked after six months."""
    command = adopting.PlanAdoption(visit_id, expected_version, body.from_program, body.planned_on, body.adopt_by)
    return _receipt(await adopting.plan_adoption(work, command))


@router.post(
    "/visits/{visit_id}/adoptions/{adoption_id}/programs",
    summary="Catat program replikasi / record the adopted program",
)
async def begin_adoption(
    work: CurrentWork, visit_id: UUID, adoption_id: UUID, body: AdoptedProgram, expected_version: ExpectedVersion
) -> Created[AdoptionReceipt]:
    """Name the guest's program of the same practice; it may be planned by hand before."""
    command = adopting.BeginAdoption(visit_id, expected_version, adoption_id, body.program_id)
    return _receipt(await adopting.begin_adoption(work, command))


@router.post(
    "/visits/{visit_id}/adoptions/{adoption_id}/checks",
    summary="Catat hasil pemeriksaan replikasi / record whether a practice was adopted",
)
async def check_adoption(
    work: CurrentWork, visit_id: UUID, adoption_id: UUID, body: AdoptionCheck, expected_version: ExpectedVersion
) -> Created[AdoptionReceipt]:
    """Confirm the adoption six months after its plan, or record at any time why it does not take place."""
    check = Check(body.outcome, body.checked_on, body.reason)
    command = adopting.CheckAdoption(visit_id, expected_version, adoption_id, check)
    return _receipt(await adopting.check_adoption(work, command))


def _receipt(changed: ChangedAdoption) -> Created[AdoptionReceipt]:
    adoption, visit = changed.adoption, changed.visit
    receipt = AdoptionReceipt(
        id=adoption.id,
        visit_id=visit.id,
        state=adoption.state,
        check_due_on=adoption.check_due_on,
        version=visit.version,
    )
    return Created(receipt, visit.version, f"/visits/{visit.id}")
