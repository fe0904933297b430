"""Performances of programs.

POST /programs/{id}/performances
GET /programs/{id}/performances
GET /performances/{id}
PUT /performances/{id}
POST /performances/{id}/retractions
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import ConfigDict

from services.programs.outcomes.commands.correcting import (
    CorrectOutcome,
    RetractOutcome,
    correct_outcome,
    retract_outcome,
)
from services.programs.outcomes.commands.recording import RecordOutcome, record_outcome
from services.programs.outcomes.model.performance import PERFORMANCE, PerformanceFacts
from services.programs.outcomes.queries import outcomes
from services.programs.outcomes.routes.bodies import REASON, Items, OutcomeReceipt, OutcomeRetraction, Year
from shared.values.inputs import ShortText
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["performances"])


class NewPerformance(PerformanceFacts):
    """A performance with the scope items that it fulfils."""

    model_config = ConfigDict(json_schema_extra={"examples": [PERFORMANCE]})

    delivered_for: Items = ()


class PerformanceCorrection(PerformanceFacts):
    """A performance with everything as it is right, and why it is corrected."""

    model_config = ConfigDict(json_schema_extra={"examples": [PERFORMANCE | REASON]})

    delivered_for: Items = ()
    reason: ShortText


@router.post("/programs/{program_id}/performances", summary="Catat pentas / record a performance")
async def record_performance(work: CurrentWork, program_id: UUID, body: NewPerformance) -> Created[OutcomeReceipt]:
    """Record a performance with its performers as counts, perhaps at a ceremony or a meeting."""
    command = RecordOutcome(program_id, body, frozenset(body.delivered_for))
    outcome = await record_outcome(work, command)
    return Created(OutcomeReceipt.of(outcome), outcome.version, f"/performances/{outcome.id}")


@router.get("/programs/{program_id}/performances", summary="Daftar pentas program / list performances of a program")
async def list_performances(
    work: CurrentWork, program_id: UUID, page: PageParameters, *, year: Year | None = None
) -> Page[outcomes.PerformanceDetails]:
    """The performances of a program, of one year or all, the latest first; without those that were retracted."""
    return await outcomes.list_performances(work, outcomes.ListOutcomes(program_id, year, page))


@router.get("/performances/{performance_id}", summary="Lihat pentas / show a performance")
async def show_performance(work: CurrentWork, performance_id: UUID) -> Versioned[outcomes.PerformanceDetails]:
    """One performance; a retracted one is marked."""
    performance = await outcomes.show_performance(work, outcomes.ShowOutcome("performance", performance_id))
    return Versioned(performance, performance.version)


@router.put("/performances/{performance_id}", summary="Perbaiki pentas / correct a performance")
async def correct_performance(
    work: CurrentWork, performance_id: UUID, body: PerformanceCorrection, expected_version: ExpectedVersion
) -> Versioned[OutcomeReceipt]:
    """Replace everything that is recorded of a performance; the reason stays on record."""
    items = frozenset(body.delivered_for)
    command = CorrectOutcome(performance_id, expected_version, body, items, body.reason)
    outcome = await correct_outcome(work, command)
    return Versioned(OutcomeReceipt.of(outcome), outcome.version)


@router.post("/performances/{performance_id}/retractions", summary="Tarik pentas / retract a performance")
async def retract_performance(
    work: CurrentWork, performance_id: UUID, body: OutcomeRetraction, expected_version: ExpectedVersion
) -> Versioned[OutcomeReceipt]:
    """Retract a performance that was not given, or that was recorded twice."""
    outcome = await retract_outcome(work, RetractOutcome("performance", performance_id, expected_version, body.reason))
    return Versioned(OutcomeReceipt.of(outcome), outcome.version)
