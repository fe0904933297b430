"""The parts of the bodies of minutes."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.agreements.meetings.model.parts import ActionItem, Attendance, Owner
from services.agreements.register.model.fields import FieldCode
from shared.values.capabilities import Capacity
from shared.values.cooperation import MeetingSubject
from shared.values.ids import new_id
from shared.values.inputs import Paragraph, ShortText
from shared.values.reported_days import Edtf, Weekday
from shared.values.terms import Day


class Strict(BaseModel):
    """A body without further fields."""

    model_config = ConfigDict(extra="forbid")


class NewOrganisation(Strict):
    """A registered unit, whose name may be left out, or an organisation as it is written."""

    unit_id: UUID | None = None
    organisation: ShortText | None = None

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.unit_id is None and self.organisation is None:
            raise ValueError("give unit_id, organisation or both")
        return self


class NewSeat(NewOrganisation):
    """A position of an organisation."""

    position: ShortText


class NewAttendance(NewOrganisation):
    """A position that attended, with the capacity in which it was held; or a group, such as all heads of section."""

    position: ShortText | None = None
    capacity: Capacity | None = None
    group: ShortText | None = None
    people: Annotated[int, Field(ge=1, le=100_000, strict=True)] | None = None

    @model_validator(mode="after")
    def _is_a_position_or_a_group(self) -> Self:
        if (self.position is None) == (self.group is None):
            raise ValueError("give either position or group")
        if self.group is None and self.people is not None:
            raise ValueError("people counts a group")
        if self.group is not None and self.capacity is not None:
            raise ValueError("capacity is that of a position")
        return self

    def part(self) -> Attendance:
        """The attendance; a position without a capacity is held definitively."""
        capacity = self.capacity or ("definitive" if self.position else None)
        return Attendance(**self.model_dump(exclude={"capacity"}), capacity=capacity)


class NewOwner(Strict):
    """The unit that has to complete an action item, and the position in it."""

    unit_id: UUID
    position: ShortText | None = None


class NewActionItem(Strict):
    """A task with its owner and the day until which it is to be done."""

    task: ShortText
    owner: NewOwner
    due_on: Day | None = None

    def part(self) -> ActionItem:
        """The action item with its id."""
        owner = Owner(**self.owner.model_dump())
        return ActionItem(id=new_id(), task=self.task, owner=owner, due_on=self.due_on)


class NewUncoveredPractice(Strict):
    """An activity that takes place although no agreement covers its field."""

    field: FieldCode
    description: Paragraph | None = None


class NewSubject(Strict):
    """A thing that the meeting is about. Only agreements are checked: the others are not kept with meetings."""

    kind: MeetingSubject
    id: UUID


class ReportedMeetingDay(Strict):
    """The day as it was reported: as EDTF, as it was written, and its weekday, which is compared with a full date."""

    edtf: Edtf | None = None
    as_written: ShortText | None = None
    weekday: Weekday | None = None
