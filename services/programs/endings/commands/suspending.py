"""Suspending a program, and resuming it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.endings.commands.announcing import decided_by, decision_fields
from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.model import ending
from services.programs.program.model.life import Suspension
from services.programs.program.model.program import Program
from services.programs.program.store.locking import load_activity, lock_program
from services.programs.program.store.saving import save_program
from shared.access import Work, use_case
from shared.contracts.programs import ProgramResumed, ProgramSuspended
from shared.values.cooperation import SuspensionReason
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class SuspendProgram:
    """Let nothing take place in a program from a day on."""

    program_id: UUID
    expected_version: int
    suspended_on: date
    reason: SuspensionReason


@dataclass(frozen=True, slots=True)
class ResumeProgram:
    """Let a suspended program continue."""

    program_id: UUID
    expected_version: int
    resumed_on: date


@use_case(*KEEPERS, scope=scope_to_change)
async def suspend_program(work: Work, command: SuspendProgram) -> Program:
    """Suspend a program; what took place before may still be recorded."""
    program = await lock_program(work.connection, command.program_id)
    require_version(program.version, command.expected_version)
    on = command.suspended_on
    suspension = Suspension(program.version, on, command.reason, decided_by(work))
    activity = await load_activity(work.connection, program.id)
    ending.suspend(program, suspension, day_in(program.facility.zone, work.now), activity)
    await save_program(work.connection, program)
    event = ProgramSuspended(**decision_fields(work, program, on), suspended_on=on, reason=command.reason)
    work.emit(event, moment_of(on, program.facility.zone, work.now))
    return program


@use_case(*KEEPERS, scope=scope_to_change)
async def resume_program(work: Work, command: ResumeProgram) -> Program:
    """Resume a program; it is open or running, as it was."""
    program = await lock_program(work.connection, command.program_id)
    require_version(program.version, command.expected_version)
    on = command.resumed_on
    activity = await load_activity(work.connection, program.id)
    ending.resume(program, on, day_in(program.facility.zone, work.now), activity)
    await save_program(work.connection, program)
    event = ProgramResumed(**decision_fields(work, program, on), resumed_on=on)
    work.emit(event, moment_of(on, program.facility.zone, work.now))
    return program
