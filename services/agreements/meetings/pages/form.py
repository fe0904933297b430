"""The minutes of a meeting as a browser sends them."""

import re
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.agreements.meetings.model.parts import (
    ActionItem,
    Attendance,
    Organisation,
    Owner,
    Seat,
    UncoveredPractice,
)
from services.agreements.register.model.fields import FieldCode
from shared.console.forms import FormDay, FormReportedDay, rows, several
from shared.values.capabilities import Capacity
from shared.values.cooperation import MeetingKind, Visibility
from shared.values.ids import new_id
from shared.values.inputs import Paragraph, ShortText
from shared.values.reported_days import ReportedDay, Weekday


def lines(value: object) -> object:
    """The lines of a text area that are not empty."""
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


_BEGUN_WITH = {"owner_unit", "attendant_capacity", "item_id"}


def _filled(value: object) -> object:
    """The rows of a group in which something was entered, apart from what a choice begins with."""
    given = rows(value)
    if not isinstance(given, list):
        return given
    return [row for row in given if isinstance(row, dict) and row.keys() - _BEGUN_WITH]


# Other texts of EDTF have no place in the three fields of a day.
_DAY = re.compile("(?P<year>[0-9]{4}|XXXX)(-(?P<month>[0-9]{2}|XX))?(-(?P<day>[0-9]{2}|XX))?")


def day_parts(edtf: str | None) -> dict[str, str] | None:
    """The three fields of a day; empty ones are not known."""
    found = _DAY.fullmatch(edtf or "")
    if found is None:
        return None
    return {name: "" if part is None or "X" in part else part for name, part in found.groupdict().items()}


class AttendanceRow(BaseModel):
    """A position that attended, or a group of an organisation."""

    attendant_unit: UUID | None = None
    attendant_name: ShortText | None = Field(None, validate_default=True)
    attendant_position: ShortText | None = None
    attendant_capacity: Capacity = "definitive"
    group: ShortText | None = Field(None, validate_default=True)
    people: int | None = Field(None, ge=1, le=100_000)

    @field_validator("attendant_name")
    @classmethod
    def _is_named(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("attendant_unit") is None:
            raise PydanticCustomError("fault_organisation", "name the organisation")
        return value

    @field_validator("group")
    @classmethod
    def _is_a_position_or_a_group(cls, value: str | None, info: ValidationInfo) -> str | None:
        if (value is None) == (info.data.get("attendant_position") is None):
            raise PydanticCustomError("fault_position_or_group", "give a position or a group")
        return value

    def part(self) -> Attendance:
        """The attendance; a group is counted and has no capacity."""
        return Attendance(
            unit_id=self.attendant_unit,
            organisation=self.attendant_name,
            position=self.attendant_position,
            capacity=self.attendant_capacity if self.attendant_position else None,
            group=self.group,
            people=self.people if self.group else None,
        )


class ActionItemRow(BaseModel):
    """A task, the unit that has to do it, and until when."""

    task: ShortText
    owner_unit: UUID
    owner_position: ShortText | None = None
    due_on: FormDay | None = None

    def part(self) -> ActionItem:
        """The action item with its id."""
        owner = Owner(unit_id=self.owner_unit, position=self.owner_position)
        return ActionItem(id=new_id(), task=self.task, owner=owner, due_on=self.due_on)


class CorrectedItemRow(ActionItemRow):
    """An open action item as the minutes had it, by its id, or a new one."""

    item_id: UUID | None = None
    remove: bool = False

    def part(self) -> ActionItem:
        """The action item with its id."""
        item = super().part()
        return item if self.item_id is None else item.model_copy(update={"id": self.item_id})


class PracticeRow(BaseModel):
    """An activity that takes place although no agreement covers its field."""

    field: FieldCode
    description: Paragraph | None = None


class Minutes(BaseModel):
    """The minutes of a meeting."""

    kinds: Annotated[tuple[MeetingKind, ...], BeforeValidator(several), Field(min_length=1, max_length=8)]
    held: FormReportedDay | None = None
    weekday: Weekday | None = None
    as_written: ShortText | None = None
    visibility: Visibility = "joint"
    recorded_by: UUID | None = None
    venue: ShortText | None = None
    host_unit: UUID | None = None
    host_name: ShortText | None = None
    chair_unit: UUID | None = None
    chair_name: ShortText | None = None
    chair_position: ShortText | None = Field(None, validate_default=True)
    attendance: Annotated[tuple[AttendanceRow, ...], BeforeValidator(_filled), Field(max_length=200)] = ()
    decisions: Annotated[tuple[Paragraph, ...], BeforeValidator(lines), Field(max_length=100)] = ()
    action_items: Annotated[tuple[ActionItemRow, ...], BeforeValidator(_filled), Field(max_length=100)] = ()
    uncovered_practices: Annotated[tuple[PracticeRow, ...], BeforeValidator(_filled), Field(max_length=50)] = ()

    @field_validator("chair_position")
    @classmethod
    def _of_an_organisation(cls, value: str | None, info: ValidationInfo) -> str | None:
        named = info.data.get("chair_unit") or info.data.get("chair_name")
        if value and not named:
            raise PydanticCustomError("fault_organisation", "name the organisation")
        if named and not value:
            raise PydanticCustomError("fault_missing", "name the position")
        return value

    def content(self) -> dict[str, Any]:
        """The fields of the meeting, apart from what it is about."""
        return {
            "kinds": self.kinds,
            "held": ReportedDay(),
            "visibility": self.visibility,
            "recorded_by": self.recorded_by,
            "venue": self.venue,
            "host": self._host(),
            "chaired_by": self._chair(),
            "attendance": tuple(row.part() for row in self.attendance),
            "decisions": self.decisions,
            "action_items": tuple(row.part() for row in self.action_items),
            "uncovered_practices": tuple(UncoveredPractice(**dict(row)) for row in self.uncovered_practices),
        }

    def _host(self) -> Organisation | None:
        if self.host_unit is None and self.host_name is None:
            return None
        return Organisation(unit_id=self.host_unit, organisation=self.host_name)

    def _chair(self) -> Seat | None:
        if self.chair_position is None:
            return None
        return Seat(unit_id=self.chair_unit, organisation=self.chair_name, position=self.chair_position)


class CorrectedMinutesForm(Minutes):
    """The minutes as they are right, and why they were wrong. An item that is emptied or removed was not decided."""

    action_items: Annotated[tuple[CorrectedItemRow, ...], BeforeValidator(_filled), Field(max_length=100)] = ()
    reason: Paragraph

    @property
    def kept(self) -> frozenset[UUID]:
        """The open action items that the minutes have still."""
        return frozenset(row.item_id for row in self.action_items if row.item_id and not row.remove)

    def content(self) -> dict[str, Any]:
        """The fields of the meeting, without the items that are removed."""
        items = tuple(row.part() for row in self.action_items if not row.remove)
        return super().content() | {"action_items": items}
