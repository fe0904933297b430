"""Outputs of programs.

POST /programs/{id}/outputs
GET /programs/{id}/outputs
GET /outputs/{id}
PUT /outputs/{id}
POST /outputs/{id}/retractions
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
from services.programs.outcomes.model.output import OUTPUT, OutputFacts
from services.programs.outcomes.queries import outcomes
from services.programs.outcomes.routes.bodies import REASON, Items, OutcomeReceipt, OutcomeRetraction, Year
from shared.values.inputs import ShortText
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["outputs"])


class NewOutput(OutputFacts):
    """An output with the scope items that it fulfils."""

    model_config = ConfigDict(json_schema_extra={"examples": [OUTPUT]})

    delivered_for: Items = ()


class OutputCorrection(OutputFacts):
    """An output with everything as it is right, and why it is corrected."""

    model_config = ConfigDict(json_schema_extra={"examples": [OUTPUT | REASON]})

    delivered_for: Items = ()
    reason: ShortText


@router.post("/programs/{program_id}/outputs", summary="Catat hasil produksi / record an output")
async def record_output(work: CurrentWork, program_id: UUID, body: NewOutput) -> Created[OutcomeReceipt]:
    """Record a product that a program has made, with its quantity in one unit and its value."""
    command = RecordOutcome(program_id, body, frozenset(body.delivered_for))
    outcome = await record_outcome(work, command)
    return Created(OutcomeReceipt.of(outcome), outcome.version, f"/outputs/{outcome.id}")


@router.get("/programs/{program_id}/outputs", summary="Daftar hasil produksi program / list outputs of a program")
async def list_outputs(
    work: CurrentWork, program_id: UUID, page: PageParameters, *, year: Year | None = None
) -> Page[outcomes.OutputDetails]:
    """The outputs of a program, of one year or all, the latest first; without those that were retracted."""
    return await outcomes.list_outputs(work, outcomes.ListOutcomes(program_id, year, page))


@router.get("/outputs/{output_id}", summary="Lihat hasil produksi / show an output")
async def show_output(work: CurrentWork, output_id: UUID) -> Versioned[outcomes.OutputDetails]:
    """One output; a retracted one is marked."""
    output = await outcomes.show_output(work, outcomes.ShowOutcome("output", output_id))
    return Versioned(output, output.version)


@router.put("/outputs/{output_id}", summary="Perbaiki hasil produksi / correct an output")
async def correct_output(
    work: CurrentWork, output_id: UUID, body: OutputCorrection, expected_version: ExpectedVersion
) -> Versioned[OutcomeReceipt]:
    """Replace everything that is recorded of an output; the reason stays on record."""
    items = frozenset(body.delivered_for)
    command = CorrectOutcome(output_id, expected_version, body, items, body.reason)
    outcome = await correct_outcome(work, command)
    return Versioned(OutcomeReceipt.of(outcome), outcome.version)


@router.post("/outputs/{output_id}/retractions", summary="Tarik hasil produksi / retract an output")
async def retract_output(
    work: CurrentWork, output_id: UUID, body: OutcomeRetraction, expected_version: ExpectedVersion
) -> Versioned[OutcomeReceipt]:
    """Retract a product that was not made, or that was recorded twice."""
    outcome = await retract_outcome(work, RetractOutcome("output", output_id, expected_version, body.reason))
    return Versioned(OutcomeReceipt.of(outcome), outcome.version)
