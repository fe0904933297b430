"""Opening a program."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.commands.announcing import event_fields
from services.programs.program.model.parts import Opening
from services.programs.program.model.program import Program
from services.programs.program.store import lock_program, save_program
from shared.access import Work, use_case
from shared.contracts.programs import ProgramOpened
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class OpenProgram:
    """Open a planned program for participants."""

    program_id: UUID
    expected_version: int
    opening: Opening


@use_case(*KEEPERS, scope=scope_to_change)
async def open_program(work: Work, command: OpenProgram) -> Program:
    """Open a program, once; the caller must have read its newest version."""
    program = await lock_program(work.connection, command.program_id)
    require_version(program.version, command.expected_version)
    program.open(command.opening, day_in(program.facility.zone, work.now))
    await save_program(work.connection, program)
    opened_on = command.opening.opened_on
    occurred_at = moment_of(opened_on, program.facility.zone, work.now)
    work.emit(ProgramOpened(**event_fields(program, opened_on), opened_on=opened_on), occurred_at)
    return program
