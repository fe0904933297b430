"""Planning the programs that scope items carry, attaching items to them, and continuing them from year to year."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.programs.authorisations.commands.event_parts import partners
from services.programs.catalogue.store import load_catalogue
from services.programs.program.commands.announcing import event_authorisations, event_fields
from services.programs.program.model.parts import Authorisation, ProgramPlan
from services.programs.program.model.program import Program
from services.programs.program.model.years import first_day_in, years_to_plan
from services.programs.program.store.locking import lock_programs_carried_by, lock_programs_of_line, lock_series
from services.programs.program.store.saving import insert_program, save_program
from shared.access import Work
from shared.contracts.parts import PartnerRef
from shared.contracts.programs import AuthorisationAttached, ProgramPlanned
from shared.values.terms import day_in, moment_of


async def carry_first(
    work: Work, plan: ProgramPlan, continues: Collection[UUID], occurred_at: datetime | None = None
) -> list[UUID]:
    """Plan the first program of a scope item, or attach the item to existing ones; returns the series.

    These are the programs of the items that it continues, otherwise the one program of its line. Programs that other
    lines have planned are left alone: the facility is asked whether to join them.
    """
    programs = await lock_programs_carried_by(work.connection, plan, continues)
    if not programs:
        of_line = await lock_programs_of_line(work.connection, plan)
        programs = of_line if len(of_line) == 1 else [await _begin(work, plan, occurred_at)]
    for program in programs:
        await attach(work, program, plan.authorisations, occurred_at)
    return [program.series for program in programs]


async def renew(work: Work, series: UUID, continuing: Collection[Authorisation] = ()) -> None:
    """Give the series a program in each year to plan in which an authorisation carries it.

    `continuing` are authorisations that no program of the series has yet. Years that are over stay as they are, and
    those from which on the series is joined into another one.
    """
    programs = await lock_series(work.connection, series)
    live = {each.fiscal_year: each for each in programs if each.joined_into is None}
    joined_from = min((each.fiscal_year for each in programs if each.joined_into), default=None)
    if not live:
        return
    latest = live[max(live)]
    today = day_in(latest.facility.zone, work.now)
    carrying = _carrying(live.values(), continuing)
    for year in sorted({*years_to_plan(today), *(each for each in live if each > today.year)}):
        due = tuple(
            each for each in carrying if each.runs_in(year) and (each.ended_on is None or each.ended_on >= today)
        )
        if not due or (joined_from is not None and year >= joined_from):
            continue
        if year in live:
            await attach(work, live[year], due)
        else:
            await _begin(work, await _next_year(work, latest, year, due))


async def attach(
    work: Work, program: Program, authorisations: Iterable[Authorisation], occurred_at: datetime | None = None
) -> None:
    """Let these authorisations carry a locked program, unless their scope items do so already."""
    new = [each for each in authorisations if not program.is_carried_by(each.scope_item_id)]
    for each in new:
        program.authorise(each)
        first_day = first_day_in(program.fiscal_year, each.since)
        (attached,) = event_authorisations([each])
        event = AuthorisationAttached(**event_fields(program, first_day), attached=attached)
        work.emit(event, occurred_at or moment_of(first_day, program.facility.zone, work.now))
    if new:
        await save_program(work.connection, program)


async def _begin(work: Work, plan: ProgramPlan, occurred_at: datetime | None = None) -> Program:
    """Plan a program; authorisations that begin later in its year are attached."""
    today = day_in(plan.facility.zone, work.now)
    first_day = first_day_in(plan.fiscal_year, min(each.since for each in plan.authorisations))
    at_first = tuple(each for each in plan.authorisations if each.in_force_on(first_day))
    program = Program.plan(replace(plan, authorisations=at_first), today)
    if await insert_program(work.connection, program):
        # As of its first day: if that is still to come, no authorisation is in force today.
        event = ProgramPlanned(
            **event_fields(program, first_day),
            agencies=_agencies(at_first),
            opens_from=program.opens_from(today),
        )
        # The past brings no news.
        work.emit(event, occurred_at or moment_of(first_day, program.facility.zone, work.now))
    else:
        # Another transaction planned it meanwhile; the insert has waited for its end.
        programs = await lock_series(work.connection, program.series)
        program = next(each for each in programs if each.fiscal_year == plan.fiscal_year)
    await attach(work, program, plan.authorisations, occurred_at)
    return program


def _carrying(programs: Iterable[Program], continuing: Iterable[Authorisation]) -> tuple[Authorisation, ...]:
    """The authorisations of a series, each scope item once, in the order of their first days."""
    known = {each.scope_item_id: each for program in programs for each in program.authorisations}
    found = {each.scope_item_id: each for each in continuing} | known
    return tuple(sorted(found.values(), key=lambda each: (each.since, each.scope_item_id)))


async def _next_year(work: Work, program: Program, year: int, due: tuple[Authorisation, ...]) -> ProgramPlan:
    newest = (await load_catalogue(work.connection, program.template.code)).find(program.template.code)
    return ProgramPlan(
        facility=program.facility,
        template=newest.edition if newest else program.template,
        template_sessions=newest.sessions if newest else program.template_sessions,
        title=newest.title if newest else program.title,
        name=program.name,
        pillar=program.pillar,
        fiscal_year=year,
        series=program.series,
        line_id=program.line_id,
        authorisations=due,
    )


def _agencies(authorisations: Iterable[Authorisation]) -> tuple[PartnerRef, ...]:
    return partners({agency.id: agency for each in authorisations for agency in each.agencies}.values())
