"""The written parts of a visit: topics, attendance, exchanges, inspections, tasks.

Everyone in it is a position or a group of one of the two facilities, never a named person.
"""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.values.cooperation import ExchangeKind, VisitSide
from shared.values.inputs import Paragraph, ShortText
from shared.values.refusals import WrongState, require_past
from shared.values.reported_days import ReportedDay
from shared.values.terms import ClockTime, Day
from shared.values.texts import Text

Programs = Annotated[tuple[UUID, ...], Field(max_length=20)]
"""Programs of the host."""


class Part(BaseModel):
    """A frozen part of a visit."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Topic(Part):
    """A thing that the guest comes to see, and the programs of the host that show it."""

    title: ShortText
    programs: Programs = ()


class VisitAttendance(Part):
    """A position that took part, or a group such as all heads of section."""

    side: VisitSide
    position: ShortText | None = None
    group: ShortText | None = None
    people: Annotated[int, Field(ge=1, le=10_000, strict=True)] | None = None

    @model_validator(mode="after")
    def _is_a_position_or_a_group(self) -> Self:
        if (self.position is None) == (self.group is None):
            raise ValueError("give either position or group")
        if self.group is None and self.people is not None:
            raise ValueError("people counts a group")
        return self


class Exchange(Part):
    """Something that one side passed on to the other."""

    given_by: VisitSide
    kind: ExchangeKind
    title: ShortText


class Inspection(Part):
    """A site that was inspected, with the findings."""

    site: ShortText
    findings: Paragraph | None = None
    program_id: UUID | None = None


class NewTask(Part):
    """A task that the two sides agreed on, and the side that has to do it."""

    task: ShortText
    owner: VisitSide
    due_on: Day | None = None


class ActionItem(Part):
    """A task with its owner, the day until which it is due, and the day on which it was completed."""

    id: UUID
    task: str
    owner: VisitSide
    due_on: date | None = None
    completed_on: date | None = None

    def complete(self, completed_on: date, today: date) -> "ActionItem":
        """The item, completed. Raises `WrongState` or `DayInTheFuture`."""
        if self.completed_on is not None:
            raise WrongState(
                operation=Text("Menyelesaikan tindak lanjut", "Completing an action item"),
                state=Text("selesai", "completed"),
                allowed=[Text("terbuka", "open")],
            )
        require_past(Text("Tanggal penyelesaian", "The day of completion"), completed_on, today)
        return self.model_copy(update={"completed_on": completed_on})


class VisitRecord(Part):
    """The record of a visit that took place; `held` is its day as it was reported."""

    held: ReportedDay
    started_at: ClockTime | None = None
    attendance: tuple[VisitAttendance, ...] = ()
    exchanged: tuple[Exchange, ...] = ()
    inspections: tuple[Inspection, ...] = ()

    @property
    def inspected_programs(self) -> tuple[UUID, ...]:
        """The host's programs that were inspected."""
        return tuple(each.program_id for each in self.inspections if each.program_id)
