"""Opening a program. Authorisations plan programs, and cohorts make them run."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from services.programs.catalogue.shipped import shipped_catalogue
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


def is_sensitive(program: Program) -> bool:
    """Whether public events about what the program does carry no counts."""
    return shipped_catalogue().named(program.template.code).sensitive


class EventFields(TypedDict):
    """The fields that every event about a program has."""

    program_id: UUID
    version: int
    facility: parts.FacilityRef
    template: str
    title: str
    pillar: Pillar | None
    fiscal_year: int
    covered_by: tuple[parts.Authorisation, ...]


def event_fields(program: Program, on: date) -> EventFields:
    """The fields that every event about a program has, with the authorisations in force on the day of the event."""
    return EventFields(
        program_id=program.id,
        version=program.version,
        facility=parts.FacilityRef.model_validate(program.facility, from_attributes=True),
        template=program.template.code,
        title=program.title.id,
        pillar=program.pillar,
        fiscal_year=program.fiscal_year,
        covered_by=event_authorisations(program.covered_by(on)),
    )


def event_authorisations(authorisations: Iterable[Authorisation]) -> tuple[parts.Authorisation, ...]:
    """Authorisations as events carry them."""
    return tuple(parts.Authorisation.model_validate(each, from_attributes=True) for each in authorisations)
