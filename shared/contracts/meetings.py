"""Internal events about meetings. Key: the line of the agreement that was discussed."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.event import Event, Extensible
from shared.contracts.parts import FacilityRef, PartnerRef
from shared.values.cooperation import MeetingKind


class MeetingHeld(Event, type="meeting.held.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="meeting_id"):
    """A meeting about an agreement was held; the chair is named by position, uncovered practices by field."""

    meeting_id: UUID = Field(description="the meeting")
    version: int = Field(description="the meeting's version after the event; an event with a lower one is older")
    agreement_id: UUID = Field(description="the agreement that was discussed")
    line_id: UUID = Field(description="the line of that agreement")
    kind: Annotated[MeetingKind, Extensible()] = Field(description="the kind of meeting")
    held_on: date = Field(description="the day on which it was held")
    facility: FacilityRef = Field(description="the agreement's first facility")
    partner: PartnerRef = Field(description="the agreement's first partner")
    chaired_by: str = Field(description="position and organisation of the chair; never a name")
    decisions: int = Field(description="how many decisions are on record")
    uncovered_fields: tuple[str, ...] = Field(description="codes of fields that are practised but not covered")
