"""Signed scope becomes programs: they are planned, or attached to a program of the same practice. System only."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from services.programs.authorisations.model import Commitment, Undertaking
from services.programs.authorisations.store.gaps import close_gap, insert_gap, lock_open_gaps
from services.programs.authorisations.store.units import lock_own_facilities
from services.programs.catalogue.model import Template
from services.programs.catalogue.shipped import shipped_catalogue
from services.programs.program.commands import event_authorisations, event_fields
from services.programs.program.model.parts import Authorisation, Facility, Organisation
from services.programs.program.model.program import Program
from services.programs.program.store import insert_program, lock_same_program, save_program
from shared.access import Work, nationwide, use_case
from shared.contracts.parts import FacilityRef, PartnerRef, ScopeItem
from shared.contracts.program_details import TemplateMissing
from shared.contracts.programs import AuthorisationAttached, ProgramPlanned
from shared.events.job_items import take_each
from shared.values.cooperation import Pillar
from shared.values.terms import day_in, moment_of


@dataclass(frozen=True, slots=True)
class PlanRegistered:
    """An agreement of the past was registered."""

    commitment: Commitment


@dataclass(frozen=True, slots=True)
class FillGaps:
    """The catalogue may have grown: plan the undertakings that lacked a template."""


@dataclass(frozen=True, slots=True)
class ProgramPlan:
    """The program that an authorisation needs."""

    template: Template
    facility: Facility
    pillar: Pillar | None
    fiscal_year: int
    carried_by: Authorisation

    @property
    def carried_from(self) -> date:
        """The first day in the fiscal year on which the authorisation carries the program."""
        return max(self.carried_by.since, date(self.fiscal_year, 1, 1))

    def moment(self, now: datetime) -> datetime:
        """The business time of the plan: the past brings no news."""
        return moment_of(self.carried_from, self.facility.zone, now)


@use_case(scope=nationwide)
async def plan_programs(work: Work, commitment: Commitment) -> None:
    """Plan the programs of signed scope for the year in which it begins, where no offer is needed."""
    for facility in await lock_own_facilities(work.connection, commitment.agreement_id):
        for undertaking in commitment.at(facility):
            await plan_undertaking(work, undertaking, undertaking.fiscal_year)


@use_case(scope=nationwide)
async def plan_registered(work: Work, command: PlanRegistered) -> None:
    """Plan the programs of a registered agreement for this year, where it is in force and needs no offer."""
    for facility in await lock_own_facilities(work.connection, command.commitment.agreement_id):
        today = day_in(facility.zone, work.now)
        if command.commitment.in_force_on(today):
            for undertaking in command.commitment.at(facility):
                await plan_undertaking(work, undertaking, today.year)


@use_case(scope=nationwide)
async def fill_gaps(work: Work, _command: FillGaps) -> None:
    """Plan each undertaking that has a template by now, and close its gap."""
    # Only gaps that can be filled are locked: this runs in every round of the jobs, and the others may stay open long.
    gaps = await lock_open_gaps(work.connection, shipped_catalogue().fields_served(), work.now)
    await take_each(work, "fill_template_gaps", gaps, partial(_fill, work), lambda gap: str(gap[0]))


async def _fill(work: Work, gap: tuple[UUID, Undertaking]) -> None:
    gap_id, undertaking = gap
    template = shipped_catalogue().serving(undertaking.item.field, undertaking.item.pillar)
    if template is None:
        return
    # However early the scope was signed, no session can be held in a year that is over.
    year = max(undertaking.fiscal_year, day_in(undertaking.facility.zone, work.now).year)
    # The template is new today, so the plan is news, even for scope that was signed long ago.
    await carry_out(work, _program_plan(undertaking, template, year), work.now)
    await close_gap(work.connection, gap_id, work.now)


async def plan_undertaking(work: Work, undertaking: Undertaking, fiscal_year: int) -> None:
    """Plan the program of an undertaking for a year, or report that the catalogue has no template for it."""
    template = shipped_catalogue().serving(undertaking.item.field, undertaking.item.pillar)
    if template is None:
        await _report_gap(work, undertaking)
    else:
        plan = _program_plan(undertaking, template, fiscal_year)
        await carry_out(work, plan, plan.moment(work.now))


def _program_plan(undertaking: Undertaking, template: Template, fiscal_year: int) -> ProgramPlan:
    return ProgramPlan(
        template, undertaking.facility, undertaking.item.pillar, fiscal_year, undertaking.authorisation()
    )


async def carry_out(work: Work, plan: ProgramPlan, occurred_at: datetime) -> None:
    """Plan a program, or attach the authorisation to the program of the same practice, year and pillar."""
    today = day_in(plan.facility.zone, work.now)
    planned = Program.plan(
        plan.template, plan.facility, plan.pillar, plan.fiscal_year, carried_by=plan.carried_by, on=today
    )
    # First the insert, then the look-up: when two transactions plan the same program, the second waits at its insert
    # and then finds the program of the first.
    if await insert_program(work.connection, planned):
        # As of the day from which it is carried: if that is still to come, no authorisation is in force today.
        fields = event_fields(planned, plan.carried_from)
        work.emit(ProgramPlanned(**fields, agencies=_partners(plan.carried_by.agencies)), occurred_at)
        return
    program = await lock_same_program(work.connection, planned)
    if program.is_carried_by(plan.carried_by.scope_item_id):
        return
    program.authorise(plan.carried_by)
    await save_program(work.connection, program)
    (attached,) = event_authorisations([plan.carried_by])
    work.emit(AuthorisationAttached(**event_fields(program, plan.carried_from), attached=attached), occurred_at)


async def _report_gap(work: Work, undertaking: Undertaking) -> None:
    # Kept and announced: scope that was signed and cannot be carried out must not be forgotten.
    if not await insert_gap(work.connection, undertaking, work.now):
        return
    item = undertaking.item
    work.emit(
        TemplateMissing(
            agreement_id=undertaking.agreement_id,
            line_id=undertaking.line_id,
            scope_item_id=item.id,
            version=1,
            facility=FacilityRef.model_validate(undertaking.facility, from_attributes=True),
            item=ScopeItem(
                id=item.id,
                field=item.field,
                field_name=item.field_name,
                description=item.description,
                function=item.function,
                pillar=item.pillar,
                delivery="program",
                agencies=_partners(item.agencies),
                continues=item.continues,
            ),
        )
    )


def _partners(agencies: tuple[Organisation, ...]) -> tuple[PartnerRef, ...]:
    return tuple(PartnerRef.model_validate(agency, from_attributes=True) for agency in agencies)
