"""Ending a signed agreement before its term."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from services.agreements.agreement.access import SUBMITTERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement, in_force_ref
from services.agreements.agreement.model.agreement import Agreement, Ending
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.succession.model.notices import notice_cautions, require_notice, require_withdrawable
from services.agreements.succession.model.succession import require_in_force
from services.agreements.succession.store.calendar import load_noticed
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import AgreementTerminated, TerminationAnnounced, TerminationWithdrawn
from shared.events.job_items import take_each
from shared.values.cooperation import TerminationGround
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class TerminateAgreement:
    """A signed agreement ends early; `terminated_on` is the last day on which it is in force, past or to come.

    `noticed_on` is the day on which notice was given, and `noticed_by` the party that gave it alone.
    """

    agreement_id: UUID
    expected_version: int
    ground: TerminationGround
    terminated_on: date
    reason: str
    noticed_on: date | None = None
    noticed_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class WithdrawNotice:
    """A notice is taken back before it takes effect."""

    agreement_id: UUID
    expected_version: int
    reason: str


@dataclass(frozen=True, slots=True)
class EndNoticed:
    """End every agreement whose last day was named by a notice and is over."""


@use_case(*SUBMITTERS, scope=scope_to_change)
async def terminate_agreement(work: Work, command: TerminateAgreement) -> Receipt:
    """End a signed agreement by consent, by one party's notice, or by law: now, or when a day to come is over."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.require("terminate")
    require_in_force(agreement.days_in_force, command.terminated_on)
    today = day_in(agreement.zone, work.now)
    ending = Ending(command.ground, command.terminated_on, command.noticed_on or today, command.noticed_by)
    require_notice(agreement, ending, today)
    ended = agreement.terminate(ending, command.reason, today)
    await save_agreement(work, agreement)
    if ended:
        _announce(work, agreement, command.ground, command.terminated_on)
    else:
        _announce_notice(work, agreement, ending)
    return agreement.receipt().model_copy(update={"cautions": notice_cautions(agreement, ending)})


@use_case(*SUBMITTERS, scope=scope_to_change)
async def withdraw_notice(work: Work, command: WithdrawNotice) -> Receipt:
    """Take a notice back before it takes effect: the agreement and its programs continue until the end of the term."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    today = day_in(agreement.zone, work.now)
    agreement.require("withdraw_notice")
    require_withdrawable(agreement, today)
    agreement.withdraw_notice(command.reason)
    await save_agreement(work, agreement)
    announcement, in_force = Announcement(work, agreement), in_force_ref(agreement.days_in_force)
    announcement.emit(TerminationWithdrawn(**announcement.about, withdrawn_on=today, in_force=in_force))
    return agreement.receipt()


@use_case(scope=nationwide, changes=False)
async def end_all_noticed(work: Work, _command: EndNoticed) -> None:
    """End the agreements whose last day was named by a notice and is over."""
    noticed = await load_noticed(work.connection, work.now)
    await take_each(work, "end_noticed", noticed, partial(_end_noticed, work), str)


async def _end_noticed(work: Work, agreement_id: UUID) -> None:
    agreement = await lock_agreement(work.connection, agreement_id)
    last_day, ground = agreement.ended_on, agreement.termination_ground
    assert last_day is not None and ground is not None, "a notice names both"  # noqa: S101, PT018
    agreement.move("terminate", happened_on=last_day)
    await save_agreement(work, agreement)
    _announce(work, agreement, ground, last_day)


def _announce(work: Work, agreement: Agreement, ground: TerminationGround, last_day: date) -> None:
    announcement = Announcement.on(work, agreement, last_day)
    announcement.emit(AgreementTerminated(**announcement.about, ground=ground, terminated_on=last_day))


def _announce_notice(work: Work, agreement: Agreement, ending: Ending) -> None:
    assert ending.noticed_on is not None, "a notice has a day"  # noqa: S101
    announcement = Announcement(work, agreement)
    announcement.emit(
        TerminationAnnounced(
            **announcement.about, ground=ending.ground, noticed_on=ending.noticed_on, ends_on=ending.last_day
        )
    )
