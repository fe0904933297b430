"""Recording a meeting that was held."""

from dataclasses import dataclass

from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.meetings.access import KEEPERS, scope_to_record
from services.agreements.meetings.commands.announcing import meeting_facts, zone_of
from services.agreements.meetings.commands.calling import hold_called_meeting
from services.agreements.meetings.model.meeting import HELD, Meeting
from services.agreements.meetings.store.meetings import insert_meeting, load_announced_units, save_record_event
from services.agreements.register.model.fields import require_known
from services.agreements.register.store.fields import load_known_fields
from services.agreements.register.store.units import load_units
from shared.access import Work, use_case
from shared.contracts.meetings import MeetingHeld
from shared.values.reported_days import Weekday, reported_day
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class RecordMeeting:
    """A meeting that was held, and its day as it was reported; a `weekday` is compared with a certain day.

    If it was `called`, it has the id of the call.
    """

    meeting: Meeting
    edtf: str | None = None
    as_written: str | None = None
    weekday: Weekday | None = None
    called: bool = False


@use_case(*KEEPERS, scope=scope_to_record)
async def record_meeting(work: Work, command: RecordMeeting) -> tuple[Caution, ...]:
    """Record a meeting; returns cautions about it. Raises `CallUnknown` or `WrongState` for one that was called."""
    # Not locked: a meeting changes nothing about its agreements.
    agreements = [await load_agreement(work.connection, each) for each in command.meeting.agreement_ids]
    units = await load_units(work.connection, command.meeting.unit_ids)
    zone = zone_of(command.meeting, agreements, units.values())
    today = day_in(zone, work.now)
    held = reported_day(command.edtf, command.as_written, today, HELD)
    # Of two that record the same call, the second waits here.
    version = await hold_called_meeting(work, command.meeting.id) if command.called else 1
    meeting = command.meeting.model_copy(update={"held": held, "version": version}).named(units)
    meeting.check([{item.field for item in agreement.scope_items} for agreement in agreements], units.values())
    require_known(meeting.uncovered_fields, await load_known_fields(work.connection, meeting.uncovered_fields))
    await insert_meeting(work.connection, meeting, zone, today)
    announced = await load_announced_units(work.connection, meeting.id)
    event_id = work.emit(MeetingHeld(**meeting_facts(meeting, announced)), occurred_at=held.moment(zone, work.now))
    await save_record_event(work.connection, meeting.id, event_id)
    return meeting.cautions(command.weekday)
