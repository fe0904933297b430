"""Signed scope becomes programs: they are planned, attached or handed over, and missing templates are reported."""

from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from services.programs.authorisations.model import Succession, Undertaking
from services.programs.authorisations.store import (
    close_gap,
    hand_over_gaps,
    insert_gap,
    insert_partners,
    lock_open_gaps,
    save_agency_name,
)
from services.programs.catalogue.model import Template
from services.programs.catalogue.shipped import shipped_catalogue
from services.programs.program.commands import event_authorisations, event_fields
from services.programs.program.model.parts import Authorisation, Organisation
from services.programs.program.model.program import Program
from services.programs.program.store import insert_program, lock_programs_under, lock_same_program, save_program
from shared.access import Work, nationwide, use_case
from shared.contracts.parts import FacilityRef, PartnerRef, ScopeItem
from shared.contracts.program_details import TemplateMissing
from shared.contracts.programs import AuthorisationAttached, AuthorisationHandedOver, ProgramPlanned
from shared.values.terms import day_in, moment_of


@dataclass(frozen=True, slots=True)
class PlanPrograms:
    """Scope was signed: programs have to carry it out."""

    undertakings: tuple[Undertaking, ...]


@dataclass(frozen=True, slots=True)
class RecordPartners:
    """The partners that signed an agreement."""

    agreement_id: UUID
    partners: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class RenameAgency:
    """An agency has another name."""

    agency_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class FillGaps:
    """The catalogue may have grown: plan the undertakings that lacked a template."""


@use_case(scope=nationwide)
async def plan_programs(work: Work, command: PlanPrograms) -> None:
    """Plan a program for each undertaking, attach it to an existing one, or report that its template is missing."""
    for undertaking in command.undertakings:
        template = shipped_catalogue().serving(undertaking.field, undertaking.pillar)
        if template is None:
            await _report_gap(work, undertaking)
        else:
            await _plan_or_attach(work, undertaking, template, undertaking.fiscal_year)


@use_case(scope=nationwide)
async def record_partners(work: Work, command: RecordPartners) -> None:
    """Let the partners of an agreement read the programs that it carries."""
    await insert_partners(work.connection, command.agreement_id, command.partners)


@use_case(scope=nationwide)
async def rename_agency(work: Work, command: RenameAgency) -> None:
    """Show the new name of an agency beside what it answers for. System only."""
    await save_agency_name(work.connection, command.agency_id, command.name)


@use_case(scope=nationwide)
async def hand_over(work: Work, succession: Succession) -> None:
    """Hand over the kept scope items to the successor. Dropped ones end, and the program continues without them."""
    await hand_over_gaps(work.connection, succession, work.now)
    for program in await lock_programs_under(work.connection, succession.agreement_id):
        endings = succession.endings(program.authorisations)
        program.authorise(*chain.from_iterable(ending.changed for ending in endings))
        await save_program(work.connection, program)
        occurred_at = moment_of(succession.on, program.facility.zone, work.now)
        for ending in endings:
            if ending.new is not None:
                work.emit(_handed_over(program, ending.old, ending.new, succession.on), occurred_at)


@use_case(scope=nationwide)
async def fill_gaps(work: Work, _command: FillGaps) -> None:
    """Plan each undertaking that has a template by now, and close its gap."""
    catalogue = shipped_catalogue()
    # Only gaps that can be filled are locked: this runs in every round of the jobs, and the others may stay open long.
    for gap_id, undertaking in await lock_open_gaps(work.connection, catalogue.fields_served()):
        template = catalogue.serving(undertaking.field, undertaking.pillar)
        if template is not None:
            # However early the scope was signed, no session can be held in a year that is over.
            this_year = day_in(undertaking.facility.zone, work.now).year
            await _plan_or_attach(work, undertaking, template, max(undertaking.fiscal_year, this_year))
            await close_gap(work.connection, gap_id, work.now)


async def _plan_or_attach(work: Work, undertaking: Undertaking, template: Template, fiscal_year: int) -> None:
    carried_by = undertaking.authorisation()
    today = day_in(undertaking.facility.zone, work.now)
    planned = Program.plan(template, undertaking.facility, fiscal_year, carried_by=carried_by, on=today)
    # First the insert, then the look-up: when two transactions plan the same program, the second waits at its insert
    # and then finds the program of the first.
    if await insert_program(work.connection, planned):
        agency = _partner(undertaking.agency)
        # As of the first day of the term: if that is still to come, no authorisation is in force today.
        work.emit(ProgramPlanned(**event_fields(planned, undertaking.since), agency=agency))
        return
    program = await lock_same_program(work.connection, planned)
    program.authorise(carried_by)
    await save_program(work.connection, program)
    (attached,) = event_authorisations([carried_by])
    work.emit(AuthorisationAttached(**event_fields(program, undertaking.since), attached=attached))


def _handed_over(program: Program, old: Authorisation, new: Authorisation, on: date) -> AuthorisationHandedOver:
    before, after = event_authorisations([old, new])
    return AuthorisationHandedOver(**event_fields(program, on), old=before, new=after)


async def _report_gap(work: Work, undertaking: Undertaking) -> None:
    # Kept and announced: scope that was signed and cannot be carried out must not be forgotten.
    await insert_gap(work.connection, undertaking, work.now)
    item = ScopeItem(
        id=undertaking.scope_item_id,
        field=undertaking.field,
        description=undertaking.description,
        pillar=undertaking.pillar,
        agency=_partner(undertaking.agency),
    )
    work.emit(
        TemplateMissing(
            agreement_id=undertaking.agreement_id,
            line_id=undertaking.line_id,
            scope_item_id=undertaking.scope_item_id,
            version=1,
            facility=FacilityRef.model_validate(undertaking.facility, from_attributes=True),
            item=item,
        )
    )


def _partner(agency: Organisation | None) -> PartnerRef | None:
    return PartnerRef.model_validate(agency, from_attributes=True) if agency else None
