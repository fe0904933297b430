"""Retracting the record of a meeting that was not held, or was recorded twice."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.meetings.access import KEEPERS, scope_to_correct
from services.agreements.meetings.commands.announcing import meeting_facts, removed_items
from services.agreements.meetings.model.retracting import MeetingHasUses, retracted
from services.agreements.meetings.store.corrections import insert_correction, load_last_event, save_minutes
from services.agreements.meetings.store.meetings import load_announced_units, lock_meeting, save_record_event
from services.agreements.meetings.store.retracting import load_uses, save_retraction
from shared.access import Work, use_case
from shared.contracts.meetings import MeetingRetracted
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RetractMeeting:
    """The record of a meeting, and why it is wrong as a whole."""

    meeting_id: UUID
    expected_version: int
    reason: str


@use_case(*KEEPERS, scope=scope_to_correct)
async def retract_meeting(work: Work, command: RetractMeeting) -> int:
    """Retract the record; returns the next version of the meeting. The minutes stay readable as they were.

    Its open action items and uncovered practices end with it. Signed agreements stay as they were signed. Raises
    `MinutesRetracted` or `MeetingHasUses`.
    """
    before, _ = await lock_meeting(work.connection, command.meeting_id)
    require_version(before.version, command.expected_version)
    meeting = retracted(before, work.now)
    if titles := await load_uses(work.connection, meeting.id):
        raise MeetingHasUses(titles=titles)
    await insert_correction(work, before, meeting.version, command.reason)
    await save_minutes(work.connection, meeting)
    await save_retraction(work, meeting.id)
    facts = meeting_facts(meeting, await load_announced_units(work.connection, meeting.id))
    corrects = await load_last_event(work.connection, meeting.id)
    event = MeetingRetracted(**facts, corrects=corrects, removed_action_items=removed_items(before, meeting))
    await save_record_event(work.connection, meeting.id, work.emit(event))
    return meeting.version
