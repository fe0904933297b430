"""What the calendar brings to signed agreements: the first day in force, the day after the last, and the final end."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.agreements.agreement.commands.announcing import Announcement, in_force_ref
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.succession.store import FINAL_AFTER_DAYS, load_ended, load_entered, load_finally_ended
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import AgreementEnteredIntoForce, AgreementExpired


@dataclass(frozen=True, slots=True)
class AnnounceDays:
    """Announce every day that has come."""


@use_case(scope=nationwide, changes=False)
async def announce_entered(work: Work, _command: AnnounceDays) -> None:
    """Announce the agreements that have come into force."""
    for agreement_id in await load_entered(work.connection, work.now):
        agreement = await load_agreement(work.connection, agreement_id)
        days = agreement.days_in_force
        announcement = Announcement.on(work, agreement, days.in_force_from)
        announcement.emit(AgreementEnteredIntoForce(**announcement.about, in_force=in_force_ref(days)))


@use_case(scope=nationwide, changes=False)
async def announce_expired(work: Work, _command: AnnounceDays) -> None:
    """Announce the agreements whose last day is over, and those whose end has become final."""
    for agreement_id in await load_ended(work.connection, work.now):
        await _announce(work, agreement_id, final=False)
    for agreement_id in await load_finally_ended(work.connection, work.now):
        await _announce(work, agreement_id, final=True)


async def _announce(work: Work, agreement_id: UUID, *, final: bool) -> None:
    agreement = await load_agreement(work.connection, agreement_id)
    last = agreement.in_force_until
    assert last is not None, "only an agreement with a last day expires"  # noqa: S101
    over = last + timedelta(days=FINAL_AFTER_DAYS if final else 1)
    announcement = Announcement.on(work, agreement, over)
    announcement.emit(AgreementExpired(**announcement.about, expired_on=last, final=final))
