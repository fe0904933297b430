"""Programs of one kind at one facility are joined, or kept apart. The facility decides."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.authorisations.commands.carrying import renew
from services.programs.authorisations.store.series import insert_kept_apart
from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.commands.announcing import event_authorisations, event_fields
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_series, lock_two_programs
from services.programs.program.store.saving import save_program
from shared.access import Work, use_case
from shared.contracts.programs import AuthorisationAttached, ProgramJoined
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class JoinProgram:
    """A program that continues as a part of another one."""

    program_id: UUID
    expected_version: int
    into: UUID


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Two programs of one kind that both continue."""

    program_id: UUID
    other_id: UUID


@use_case(*KEEPERS, scope=scope_to_change)
async def join_program(work: Work, command: JoinProgram) -> Program:
    """Join a program without participants into another one, which its scope items carry from now on.

    The programs of later years that continue both are joined as well. Raises `ProgramUnknown`, `ProgramsDiffer` or
    `WrongState`.
    """
    program, into = await lock_two_programs(work.connection, command.program_id, command.into, command.expected_version)
    await _join(work, program, into)
    await renew(work, into.series)
    continuing = {each.fiscal_year: each for each in await lock_series(work.connection, into.series)}
    for later in await lock_series(work.connection, program.series):
        other = continuing.get(later.fiscal_year)
        if other is not None and later.fiscal_year > program.fiscal_year and later.can_join(other):
            await _join(work, later, other)
    return program


@use_case(*KEEPERS, scope=scope_to_change)
async def keep_apart(work: Work, command: KeepApart) -> None:
    """Keep two programs of one kind apart, also in later years. Raises `ProgramUnknown` or `ProgramsDiffer`."""
    program, other = await lock_two_programs(work.connection, command.program_id, command.other_id)
    program.require_same_kind(other)
    await insert_kept_apart(work.connection, program.series, other.series)


async def _join(work: Work, program: Program, into: Program) -> None:
    today = day_in(program.facility.zone, work.now)
    taken_over = program.join(into, today)
    await save_program(work.connection, program)
    work.emit(ProgramJoined(**event_fields(program, today), into=into.id, joined_on=today))
    if taken_over:
        await save_program(work.connection, into)
    for attached in event_authorisations(taken_over):
        work.emit(AuthorisationAttached(**event_fields(into, today), attached=attached))
