"""Recording a meeting that was held."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.commands.announcing import facility_ref, partner_ref
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.store import load_agreement
from services.agreements.meetings.access import KEEPERS, scope_to_change
from services.agreements.meetings.model import Meeting, Weekday
from services.agreements.meetings.store import insert_meeting
from services.agreements.register.model.fields import require_known
from services.agreements.register.store.fields import load_known_fields
from shared.access import Work, use_case
from shared.contracts.meetings import MeetingHeld
from shared.values.terms import day_in, moment_of


@dataclass(frozen=True, slots=True)
class RecordMeeting:
    """A meeting that was held; a `weekday` is compared with its date."""

    meeting: Meeting
    weekday: Weekday | None = None

    @property
    def agreement_id(self) -> UUID:
        """The agreement that the meeting was about."""
        return self.meeting.agreement_id


@use_case(*KEEPERS, scope=scope_to_change)
async def record_meeting(work: Work, command: RecordMeeting) -> tuple[Caution, ...]:
    """Record a meeting; returns cautions about it."""
    meeting = command.meeting
    # Not locked: a meeting changes nothing about its agreement.
    agreement = await load_agreement(work.connection, meeting.agreement_id)
    meeting.check(day_in(agreement.zone, work.now), {item.field for item in agreement.scope_items})
    require_known(meeting.uncovered_fields, await load_known_fields(work.connection, meeting.uncovered_fields))
    await insert_meeting(work.connection, meeting)
    work.emit(_held(agreement, meeting), occurred_at=moment_of(meeting.held_on, agreement.zone, work.now))
    return meeting.cautions(command.weekday)


def _held(agreement: Agreement, meeting: Meeting) -> MeetingHeld:
    # From the minutes the event has the chair's position and numbers only: people may write names into the rest.
    # Every agreement has a facility and a partner (`PartiesIncomplete`); the event has the first of each.
    return MeetingHeld(
        meeting_id=meeting.id,
        # Minutes do not change once they are recorded.
        version=1,
        agreement_id=agreement.id,
        line_id=agreement.line_id,
        kind=meeting.kind,
        held_on=meeting.held_on,
        facility=facility_ref(agreement.facilities[0]),
        partner=partner_ref(agreement.partners[0]),
        chaired_by=f"{meeting.chaired_by.position}, {meeting.chaired_by.organisation}",
        decisions=len(meeting.decisions),
        uncovered_fields=meeting.uncovered_fields,
    )
