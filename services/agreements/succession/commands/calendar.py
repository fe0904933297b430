"""What the calendar brings to signed agreements: the first day in force, the day after the last, and the final end."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from services.agreements.agreement.commands.announcing import Announcement, in_force_ref
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.succession.store.calendar import (
    FINAL_AFTER_DAYS,
    load_ended,
    load_entered,
    load_finally_ended,
    save_ended,
    save_entered,
    save_finally_ended,
)
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import AgreementEnteredIntoForce, AgreementExpired
from shared.events.job_items import take_each


@dataclass(frozen=True, slots=True)
class AnnounceDays:
    """Announce every day that has come."""


@use_case(scope=nationwide, changes=False)
async def announce_entered(work: Work, _command: AnnounceDays) -> None:
    """Announce the agreements that have come into force."""
    entered = await load_entered(work.connection, work.now)
    await take_each(work, "enter_into_force", entered, partial(_enter, work), str)


@use_case(scope=nationwide, changes=False)
async def announce_expired(work: Work, _command: AnnounceDays) -> None:
    """Announce the agreements whose last day is over, and those whose end has become final."""
    await take_each(work, "expire", await load_ended(work.connection, work.now), partial(_expire, work), str)
    ended = await load_finally_ended(work.connection, work.now)
    await take_each(work, "expire_finally", ended, partial(_expire_finally, work), str)


async def _enter(work: Work, agreement_id: UUID) -> None:
    await save_entered(work.connection, agreement_id, work.now)
    agreement = await load_agreement(work.connection, agreement_id)
    days = agreement.days_in_force
    announcement = Announcement.on(work, agreement, days.in_force_from)
    announcement.emit(AgreementEnteredIntoForce(**announcement.about, in_force=in_force_ref(days)))


async def _expire(work: Work, agreement_id: UUID) -> None:
    await save_ended(work.connection, agreement_id, work.now)
    await _announce_end(work, agreement_id, after_days=1, final=False)


async def _expire_finally(work: Work, agreement_id: UUID) -> None:
    await save_finally_ended(work.connection, agreement_id, work.now)
    await _announce_end(work, agreement_id, after_days=FINAL_AFTER_DAYS, final=True)


async def _announce_end(work: Work, agreement_id: UUID, *, after_days: int, final: bool) -> None:
    agreement = await load_agreement(work.connection, agreement_id)
    last = agreement.in_force_until
    assert last is not None, "only an agreement with a last day expires"  # noqa: S101
    announcement = Announcement.on(work, agreement, last + timedelta(days=after_days))
    announcement.emit(AgreementExpired(**announcement.about, expired_on=last, final=final))
