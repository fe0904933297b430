"""Completing action items of meetings, and announcing those that are overdue."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.meetings.access import COMPLETERS, scope_to_complete
from services.agreements.meetings.store.meetings import (
    load_overdue_items,
    lock_action_item,
    save_completion,
    save_overdue,
)
from services.agreements.register.store.units import load_units
from shared.access import Work, nationwide, use_case
from shared.contracts.meetings import ActionItemCompleted, ActionItemOverdue
from shared.events.job_items import take_each
from shared.values.terms import day_in, moment_of

ITEMS_PER_RUN = 100


@dataclass(frozen=True, slots=True)
class CompleteActionItem:
    """The day on which an action item was completed."""

    action_item_id: UUID
    completed_on: date


@dataclass(frozen=True, slots=True)
class AnnounceOverdueItems:
    """Announce every open action item whose day is over."""


@dataclass(frozen=True, slots=True)
class Completion:
    """The meeting of a completed action item, and the meeting's version."""

    meeting_id: UUID
    version: int


@use_case(*COMPLETERS, scope=scope_to_complete)
async def complete_action_item(work: Work, command: CompleteActionItem) -> Completion:
    """Complete an action item. Raises `WrongState`, `DayInTheFuture` or `CompletedBeforeMeeting`."""
    meeting_id, zone, earliest, item = await lock_action_item(work.connection, command.action_item_id)
    item.check_completion(command.completed_on, earliest, day_in(zone, work.now))
    owner = (await load_units(work.connection, [item.owner.unit_id]))[item.owner.unit_id]
    version = await save_completion(work.connection, meeting_id, item.id, command.completed_on)
    work.emit(
        ActionItemCompleted(
            meeting_id=meeting_id,
            version=version,
            action_item_id=item.id,
            owner=unit_ref(owner),
            completed_on=command.completed_on,
        )
    )
    return Completion(meeting_id, version)


@use_case(scope=nationwide, changes=False)
async def announce_overdue_items(work: Work, _command: AnnounceOverdueItems) -> None:
    """Announce the open action items whose day is over. System only."""
    items = await load_overdue_items(work, ITEMS_PER_RUN)
    await take_each(work, "announce_overdue", items, partial(_announce_overdue, work), str)


async def _announce_overdue(work: Work, action_item_id: UUID) -> None:
    meeting_id, zone, _, item = await lock_action_item(work.connection, action_item_id)
    if item.completed_on is not None or item.due_on is None:
        # Completed while the job waited for the lock.
        return
    owner = (await load_units(work.connection, [item.owner.unit_id]))[item.owner.unit_id]
    version = await save_overdue(work.connection, meeting_id, item.id, work.now)
    overdue = ActionItemOverdue(
        meeting_id=meeting_id, version=version, action_item_id=item.id, owner=unit_ref(owner), due_on=item.due_on
    )
    work.emit(overdue, occurred_at=moment_of(item.due_on + timedelta(days=1), zone, work.now))
