"""The topics and the minutes of a visit as a browser sends them."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.programs.visits.model.minutes import Minutes
from services.programs.visits.model.parts import Exchange, Inspection, NewTask, VisitAttendance
from shared.console.forms import FormDay, FormReportedDay, FormTime, rows
from shared.values.cooperation import ExchangeKind, VisitSide
from shared.values.inputs import Paragraph, ShortText

CHOSEN = frozenset({"attendant_side", "given_by", "exchange_kind", "owner_side", "program_id"})
"""Fields that a choice fills by itself: a row with nothing else is empty."""


def lines(value: object) -> object:
    """The lines of a text area that are not empty."""
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


def _filled(value: object) -> object:
    given = rows(value)
    if not isinstance(given, list):
        return given
    return [row for row in given if isinstance(row, dict) and row.keys() - CHOSEN]


Topics = Annotated[tuple[ShortText, ...], BeforeValidator(lines), Field(min_length=1, max_length=20)]


class AttendanceRow(BaseModel):
    """A position that took part, or a group."""

    attendant_side: VisitSide
    attendant_position: ShortText | None = None
    group: ShortText | None = Field(None, validate_default=True)
    people: int | None = Field(None, ge=1, le=10_000)

    @field_validator("group")
    @classmethod
    def _is_a_position_or_a_group(cls, value: str | None, info: ValidationInfo) -> str | None:
        if (value is None) == (info.data.get("attendant_position") is None):
            raise PydanticCustomError("fault_position_or_group", "give a position or a group")
        return value

    def part(self) -> VisitAttendance:
        """The attendance; only a group is counted."""
        return VisitAttendance(
            side=self.attendant_side,
            position=self.attendant_position,
            group=self.group,
            people=self.people if self.group else None,
        )


class ExchangeRow(BaseModel):
    """Something that one side passed on."""

    given_by: VisitSide
    exchange_kind: ExchangeKind
    exchanged_title: ShortText

    def part(self) -> Exchange:
        """The exchange."""
        return Exchange(given_by=self.given_by, kind=self.exchange_kind, title=self.exchanged_title)


class InspectionRow(BaseModel):
    """A site that was inspected."""

    site: ShortText
    program_id: UUID | None = None
    findings: Paragraph | None = None

    def part(self) -> Inspection:
        """The inspection."""
        return Inspection(site=self.site, findings=self.findings, program_id=self.program_id)


class TaskRow(BaseModel):
    """A task, and the side that has to do it."""

    task: ShortText
    owner_side: VisitSide
    due_on: FormDay | None = None

    def part(self) -> NewTask:
        """The task."""
        return NewTask(task=self.task, owner=self.owner_side, due_on=self.due_on)


class VisitMinutesForm(BaseModel):
    """The minutes of a visit."""

    held: FormReportedDay | None = None
    as_written: ShortText | None = None
    visit_time: FormTime | None = None
    attendance: Annotated[tuple[AttendanceRow, ...], BeforeValidator(_filled), Field(max_length=100)] = ()
    exchanged: Annotated[tuple[ExchangeRow, ...], BeforeValidator(_filled), Field(max_length=100)] = ()
    inspections: Annotated[tuple[InspectionRow, ...], BeforeValidator(_filled), Field(max_length=50)] = ()
    tasks: Annotated[tuple[TaskRow, ...], BeforeValidator(_filled), Field(max_length=50)] = ()

    def minutes(self) -> Minutes:
        """The minutes as the command takes them."""
        return Minutes(
            edtf=self.held,
            as_written=self.as_written,
            started_at=self.visit_time,
            attendance=tuple(row.part() for row in self.attendance),
            exchanged=tuple(row.part() for row in self.exchanged),
            inspections=tuple(row.part() for row in self.inspections),
            tasks=tuple(row.part() for row in self.tasks),
        )
