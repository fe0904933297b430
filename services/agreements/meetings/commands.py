"""Recording a meeting that was held."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.commands.announcing import facility_ref, partner_ref
from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.store import load_agreement
from services.agreements.meetings.access import KEEPERS, scope_to_change
from services.agreements.meetings.model import ActionItem, Attendance, Meeting, Seat, Weekday
from services.agreements.meetings.store import insert_meeting
from services.agreements.register.model.fields import require_known
from services.agreements.register.store import known_fields
from shared.access import Work, use_case
from shared.contracts.agreements import MeetingHeld
from shared.values.cooperation import MeetingKind
from shared.values.ids import new_id
from shared.values.terms import day_in, moment_of


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody is to do, until when."""

    task: str
    owner: Seat
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class RecordMeeting:
    """A meeting about an agreement; a `weekday` is compared with the date."""

    agreement_id: UUID
    kind: MeetingKind
    held_on: date
    weekday: Weekday | None
    venue: str
    venue_owner: str
    host: str
    chaired_by: Seat
    attendance: tuple[Attendance, ...]
    decisions: tuple[str, ...]
    action_items: tuple[Task, ...]
    uncovered_fields: tuple[str, ...]


@use_case(*KEEPERS, scope=scope_to_change)
async def record_meeting(work: Work, command: RecordMeeting) -> tuple[UUID, tuple[Caution, ...]]:
    """Record a meeting; returns its id and what looks wrong about it."""
    # Not locked: a meeting changes nothing about its agreement.
    agreement = await load_agreement(work.connection, command.agreement_id)
    meeting = _meeting(command)
    meeting.check(day_in(agreement.zone, work.now), {item.field for item in agreement.scope_items})
    require_known(meeting.uncovered_fields, await known_fields(work.connection, meeting.uncovered_fields))
    await insert_meeting(work.connection, meeting)
    # Of the minutes the public event has the chair's position and numbers: into the rest people may write names.
    # Every agreement has a facility and a partner (`PartiesIncomplete`); the first of each stands for all.
    work.emit(
        MeetingHeld(
            meeting_id=meeting.id,
            agreement_id=agreement.id,
            line_id=agreement.line_id,
            kind=meeting.kind,
            held_on=meeting.held_on,
            facility=facility_ref(agreement.facilities[0]),
            partner=partner_ref(agreement.partners[0]),
            chaired_by=f"{meeting.chaired_by.position}, {meeting.chaired_by.organisation}",
            decisions=len(meeting.decisions),
            uncovered_fields=meeting.uncovered_fields,
        ),
        occurred_at=moment_of(meeting.held_on, agreement.zone, work.now),
    )
    return meeting.id, meeting.cautions(command.weekday)


def _meeting(command: RecordMeeting) -> Meeting:
    return Meeting(
        id=new_id(),
        agreement_id=command.agreement_id,
        kind=command.kind,
        held_on=command.held_on,
        venue=command.venue,
        venue_owner=command.venue_owner,
        host=command.host,
        chaired_by=command.chaired_by,
        attendance=command.attendance,
        decisions=command.decisions,
        action_items=tuple(
            ActionItem(id=new_id(), task=item.task, owner=item.owner, due_on=item.due_on)
            for item in command.action_items
        ),
        uncovered_fields=tuple(dict.fromkeys(command.uncovered_fields)),
    )
