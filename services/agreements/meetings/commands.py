"""Recording a meeting that was held, and completing its action items."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.meetings.access import COMPLETERS, KEEPERS, scope_to_complete, scope_to_record
from services.agreements.meetings.model.meeting import HELD, Meeting
from services.agreements.meetings.store import (
    insert_meeting,
    load_announced_units,
    load_overdue_items,
    lock_action_item,
    save_completion,
    save_overdue,
)
from services.agreements.register.model.fields import require_known
from services.agreements.register.model.units import Unit
from services.agreements.register.store.fields import load_known_fields
from services.agreements.register.store.units import load_units
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.meetings import ActionItemCompleted, ActionItemOverdue, MeetingAbout, MeetingHeld, ReportedDay
from shared.events.job_items import take_each
from shared.values.reported_days import Weekday, reported_day
from shared.values.terms import Zone, day_in, moment_of

ITEMS_PER_RUN = 100


@dataclass(frozen=True, slots=True)
class RecordMeeting:
    """A meeting that was held, and its day as it was reported; a `weekday` is compared with a certain day."""

    meeting: Meeting
    edtf: str | None = None
    as_written: str | None = None
    weekday: Weekday | None = None


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


@use_case(*KEEPERS, scope=scope_to_record)
async def record_meeting(work: Work, command: RecordMeeting) -> tuple[Caution, ...]:
    """Record a meeting; returns cautions about it."""
    # Not locked: a meeting changes nothing about its agreements.
    agreements = [await load_agreement(work.connection, each) for each in command.meeting.agreement_ids]
    units = await load_units(work.connection, command.meeting.unit_ids)
    zone = _zone(command.meeting, agreements, units.values())
    today = day_in(zone, work.now)
    held = reported_day(command.edtf, command.as_written, today, HELD)
    meeting = command.meeting.model_copy(update={"held": held}).named(units)
    meeting.check([{item.field for item in agreement.scope_items} for agreement in agreements], units.values())
    require_known(meeting.uncovered_fields, await load_known_fields(work.connection, meeting.uncovered_fields))
    await insert_meeting(work.connection, meeting, zone, today)
    announced = await load_announced_units(work.connection, meeting.id)
    work.emit(_held(meeting, announced), occurred_at=held.moment(zone, work.now))
    return meeting.cautions(command.weekday)


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


def _zone(meeting: Meeting, agreements: Iterable[Agreement], units: Iterable[Unit]) -> Zone:
    """The zone in which the days of a meeting are counted: that of the unit that records it, or of its agreement."""
    recorders = (unit.zone for unit in units if unit.id == meeting.recorded_by)
    return next((zone for zone in (*recorders, *(each.zone for each in agreements)) if zone), CAPITAL_ZONE)


def _held(meeting: Meeting, announced: Iterable[Unit]) -> MeetingHeld:
    # From the minutes the event has units, kinds and numbers only: people may write names into the rest.
    units = {unit.id: unit_ref(unit) for unit in announced}
    host = meeting.host and meeting.host.unit_id
    return MeetingHeld(
        meeting_id=meeting.id,
        version=meeting.version,
        kinds=meeting.kinds,
        held=ReportedDay.model_validate(meeting.held),
        about=tuple(MeetingAbout.model_validate(subject) for subject in meeting.about),
        host=units[host] if host else None,
        units=tuple(units.values()),
        visibility=meeting.visibility,
        decisions=len(meeting.decisions),
        uncovered_fields=meeting.uncovered_fields,
    )
