"""The calendar opens dues, and makes them overdue."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from services.agreements.agreement.store.loading import load_agreement
from services.agreements.obligations.commands.agreeing import open_begun
from services.agreements.obligations.commands.announcing import about_due
from services.agreements.obligations.store.dues import load_missed, load_to_open, save_missed
from services.agreements.obligations.store.obligations import lock_obligation, save_obligation
from shared.access import Work, nationwide, use_case
from shared.contracts.obligations import ObligationMissed
from shared.events.job_items import take_each
from shared.values.terms import day_in, moment_of


@dataclass(frozen=True, slots=True)
class FollowCalendar:
    """Open the dues whose period has begun, and announce those that were missed."""


@use_case(scope=nationwide, changes=False)
async def open_all_dues(work: Work, _command: FollowCalendar) -> None:
    """Open the dues whose period has begun. System only."""
    found = await load_to_open(work.connection, work.now)
    await take_each(work, "open_dues", found, partial(_open_one, work), str)


@use_case(scope=nationwide, changes=False)
async def announce_missed(work: Work, _command: FollowCalendar) -> None:
    """Announce, once, each due whose day is over without being fulfilled. System only."""
    missed = await load_missed(work.connection, work.now)
    await take_each(work, "announce_missed", missed, partial(_announce_missed, work), lambda each: str(each[1]))


async def _open_one(work: Work, obligation_id: UUID) -> None:
    obligation = await lock_obligation(work.connection, obligation_id)
    await open_begun(work, await load_agreement(work.connection, obligation.agreement_id), obligation)


async def _announce_missed(work: Work, missed: tuple[UUID, UUID]) -> None:
    obligation = await lock_obligation(work.connection, missed[0])
    agreement, due = await load_agreement(work.connection, obligation.agreement_id), obligation.due(missed[1])
    if due.state_on(day_in(agreement.zone, work.now)) != "overdue":
        # Delivered or waived while the job waited for the lock.
        return
    await save_missed(work.connection, due.id, work.now)
    await save_obligation(work.connection, obligation)
    moment = moment_of(due.due_on + timedelta(days=1), agreement.zone, work.now)
    work.emit(ObligationMissed(**about_due(agreement, obligation, due)), occurred_at=moment)
