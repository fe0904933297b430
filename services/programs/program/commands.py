"""What is done with a program itself: opening it. Authorisations plan it, cohorts make it run."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.model.parts import Authorisation, Opening
from services.programs.program.model.program import Program
from services.programs.program.store import lock_program, save_program
from shared.access import Work, use_case
from shared.contracts import parts
from shared.contracts.programs import ProgramOpened
from shared.values.cooperation import Pillar
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class OpenProgram:
    """Open a planned program for participants."""

    program_id: UUID
    seen: int
    opening: Opening


@use_case(*KEEPERS, scope=scope_to_change)
async def open_program(work: Work, command: OpenProgram) -> Program:
    """Open it, once; whoever opens must have seen its newest version."""
    program = await lock_program(work.connection, command.program_id)
    require_version(program.version, command.seen)
    program.open(command.opening, day_in(program.facility.zone, work.now))
    await save_program(work.connection, program)
    opened_on = command.opening.opened_on
    occurred_at = moment_of(opened_on, program.facility.zone, work.now)
    work.emit(ProgramOpened(**about(program, opened_on), opened_on=opened_on), occurred_at)
    return program


class About(TypedDict):
    """What every event about a program carries."""

    program_id: UUID
    facility: parts.FacilityRef
    template: str
    title: str
    pillar: Pillar
    fiscal_year: int
    authorisations: tuple[parts.Authorisation, ...]


def about(program: Program, on: date) -> About:
    """What every event about a program says of it, with the authorisations in force on the day of the event."""
    return About(
        program_id=program.id,
        facility=parts.FacilityRef.model_validate(program.facility, from_attributes=True),
        template=program.template.code,
        title=program.title.id,
        pillar=program.pillar,
        fiscal_year=program.fiscal_year,
        authorisations=authorisations_of(each for each in program.authorisations if each.in_force_on(on)),
    )


def authorisations_of(authorisations: Iterable[Authorisation]) -> tuple[parts.Authorisation, ...]:
    """Authorisations as events carry them."""
    return tuple(parts.Authorisation.model_validate(each, from_attributes=True) for each in authorisations)
