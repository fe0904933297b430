"""Signed scope becomes programs, as far as the catalogue has a template. System only."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from services.programs.authorisations.commands.carrying import carry_first, renew
from services.programs.authorisations.commands.event_parts import facility_ref, scope_item
from services.programs.authorisations.model import Commitment, Undertaking
from services.programs.authorisations.store.gaps import close_gap, insert_gap, lock_open_gaps
from services.programs.authorisations.store.series import load_series_of, load_series_to_renew
from services.programs.authorisations.store.units import lock_new_facilities, lock_own_facilities
from services.programs.catalogue.model.template import Template
from services.programs.catalogue.store import load_catalogue
from services.programs.program.model.parts import ProgramPlan
from services.programs.program.model.years import years_at
from shared.access import Work, nationwide, use_case
from shared.contracts.program_details import TemplateMissing
from shared.events.job_items import take_each
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class PlanRegistered:
    """An agreement of the past was registered."""

    commitment: Commitment


@dataclass(frozen=True, slots=True)
class PlanAtNewFacilities:
    """An extension was signed that keeps these items, perhaps at facilities that did not sign its predecessor."""

    commitment: Commitment
    predecessor_id: UUID


@dataclass(frozen=True, slots=True)
class FillGaps:
    """The catalogue may have grown: plan the undertakings that lacked a template."""


@dataclass(frozen=True, slots=True)
class RenewPrograms:
    """A year may have begun, or its planning."""


@use_case(scope=nationwide)
async def plan_programs(work: Work, commitment: Commitment) -> None:
    """Plan the programs of signed scope where no offer is needed."""
    await _renew_line(work, commitment.line_id)
    for facility in await lock_own_facilities(work.connection, commitment.agreement_id):
        for undertaking in commitment.at(facility):
            await plan_undertaking(work, undertaking)


@use_case(scope=nationwide)
async def plan_registered(work: Work, command: PlanRegistered) -> None:
    """Plan the programs of a registered agreement, where it is in force today or will be, and needs no offer."""
    commitment = command.commitment
    await _renew_line(work, commitment.line_id)
    for facility in await lock_own_facilities(work.connection, commitment.agreement_id):
        if not commitment.is_over_on(day_in(facility.zone, work.now)):
            for undertaking in commitment.at(facility):
                await plan_undertaking(work, undertaking)


@use_case(scope=nationwide)
async def plan_at_new_facilities(work: Work, command: PlanAtNewFacilities) -> None:
    """Plan what an extension keeps at facilities that carry it out on their own, but not its predecessor.

    Elsewhere it is handed over, or offered.
    """
    commitment = command.commitment
    for facility in await lock_new_facilities(work.connection, commitment.agreement_id, command.predecessor_id):
        for undertaking in commitment.at(facility):
            await plan_undertaking(work, undertaking)


async def plan_undertaking(work: Work, undertaking: Undertaking) -> None:
    """Plan the program of a scope item at a facility, and continue it; without a template, report the gap."""
    template = (await load_catalogue(work.connection)).serving(undertaking.item.field, undertaking.item.pillar)
    if template is None:
        await _report_gap(work, undertaking)
    else:
        await _carry(work, undertaking, template)


@use_case(scope=nationwide)
async def renew_programs(work: Work, _command: RenewPrograms) -> None:
    """Continue each series in the years to plan: the new year, and from 1 November the next one."""
    due = await load_series_to_renew(work.connection, years_at(work.now))
    await take_each(work, "renew_programs", due, partial(renew, work), str)


@use_case(scope=nationwide)
async def fill_gaps(work: Work, _command: FillGaps) -> None:
    """Plan each undertaking that has a template by now, and close its gap."""
    # Only gaps that can be filled are locked: this runs in every round of the jobs, and the others may stay open long.
    served = (await load_catalogue(work.connection)).fields_served()
    gaps = await lock_open_gaps(work.connection, served, work.now)
    await take_each(work, "fill_template_gaps", gaps, partial(_fill, work), lambda gap: str(gap[0]))


async def _fill(work: Work, gap: tuple[UUID, Undertaking]) -> None:
    gap_id, undertaking = gap
    template = (await load_catalogue(work.connection)).serving(undertaking.item.field, undertaking.item.pillar)
    if template is None:
        return
    # The template is new today, so the plan is news, even for scope that was signed long ago.
    await _carry(work, undertaking, template, work.now)
    await close_gap(work.connection, gap_id, work.now)


async def _carry(work: Work, undertaking: Undertaking, template: Template, occurred_at: datetime | None = None) -> None:
    facility, carried_by = undertaking.facility, undertaking.authorisation()
    if await load_series_of(work.connection, facility.id, undertaking.item.id):
        return
    # However early the scope was signed, nothing is planned for a year that is over.
    year = max(undertaking.since.year, day_in(facility.zone, work.now).year)
    if not carried_by.runs_in(year):
        return
    plan = ProgramPlan(
        facility=facility,
        template=template.edition,
        template_sessions=template.sessions,
        title=template.title,
        name=undertaking.item.description,
        pillar=undertaking.item.pillar,
        fiscal_year=year,
        series=undertaking.series,
        line_id=undertaking.line_id,
        authorisations=(carried_by,),
    )
    for series in await carry_first(work, plan, undertaking.item.continues, occurred_at):
        await renew(work, series)


async def _renew_line(work: Work, line_id: UUID) -> None:
    # Which programs the line has decides where its new items are attached.
    for series in await load_series_to_renew(work.connection, years_at(work.now), line_id):
        await renew(work, series)


async def _report_gap(work: Work, undertaking: Undertaking) -> None:
    # Kept and announced: scope that was signed and cannot be carried out must not be forgotten.
    if not await insert_gap(work.connection, undertaking, work.now):
        return
    work.emit(
        TemplateMissing(
            agreement_id=undertaking.agreement_id,
            line_id=undertaking.line_id,
            scope_item_id=undertaking.item.id,
            version=1,
            facility=facility_ref(undertaking.facility),
            item=scope_item(undertaking.item),
        )
    )
