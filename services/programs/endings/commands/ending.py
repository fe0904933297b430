"""Completing a program, winding it down, or cancelling it: the enrolments in it end as well."""

from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from services.programs.cohorts.commands.completing import complete_cohorts
from services.programs.cohorts.commands.ending import end_enrolments
from services.programs.endings.commands.announcing import decided_by, decision_fields
from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.model import ending
from services.programs.program.model.life import ProgramEnd, reason_of
from services.programs.program.model.parts import LostBasis
from services.programs.program.model.program import Program
from services.programs.program.store.locking import load_activity, lock_program
from services.programs.program.store.saving import save_program
from shared.access import Work, use_case
from shared.contracts.programs import ProgramCancelled, ProgramCompleted, ProgramWoundDown
from shared.values.cooperation import CancellationReason, ProgramOutcome
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class EndProgram:
    """End a program after its last day; only a cancelled one has a reason."""

    program_id: UUID
    expected_version: int
    outcome: ProgramOutcome
    ended_on: date
    reason: CancellationReason | None


@use_case(*KEEPERS, scope=scope_to_change)
async def end_program(work: Work, command: EndProgram) -> Program:
    """End a program, and every enrolment that has not ended: with a completed program it is completed."""
    program = await lock_program(work.connection, command.program_id)
    require_version(program.version, command.expected_version)
    reason = reason_of(command.outcome, command.reason, command.ended_on, program.authorisations)
    end = ProgramEnd(command.outcome, command.ended_on, decided_by(work), reason)
    activity = await load_activity(work.connection, program.id)
    ending.end(program, end, day_in(program.facility.zone, work.now), activity)
    await save_program(work.connection, program)
    _emit_ended(work, program, end)
    completed = command.outcome == "completed"
    if completed:
        await complete_cohorts(work, program, command.ended_on)
    await end_enrolments(work, program, command.ended_on, "completed" if completed else "program_ended")
    return program


def _emit_ended(work: Work, program: Program, end: ProgramEnd) -> None:
    on, fields = end.ended_on, decision_fields(work, program, end.ended_on)
    event: ProgramCompleted | ProgramWoundDown | ProgramCancelled
    match end.outcome:
        case "completed":
            event = ProgramCompleted(**fields, completed_on=on)
        case "wound_down":
            event = ProgramWoundDown(**fields, wound_down_on=on, reason=cast("LostBasis", end.reason))
        case "cancelled":
            event = ProgramCancelled(**fields, cancelled_on=on, reason=cast("CancellationReason", end.reason))
    work.emit(event, moment_of(on, program.facility.zone, work.now))
