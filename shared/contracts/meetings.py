"""Internal events about meetings. Key: the meeting, which stands alone and may be about several things or none."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.event import Event, Growing
from shared.contracts.parts import About, AnyMeetingKind, ReportedDay, UnitRef
from shared.values.cooperation import Visibility


class MeetingEvent(Event):
    """What every event about a meeting carries. A meeting stands alone and may be about several things or none."""

    meeting_id: UUID = Field(description="the meeting")
    version: int = Field(description="the meeting's version after this event")
    kinds: tuple[AnyMeetingKind, ...] = Field(description="what it was held for; one or more")
    held: ReportedDay = Field(description="the day on which it was held, as reported")
    about: tuple[About, ...] = Field(description="agreements, proposals, visits, ceremonies or programs; may be none")
    host: UnitRef | None = Field(description="the unit at whose place it was held, if known")
    units: tuple[UnitRef, ...] = Field(description="the units that took part")
    visibility: Annotated[Visibility, Growing()] = Field(description="joint, or internal to our own units")
    decisions: int = Field(description="how many decisions are on record")
    uncovered_fields: tuple[str, ...] = Field(description="codes of fields that are practised but not covered")


class MeetingHeld(
    MeetingEvent, type="meeting.held.v1", topic=AGREEMENTS_INTERNAL, key="meeting_id", subject="meeting_id"
):
    """A meeting is on record."""


class ActionItemCompleted(
    Event, type="meeting.action_item_completed.v1", topic=AGREEMENTS_INTERNAL, key="meeting_id", subject="meeting_id"
):
    """An action item of a meeting is done."""

    meeting_id: UUID = Field(description="the meeting")
    version: int = Field(description="the meeting's version after this event")
    action_item_id: UUID = Field(description="the action item")
    owner: UnitRef = Field(description="the unit that owed it")
    completed_on: date = Field(description="the day on which it was done")
