"""Announcing what the calendar reminds of. Each is announced once, on a working day of the keeper's zone."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.vigilance.model import (
    ComingEnd,
    Plan,
    Resumption,
    Spell,
    bands_on,
    due_rungs,
    is_soon,
    is_stale,
)
from services.agreements.vigilance.store import (
    PER_RUN,
    insert_reminder,
    insert_spell,
    insert_stale_plan,
    load_coming_ends,
    load_resumptions,
    load_spells,
    load_unkept_plans,
    save_resumption,
)
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import AgreementActivityResumed, AgreementDormant
from shared.contracts.negotiation import AgreementExpiring, SigningOverdue
from shared.events.job_items import take_each
from shared.values.terms import Zone, day_in
from shared.values.working_days import office_calendar, working_zones

UNSIGNED = frozenset({"awaiting_signature", "partially_signed"})


@dataclass(frozen=True, slots=True)
class Remind:
    """Announce everything that is due."""


@dataclass(frozen=True, slots=True)
class AnnounceDormant:
    """Announce the agreements under which nothing was delivered for longer than so many days.

    `finished` has the day of each zone for which nothing was left; a run of a later day updates it.
    """

    after_days: int
    finished: dict[Zone, date]


@use_case(scope=nationwide, changes=False)
async def announce_coming_ends(work: Work, _command: Remind) -> None:
    """Announce the rungs of the agreements that end. System only."""
    due: list[tuple[ComingEnd, int]] = []
    for zone, today in working_zones(work.now).items():
        bands = bands_on(today, office_calendar())
        due += due_rungs(await load_coming_ends(work.connection, zone, today, bands), today, office_calendar())
    # Locked in the order of ids, as by every other job: the nearest ends are only chosen first.
    chosen = sorted(due[:PER_RUN], key=_name_of_end)
    await take_each(work, "announce_expiring", chosen, partial(_remind_of_end, work), _name_of_end)


@use_case(scope=nationwide, changes=False)
async def announce_stale_plans(work: Work, _command: Remind) -> None:
    """Announce the plans to sign whose day is over for some time. System only."""
    stale: list[Plan] = []
    for zone, today in working_zones(work.now).items():
        plans = await load_unkept_plans(work.connection, {zone: today})
        stale += [plan for plan in plans if is_stale(plan.planned_on, today, office_calendar())]
    chosen = sorted(stale[:PER_RUN], key=_name)
    await take_each(work, "announce_stale", chosen, partial(_remind_of_plan, work), _name)


@use_case(scope=nationwide, changes=False)
async def announce_dormant_agreements(work: Work, command: AnnounceDormant) -> None:
    """Announce the agreements under which nothing was delivered for too long, once in each spell. System only."""
    days = {zone: day for zone, day in working_zones(work.now).items() if command.finished.get(zone) != day}
    spells = await load_spells(work.connection, days, command.after_days) if days else []
    await take_each(work, "announce_dormant", spells, partial(_announce_spell, work), _name)
    if not spells:
        command.finished.update(days)


@use_case(scope=nationwide, changes=False)
async def announce_resumed_agreements(work: Work, _command: Remind) -> None:
    """Announce the dormant agreements under which something was delivered again, on any day. System only."""
    resumed = await load_resumptions(work.connection)
    await take_each(work, "announce_resumed", resumed, partial(_announce_resumption, work), _name)


async def _remind_of_end(work: Work, due: tuple[ComingEnd, int]) -> None:
    end, rung = due
    agreement = await lock_agreement(work.connection, end.agreement_id)
    if agreement.document_state != "signed" or agreement.in_force_until != end.in_force_until or agreement.ended_on:
        # Ended or amended while the job waited for the lock.
        return
    await insert_reminder(work.connection, end, rung, work.now)
    announcement = Announcement(work, agreement)
    left = (end.in_force_until - day_in(agreement.zone, work.now)).days
    days = {"rung": rung, "days_left": left, "soon": is_soon(rung)}
    announcement.emit(AgreementExpiring(**announcement.about, in_force_until=end.in_force_until, **days))


async def _remind_of_plan(work: Work, plan: Plan) -> None:
    agreement = await lock_agreement(work.connection, plan.agreement_id)
    if agreement.document_state not in UNSIGNED or agreement.signing_planned_on != plan.planned_on:
        return
    await insert_stale_plan(work.connection, plan, work.now)
    announcement = Announcement(work, agreement)
    announcement.emit(SigningOverdue(**announcement.about, planned_on=plan.planned_on))


async def _announce_spell(work: Work, spell: Spell) -> None:
    agreement = await lock_agreement(work.connection, spell.agreement_id)
    if agreement.document_state != "signed":
        return
    await insert_spell(work.connection, spell, work.now)
    announcement = Announcement(work, agreement)
    since = {"quiet_since": spell.quiet_since, "ever_delivered": spell.ever_delivered}
    announcement.emit(AgreementDormant(**announcement.about, **since))


async def _announce_resumption(work: Work, resumed: Resumption) -> None:
    agreement = await lock_agreement(work.connection, resumed.agreement_id)
    await save_resumption(work.connection, resumed.agreement_id, resumed.resumed_on)
    announcement = Announcement(work, agreement)
    days = {"quiet_since": resumed.quiet_since, "resumed_on": resumed.resumed_on}
    announcement.emit(AgreementActivityResumed(**announcement.about, **days))


def _name_of_end(due: tuple[ComingEnd, int]) -> str:
    return str(due[0].agreement_id)


def _name(item: Plan | Spell | Resumption) -> str:
    return str(item.agreement_id)
