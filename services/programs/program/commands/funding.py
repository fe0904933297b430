"""Recording the funding of a program."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.model.funding import Funding, require_consistent
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_program
from services.programs.program.store.saving import save_funding, save_program
from shared.access import Work, use_case
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RecordFunding:
    """All sources of money of a program in its year; none: not known."""

    program_id: UUID
    expected_version: int
    funding: tuple[Funding, ...]


@use_case(*KEEPERS, scope=scope_to_change)
async def record_funding(work: Work, command: RecordFunding) -> Program:
    """Replace the funding of a program. Raises `FundingContradictory` or `WrongState`."""
    require_consistent(command.funding)
    program = await lock_program(work.connection, command.program_id)
    require_version(program.version, command.expected_version)
    program.change_funding()
    await save_program(work.connection, program)
    await save_funding(work.connection, program.id, command.funding)
    return program
