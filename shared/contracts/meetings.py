"""Internal events about meetings. Key: the meeting, which stands alone and may be about several things or none."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.event import Event, Extensible, Part
from shared.contracts.parts import UnitRef
from shared.values.cooperation import MeetingKind, MeetingSubject, Visibility
from shared.values.terms import ClockTime, Zone

ExtensibleMeetingKind = Annotated[MeetingKind, Extensible()]
ExtensibleMeetingSubject = Annotated[MeetingSubject, Extensible()]
ExtensibleVisibility = Annotated[Visibility, Extensible()]


class MeetingAbout(Part):
    """A thing that a meeting is about."""

    model_config = ConfigDict(from_attributes=True)

    kind: ExtensibleMeetingSubject = Field(description="agreement, proposal, visit, ceremony or program")
    id: UUID = Field(description="its id")


class ReportedDay(Part):
    """A day as it was reported, which may be uncertain (ISO 8601-2, EDTF)."""

    model_config = ConfigDict(from_attributes=True)

    edtf: str | None = Field(description="the day as an EDTF text, such as `XXXX-11-28` or `2023-01`; null: not known")
    earliest: date | None = Field(description="the earliest day that it can mean; null if the year is not known")
    latest: date | None = Field(description="the latest day that it can mean; null if nothing is known")
    certain: bool = Field(description="whether it is exactly one day; if not, the time of the event is uncertain")


class MeetingCalled(Event, type="meeting.called.v1", topic=AGREEMENTS_INTERNAL, key="meeting_id", subject="meeting_id"):
    """A meeting is called, or a called one has another plan. Its minutes have the same id."""

    meeting_id: UUID = Field(description="the meeting")
    version: int = Field(description="the meeting's version after the event; an event with a lower one is older")
    kinds: tuple[ExtensibleMeetingKind, ...] = Field(description="the kinds of the meeting; one or more")
    planned_on: date = Field(description="the day for which it is called")
    begins_at: ClockTime | None = Field(description="when it begins, by the clocks of `zone`; null: not said")
    zone: Zone = Field(description="the time zone of its day")
    about: tuple[MeetingAbout, ...] = Field(
        description="agreements, proposals, visits, ceremonies, programs; may be none"
    )
    called_by: UnitRef = Field(description="the unit that calls it")
    units: tuple[UnitRef, ...] = Field(description="the unit that calls it, and those that it invites")
    visibility: ExtensibleVisibility = Field(description="joint, or internal: then `units` has no partner")
    moved_from: date | None = Field(description="the day of the plan before; null: it is called for the first time")


class MeetingCalledOff(
    Event, type="meeting.called_off.v1", topic=AGREEMENTS_INTERNAL, key="meeting_id", subject="meeting_id"
):
    """A called meeting is not held."""

    meeting_id: UUID = Field(description="the meeting")
    version: int = Field(description="the meeting's version after the event; an event with a lower one is older")
    kinds: tuple[ExtensibleMeetingKind, ...] = Field(description="the kinds of the meeting; one or more")
    planned_on: date = Field(description="the day for which it was called")
    called_by: UnitRef = Field(description="the unit that had called it")
    units: tuple[UnitRef, ...] = Field(description="the unit that called it, and those that it had invited")


class MeetingFacts(Event):
    """A whole meeting as it is on record."""

    meeting_id: UUID = Field(description="the meeting")
    version: int = Field(description="the meeting's version after the event; an event with a lower one is older")
    kinds: tuple[ExtensibleMeetingKind, ...] = Field(description="the kinds of the meeting; one or more")
    held: ReportedDay = Field(description="the day on which it was held, as reported")
    about: tuple[MeetingAbout, ...] = Field(
        description="agreements, proposals, visits, ceremonies, programs; may be none"
    )
    host: UnitRef | None = Field(description="the unit that was the host; null if it is unknown or no registered unit")
    units: tuple[UnitRef, ...] = Field(
        description="the units that took part, and the parties of the agreements; all of them may read the minutes"
    )
    visibility: ExtensibleVisibility = Field(description="joint, or internal: then `units` has no partner")
    decisions: int = Field(description="how many decisions are on record")
    uncovered_fields: tuple[str, ...] = Field(description="codes of fields that are practised but not covered")


class MeetingHeld(
    MeetingFacts, type="meeting.held.v1", topic=AGREEMENTS_INTERNAL, key="meeting_id", subject="meeting_id"
):
    """A meeting is on record. It stands alone, and may be about several things or none."""


class MeetingCorrected(
    MeetingFacts, type="meeting.held.corrected.v1", topic=AGREEMENTS_INTERNAL, key="meeting_id", subject="meeting_id"
):
    """The minutes of a meeting were wrong; the event has all of it as it is right."""

    corrects: UUID | None = Field(description="the id of the event that it corrects; null: recorded before v0.3.0")
    removed_action_items: tuple[UUID, ...] = Field(description="action items that the meeting had not decided")


class MeetingRetracted(
    MeetingFacts, type="meeting.held.retracted.v1", topic=AGREEMENTS_INTERNAL, key="meeting_id", subject="meeting_id"
):
    """The record of a meeting was wrong as a whole and is retracted. Signed agreements stay as they were signed."""

    corrects: UUID | None = Field(description="the id of the event that it retracts; null: recorded before v0.3.0")
    removed_action_items: tuple[UUID, ...] = Field(description="open action items that have ended with the record")


class ActionItemOverdue(
    Event, type="meeting.action_item_overdue.v1", topic=AGREEMENTS_INTERNAL, key="meeting_id", subject="meeting_id"
):
    """The day until which an action item was due is over, and it is open. It is announced once."""

    meeting_id: UUID = Field(description="the meeting")
    version: int = Field(description="the meeting's version after the event; an event with a lower one is older")
    action_item_id: UUID = Field(description="the action item")
    owner: UnitRef = Field(description="the unit that has to complete it")
    due_on: date = Field(description="the last day on which it was not overdue")


class ActionItemCompleted(
    Event, type="meeting.action_item_completed.v1", topic=AGREEMENTS_INTERNAL, key="meeting_id", subject="meeting_id"
):
    """An action item of a meeting is completed."""

    meeting_id: UUID = Field(description="the meeting")
    version: int = Field(description="the meeting's version after the event; an event with a lower one is older")
    action_item_id: UUID = Field(description="the action item")
    owner: UnitRef = Field(description="the unit that had to complete it")
    completed_on: date = Field(description="the day on which it was completed")
