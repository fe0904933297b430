"""Preparing a ceremony from a list of agreements, opening it on its day, and calling it off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from services.agreements.ceremonies.access import KEEPERS, scope_to_begin, scope_to_change
from services.agreements.ceremonies.commands.days import give_up_days, lock_listed, plan_days
from services.agreements.ceremonies.commands.inviting import announce_calling_off, announce_plan
from services.agreements.ceremonies.model.ceremony import CALL_OFF, Ceremony
from services.agreements.ceremonies.model.parts import ListedAgreement, OpeningProgram
from services.agreements.ceremonies.store.ceremonies import (
    insert_ceremony,
    lock_ceremony,
    save_ceremony,
    save_outcomes,
    save_preparation,
)
from services.agreements.meetings.model.parts import Seat
from services.agreements.register.store.units import load_units
from shared.access import Work, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True, kw_only=True)
class CeremonyPlan:
    """Day, venue, speakers and witnesses of a ceremony, its guests, and its list in the order of signing."""

    title: str
    planned_on: date
    begins_at: time | None = None
    venue: str | None = None
    speakers: tuple[Seat, ...] = ()
    witnesses: tuple[Seat, ...] = ()
    guests: tuple[UUID, ...] = ()
    agreements: tuple[ListedAgreement, ...] = ()
    opens: tuple[OpeningProgram, ...] = ()


@dataclass(frozen=True, slots=True)
class PrepareCeremony:
    """A unit prepares a ceremony."""

    keeper_id: UUID
    plan: CeremonyPlan


@dataclass(frozen=True, slots=True)
class ChangePreparation:
    """The preparation as it is to be from now on."""

    ceremony_id: UUID
    expected_version: int
    plan: CeremonyPlan


@dataclass(frozen=True, slots=True)
class OpenCeremony:
    """The day has come."""

    ceremony_id: UUID
    expected_version: int


@dataclass(frozen=True, slots=True)
class CallOffCeremony:
    """The ceremony will not take place."""

    ceremony_id: UUID
    expected_version: int
    reason: str


@use_case(*KEEPERS, scope=scope_to_begin)
async def prepare_ceremony(work: Work, command: PrepareCeremony) -> Ceremony:
    """Prepare a ceremony from a list."""
    keeper = (await load_units(work.connection, [command.keeper_id]))[command.keeper_id]
    plan = command.plan
    zone = keeper.zone or CAPITAL_ZONE
    ceremony = Ceremony(
        id=new_id(),
        keeper=keeper,
        zone=zone,
        title=plan.title,
        prepared_on=day_in(zone, work.now),
        planned_on=plan.planned_on,
    )
    await _prepare(work, ceremony, plan)
    await insert_ceremony(work.connection, ceremony)
    return ceremony


@use_case(*KEEPERS, scope=scope_to_change)
async def change_preparation(work: Work, command: ChangePreparation) -> Ceremony:
    """Replace the plan and the list of a ceremony that is not open yet."""
    ceremony = await lock_ceremony(work.connection, command.ceremony_id)
    require_version(ceremony.version, command.expected_version)
    before = (ceremony.planned_on, ceremony.begins_at)
    await _prepare(work, ceremony, command.plan)
    await save_preparation(work.connection, ceremony)
    if ceremony.invited_on and before != (ceremony.planned_on, ceremony.begins_at):
        await announce_plan(work, ceremony, before[0])
    return ceremony


@use_case(*KEEPERS, scope=scope_to_change)
async def open_ceremony(work: Work, command: OpenCeremony) -> Ceremony:
    """Open the desks."""
    ceremony = await lock_ceremony(work.connection, command.ceremony_id)
    require_version(ceremony.version, command.expected_version)
    ceremony.open(day_in(ceremony.zone, work.now))
    await save_ceremony(work.connection, ceremony)
    return ceremony


@use_case(*KEEPERS, scope=scope_to_change)
async def call_off_ceremony(work: Work, command: CallOffCeremony) -> Ceremony:
    """Call off a ceremony that is not open yet; its agreements may be in another list."""
    ceremony = await lock_ceremony(work.connection, command.ceremony_id)
    require_version(ceremony.version, command.expected_version)
    CALL_OFF.require(ceremony.state)
    await give_up_days(work, ceremony)
    ceremony.call_off(command.reason)
    await save_ceremony(work.connection, ceremony)
    await save_outcomes(work.connection, ceremony)
    if ceremony.invited_on:
        await announce_calling_off(work, ceremony)
    return ceremony


async def _prepare(work: Work, ceremony: Ceremony, plan: CeremonyPlan) -> None:
    agreements = await lock_listed(work, ceremony, plan.agreements)
    guests = await load_units(work.connection, plan.guests)
    planned_on = ceremony.planned_on
    ceremony.prepare(
        plan.agreements,
        plan.opens,
        agreements,
        title=plan.title,
        planned_on=plan.planned_on,
        begins_at=plan.begins_at,
        venue=plan.venue,
        speakers=await _named(work, plan.speakers),
        witnesses=await _named(work, plan.witnesses),
        guests=tuple(guests[each] for each in dict.fromkeys(plan.guests)),
    )
    await plan_days(work, ceremony, agreements, planned_on)


async def _named(work: Work, seats: Iterable[Seat]) -> tuple[Seat, ...]:
    seats = tuple(seats)
    units = await load_units(work.connection, {each.unit_id for each in seats if each.unit_id})
    return tuple(each.named(units) for each in seats)
