"""Opening a program."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.catalogue.model.refusals import TemplateUnknown
from services.programs.catalogue.model.template import Template
from services.programs.catalogue.store import load_catalogue
from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.commands.announcing import event_fields
from services.programs.program.model.parts import Opening
from services.programs.program.model.program import Program
from services.programs.program.model.refusals import TemplateOfAnotherField
from services.programs.program.store.locking import lock_program
from services.programs.program.store.saving import save_program
from shared.access import Work, use_case
from shared.contracts.programs import ProgramOpened
from shared.values.labels import label_list
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
    """Open a program, once; the caller must have read its newest version.

    Raises `WrongState`, `TemplateUnknown`, `TemplateOfAnotherField` or a refusal of the day.
    """
    program = await lock_program(work.connection, command.program_id)
    require_version(program.version, command.expected_version)
    template = await _template(work, program, command.opening)
    program.open(command.opening, day_in(program.facility.zone, work.now), template)
    await save_program(work.connection, program)
    opened_on = command.opening.opened_on
    occurred_at = moment_of(opened_on, program.facility.zone, work.now)
    work.emit(ProgramOpened(**event_fields(program, opened_on), opened_on=opened_on), occurred_at)
    return program


async def _template(work: Work, program: Program, opening: Opening) -> Template | None:
    if opening.template is None:
        return None
    catalogue = await load_catalogue(work.connection, opening.template, program.template.code)
    chosen, planned = catalogue.find(opening.template), catalogue.find(program.template.code)
    if chosen is None:
        raise TemplateUnknown(code=opening.template)
    fields = planned.fields if planned else ()
    if set(fields).isdisjoint(chosen.fields):
        raise TemplateOfAnotherField(code=chosen.code, fields=label_list("field", fields))
    return chosen
