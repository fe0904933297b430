"""Correcting and retracting a recorded outcome, each with a reason that stays on record."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.months.commands.closing import require_open_months
from services.programs.months.commands.owing import count_months
from services.programs.outcomes.access import scope_to_change
from services.programs.outcomes.commands.announcing import emit_corrected, emit_retracted
from services.programs.outcomes.commands.recording import require_reportable
from services.programs.outcomes.model.outcome import Facts, Outcome, fulfilled
from services.programs.outcomes.store.outcomes import load_last_event, load_program_of, lock_outcome, save_outcome
from services.programs.program.access import RECORDERS
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_program
from shared.access import Work, use_case
from shared.values.cooperation import OutcomeKind
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class CorrectOutcome:
    """Replace everything that is recorded of an outcome; `amends` as in `RecordOutcome`."""

    outcome_id: UUID
    expected_version: int
    facts: Facts
    delivered_for: frozenset[UUID]
    reason: str
    amends: bool = False

    @property
    def kind(self) -> OutcomeKind:
        """The kind, which a correction keeps."""
        return self.facts.kind


@dataclass(frozen=True, slots=True)
class RetractOutcome:
    """Retract an outcome that does not exist, or that was recorded twice."""

    kind: OutcomeKind
    outcome_id: UUID
    expected_version: int
    reason: str
    amends: bool = False


@use_case(*RECORDERS, scope=scope_to_change)
async def correct_outcome(work: Work, command: CorrectOutcome) -> Outcome:
    """Save the outcome as it is right, and emit it so that counters replace their earlier data of it."""
    program, outcome = await _lock(work, command)
    before, after = outcome.facts.period, command.facts.period
    await require_reportable(work, program, command.facts)
    if not command.amends:
        await require_open_months(work, program.facility.id, [*before.months, *after.months])
    program.bring_forth(after.last)
    corrected = outcome.correct(command.facts, fulfilled(program, command.facts, command.delivered_for))
    corrects = await load_last_event(work.connection, outcome.id)
    event_id = await emit_corrected(work, program, corrected, corrects)
    await save_outcome(work.connection, corrected, event_id, command.reason)
    await count_months(work, program.facility.id, [*before.months, *after.months])
    return corrected


@use_case(*RECORDERS, scope=scope_to_change)
async def retract_outcome(work: Work, command: RetractOutcome) -> Outcome:
    """Keep the outcome on record as retracted, and emit it so that counters remove it."""
    program, outcome = await _lock(work, command)
    if not command.amends:
        await require_open_months(work, program.facility.id, outcome.facts.period.months)
    retracted = outcome.retract(work.now)
    corrects = await load_last_event(work.connection, outcome.id)
    event_id = await emit_retracted(work, program, retracted, corrects)
    await save_outcome(work.connection, retracted, event_id, command.reason)
    await count_months(work, program.facility.id, outcome.facts.period.months)
    return retracted


async def _lock(work: Work, command: CorrectOutcome | RetractOutcome) -> tuple[Program, Outcome]:
    # The program first, as in every command about its outcomes, so that no two transactions wait for each other.
    program = await lock_program(work.connection, await load_program_of(work.connection, command.outcome_id))
    outcome = await lock_outcome(work.connection, command.kind, command.outcome_id, program)
    require_version(outcome.version, command.expected_version)
    return program, outcome
