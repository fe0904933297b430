"""The events about outcomes."""

from datetime import date, time
from uuid import UUID

from services.programs.cohorts.store.cohorts import load_has_juveniles
from services.programs.outcomes.model.outcome import Outcome
from services.programs.outcomes.model.output import OutputFacts
from services.programs.outcomes.model.performance import PerformanceFacts
from services.programs.program.commands.announcing import EventFields, event_fields, is_sensitive
from services.programs.program.model.program import Program
from shared.access import Work
from shared.contracts.parts import Fulfilment
from shared.contracts.programs import (
    OutputCorrected,
    OutputRecorded,
    OutputRetracted,
    PerformanceCorrected,
    PerformanceGiven,
    PerformanceRetracted,
)
from shared.values.cooperation import OutputDisposal, OutputUnit, Product
from shared.values.terms import moment_of


class OutcomeFields(EventFields):
    """The fields that every event about an outcome has."""

    cohort_id: UUID | None
    delivered_for: tuple[Fulfilment, ...]


class OutputFields(OutcomeFields):
    """The fields that every event about an output has."""

    output_id: UUID
    output_version: int
    made_from: date
    made_until: date
    product: Product
    quantity: int
    unit: OutputUnit
    value: int | None
    disposal: OutputDisposal


class PerformanceFields(OutcomeFields):
    """The fields that every event about a performance has."""

    performance_id: UUID
    performance_version: int
    held_on: date
    starts_at: time | None
    performers: int | None
    ceremony_id: UUID | None
    meeting_id: UUID | None


async def emit_recorded(work: Work, program: Program, outcome: Outcome) -> UUID:
    """Emit an outcome as of its first day; returns the id of the event."""
    moment = moment_of(outcome.facts.period.first, program.facility.zone, work.now)
    if isinstance(outcome.facts, OutputFacts):
        return work.emit(OutputRecorded(**_output(program, outcome, outcome.facts)), moment)
    return work.emit(PerformanceGiven(**await _performance(work, program, outcome, outcome.facts)), moment)


async def emit_corrected(work: Work, program: Program, outcome: Outcome, corrects: UUID) -> UUID:
    """Emit the whole outcome as it is right, with the event that it corrects; returns the id of the event."""
    if isinstance(outcome.facts, OutputFacts):
        return work.emit(OutputCorrected(**_output(program, outcome, outcome.facts), corrects=corrects))
    fields = await _performance(work, program, outcome, outcome.facts)
    return work.emit(PerformanceCorrected(**fields, corrects=corrects))


async def emit_retracted(work: Work, program: Program, outcome: Outcome, corrects: UUID) -> UUID:
    """Emit that an outcome does not count, with the event that it retracts; returns the id of the event."""
    if isinstance(outcome.facts, OutputFacts):
        return work.emit(OutputRetracted(**_output(program, outcome, outcome.facts), corrects=corrects))
    fields = await _performance(work, program, outcome, outcome.facts)
    return work.emit(PerformanceRetracted(**fields, corrects=corrects))


def _fields(program: Program, outcome: Outcome) -> OutcomeFields:
    # Without description, occasion and venue: free text may name a person, and events are kept for ever.
    return OutcomeFields(
        **event_fields(program, outcome.facts.period.last),
        cohort_id=outcome.facts.cohort_id,
        delivered_for=tuple(Fulfilment.model_validate(each, from_attributes=True) for each in outcome.delivered_for),
    )


def _output(program: Program, outcome: Outcome, facts: OutputFacts) -> OutputFields:
    return OutputFields(
        **_fields(program, outcome),
        output_id=outcome.id,
        output_version=outcome.version,
        made_from=facts.period.first,
        made_until=facts.period.last,
        product=facts.product,
        quantity=facts.quantity,
        unit=facts.unit,
        value=facts.value,
        disposal=facts.disposal,
    )


async def _performance(work: Work, program: Program, outcome: Outcome, facts: PerformanceFacts) -> PerformanceFields:
    return PerformanceFields(
        **_fields(program, outcome),
        performance_id=outcome.id,
        performance_version=outcome.version,
        held_on=facts.held_on,
        starts_at=facts.starts_at,
        performers=None if await _is_sensitive(work, program, facts) else facts.number,
        ceremony_id=facts.ceremony_id,
        meeting_id=facts.meeting_id,
    )


async def _is_sensitive(work: Work, program: Program, facts: PerformanceFacts) -> bool:
    if any(group.participants == "juvenile" for group in facts.performers):
        return True
    if await is_sensitive(work, program, facts.number):
        return True
    return facts.cohort_id is not None and await load_has_juveniles(work.connection, facts.cohort_id)
