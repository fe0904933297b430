"""Planning a program by hand, without an agreement."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.catalogue.model.refusals import TemplateUnknown
from services.programs.catalogue.store import load_catalogue
from services.programs.program.access import KEEPERS, scope_to_plan
from services.programs.program.commands.announcing import event_fields
from services.programs.program.model.parts import ProgramPlan
from services.programs.program.model.program import Program
from services.programs.program.model.years import first_day_in, require_plannable
from services.programs.program.store.locking import lock_facility
from services.programs.program.store.saving import insert_program
from shared.access import Work, use_case
from shared.contracts.programs import ProgramPlanned
from shared.values.cooperation import Pillar
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class PlanProgram:
    """A program that the facility runs on its own, by a template of the catalogue."""

    facility_id: UUID
    template: str
    name: str
    fiscal_year: int
    pillar: Pillar | None = None
    """None: the pillar of the template."""


@use_case(*KEEPERS, scope=scope_to_plan)
async def plan_program(work: Work, command: PlanProgram) -> Program:
    """Plan a program that no agreement carries; it is reported as uncovered until an authorisation joins it."""
    facility = await lock_facility(work.connection, command.facility_id)
    today = day_in(facility.zone, work.now)
    require_plannable(command.fiscal_year, today)
    template = (await load_catalogue(work.connection, command.template)).find(command.template)
    if template is None:
        raise TemplateUnknown(code=command.template)
    plan = ProgramPlan(
        facility=facility,
        template=template.edition,
        template_sessions=template.sessions,
        title=template.title,
        name=command.name,
        pillar=command.pillar or template.pillar,
        fiscal_year=command.fiscal_year,
    )
    program = Program.plan(plan, today)
    await insert_program(work.connection, program)
    fields = event_fields(program, first_day_in(program.fiscal_year, today))
    work.emit(ProgramPlanned(**fields, agencies=(), opens_from=program.opens_from(today)))
    return program
