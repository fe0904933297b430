"""Correcting the minutes of a meeting; they stay on record as they were."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.meetings.access import KEEPERS, scope_to_correct
from services.agreements.meetings.commands.announcing import meeting_facts, removed_items
from services.agreements.meetings.model.meeting import HELD, Meeting
from services.agreements.meetings.model.retracting import require_on_record
from services.agreements.meetings.store.corrections import insert_correction, load_last_event, save_minutes
from services.agreements.meetings.store.meetings import load_announced_units, lock_meeting, save_record_event
from services.agreements.register.model.fields import require_known
from services.agreements.register.store.fields import load_known_fields
from services.agreements.register.store.units import load_units
from shared.access import Work, use_case
from shared.contracts.meetings import MeetingCorrected
from shared.values.reported_days import Weekday, reported_day
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class CorrectMinutes:
    """The minutes as they are right, except what the meeting was about and who may read them, which stays.

    `kept` are the open action items that the minutes had before and have still; new ones have new ids.
    """

    meeting_id: UUID
    expected_version: int
    reason: str
    content: Meeting
    kept: frozenset[UUID] = frozenset()
    edtf: str | None = None
    as_written: str | None = None
    weekday: Weekday | None = None


@dataclass(frozen=True, slots=True)
class CorrectedMinutes:
    """The next version of the meeting, with cautions about it."""

    version: int
    cautions: tuple[Caution, ...]


@use_case(*KEEPERS, scope=scope_to_correct)
async def correct_minutes(work: Work, command: CorrectMinutes) -> CorrectedMinutes:
    """Replace the minutes, keep them as they were, and announce the meeting as it is right.

    Raises `MinutesRetracted`.
    """
    before, recorded_on = await lock_meeting(work.connection, command.meeting_id)
    require_version(before.version, command.expected_version)
    require_on_record(before)
    # By the day of recording: what was recorded had been held by then.
    held = reported_day(command.edtf, command.as_written, recorded_on, HELD)
    meeting = before.corrected(command.content.model_copy(update={"held": held}), command.kept)
    units = await load_units(work.connection, meeting.unit_ids)
    meeting = meeting.named(units)
    agreements = [await load_agreement(work.connection, each) for each in meeting.agreement_ids]
    covered = [{item.field for item in agreement.scope_items} for agreement in agreements]
    meeting.check(covered, units.values(), before.uncovered_fields)
    require_known(meeting.uncovered_fields, await load_known_fields(work.connection, meeting.uncovered_fields))
    await insert_correction(work, before, meeting.version, command.reason)
    await save_minutes(work.connection, meeting)
    await _announce(work, before, meeting)
    return CorrectedMinutes(meeting.version, meeting.cautions(command.weekday))


async def _announce(work: Work, before: Meeting, meeting: Meeting) -> None:
    removed = removed_items(before, meeting)
    facts = meeting_facts(meeting, await load_announced_units(work.connection, meeting.id))
    corrects = await load_last_event(work.connection, meeting.id)
    event_id = work.emit(MeetingCorrected(**facts, corrects=corrects, removed_action_items=removed))
    await save_record_event(work.connection, meeting.id, event_id)
