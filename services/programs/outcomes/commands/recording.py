"""Recording an output or a performance."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.months.commands.closing import require_open_months
from services.programs.months.commands.owing import count_months
from services.programs.outcomes.commands.announcing import emit_recorded
from services.programs.outcomes.model.outcome import Facts, Outcome, fulfilled, require_possible
from services.programs.outcomes.store.outcomes import insert_outcome, require_parts_of
from services.programs.program.access import RECORDERS, scope_to_change
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_program
from services.programs.program.store.saving import save_program
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """Record what a program brought forth, with the scope items that it fulfils.

    One that `amends` a closed month was decided by a second person.
    """

    program_id: UUID
    facts: Facts
    delivered_for: frozenset[UUID]
    amends: bool = False


@use_case(*RECORDERS, scope=scope_to_change)
async def record_outcome(work: Work, command: RecordOutcome) -> Outcome:
    """Record an outcome and emit it; the first one makes the program run."""
    program = await lock_program(work.connection, command.program_id)
    await require_reportable(work, program, command.facts)
    period = command.facts.period
    if not command.amends:
        await require_open_months(work, program.facility.id, period.months)
    if program.bring_forth(period.last):
        await save_program(work.connection, program)
    delivered_for = fulfilled(program, command.facts, command.delivered_for)
    outcome = Outcome(new_id(), program.id, command.facts, delivered_for)
    await insert_outcome(work.connection, outcome, await emit_recorded(work, program, outcome), work.now)
    await count_months(work, program.facility.id, period.months)
    return outcome


async def require_reportable(work: Work, program: Program, facts: Facts) -> None:
    """Raise unless the program could have this outcome, and everything in it belongs to the program."""
    require_possible(program, facts, day_in(program.facility.zone, work.now))
    await require_parts_of(work.connection, program.id, facts)
