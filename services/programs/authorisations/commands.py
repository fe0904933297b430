"""What signed scope brings about: programs planned, attached or handed over, and gaps in the catalogue made known."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.authorisations.model import Succession, Undertaking
from services.programs.authorisations.store import add_gap, add_partners, close_gap, hand_over_gaps, lock_open_gaps
from services.programs.catalogue.model import Template
from services.programs.catalogue.queries import shipped_catalogue
from services.programs.program.commands import about, authorisations_of
from services.programs.program.model.parts import Organisation
from services.programs.program.model.program import Program
from services.programs.program.store import add_program, lock_programs_under, lock_same_program, save_program
from shared.access import Work, nationwide, use_case
from shared.contracts.parts import FacilityRef, PartnerRef, ScopeItem
from shared.contracts.programs import AuthorisationAttached, AuthorisationHandedOver, ProgramPlanned, TemplateMissing
from shared.values.terms import day_in, moment_of


@dataclass(frozen=True, slots=True)
class CarryOut:
    """Scope was signed: see to it that programs carry it out."""

    undertakings: tuple[Undertaking, ...]


@dataclass(frozen=True, slots=True)
class NotePartners:
    """Who signed an agreement, beside the facilities."""

    agreement_id: UUID
    partners: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class FillGaps:
    """The catalogue may have grown: plan what waited for a template."""


@use_case(scope=nationwide)
async def carry_out(work: Work, command: CarryOut) -> None:
    """Plan a program for each undertaking, or attach it to the one there is, or tell the directorate that it can't."""
    for undertaking in command.undertakings:
        template = shipped_catalogue().serving(undertaking.field, undertaking.pillar)
        if template is None:
            await _report_gap(work, undertaking)
        else:
            await _plan_or_attach(work, undertaking, template, undertaking.fiscal_year)


@use_case(scope=nationwide)
async def note_partners(work: Work, command: NotePartners) -> None:
    """Let the partners of an agreement see the programs that it carries."""
    await add_partners(work.connection, command.agreement_id, command.partners)


@use_case(scope=nationwide)
async def hand_over(work: Work, succession: Succession) -> None:
    """Let the successor carry what it kept; what it dropped is carried no longer, and the program goes on without."""
    await hand_over_gaps(work.connection, succession, work.now)
    for program in await lock_programs_under(work.connection, succession.agreement_id):
        ended = succession.ended(program.authorisations)
        program.authorise(*(each for pair in ended for each in pair if each))
        await save_program(work.connection, program)
        occurred_at = moment_of(succession.on, program.facility.zone, work.now)
        for pair in ended:
            match authorisations_of(each for each in pair if each):
                case [old, new]:
                    said = AuthorisationHandedOver(**about(program, succession.on), old=old, new=new)
                    work.emit(said, occurred_at)


@use_case(scope=nationwide)
async def fill_gaps(work: Work, _command: FillGaps) -> None:
    """Plan what waited, now that a template serves it, and close the gap."""
    catalogue = shipped_catalogue()
    # Only what can be filled is locked: this runs with every round of the jobs, and the other gaps may wait for long.
    for gap_id, undertaking in await lock_open_gaps(work.connection, catalogue.fields_served()):
        template = catalogue.serving(undertaking.field, undertaking.pillar)
        if template is not None:
            # In a year that is over nothing can be held any more, however early its scope was signed.
            this_year = day_in(undertaking.facility.zone, work.now).year
            await _plan_or_attach(work, undertaking, template, max(undertaking.fiscal_year, this_year))
            await close_gap(work.connection, gap_id, work.now)


async def _plan_or_attach(work: Work, undertaking: Undertaking, template: Template, fiscal_year: int) -> None:
    carried_by = undertaking.authorisation()
    today = day_in(undertaking.facility.zone, work.now)
    planned = Program.plan(template, undertaking.facility, fiscal_year, carried_by=carried_by, on=today)
    # Inserted first and looked up afterwards: of two transactions that plan the same program the second waits here, and
    # then finds the first one's.
    if await add_program(work.connection, planned):
        agency = _partner(undertaking.agency)
        # As of the day on which the term begins: where it is still to come, nothing carries the program today.
        work.emit(ProgramPlanned(**about(planned, undertaking.since), agency=agency))
        return
    program = await lock_same_program(work.connection, planned)
    program.authorise(carried_by)
    await save_program(work.connection, program)
    (attached,) = authorisations_of([carried_by])
    work.emit(AuthorisationAttached(**about(program, undertaking.since), attached=attached))


async def _report_gap(work: Work, undertaking: Undertaking) -> None:
    # Kept and said: what was signed and cannot be carried out must not end in silence.
    await add_gap(work.connection, undertaking, work.now)
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
            facility=FacilityRef.model_validate(undertaking.facility, from_attributes=True),
            item=item,
        )
    )


def _partner(agency: Organisation | None) -> PartnerRef | None:
    return PartnerRef.model_validate(agency, from_attributes=True) if agency else None
