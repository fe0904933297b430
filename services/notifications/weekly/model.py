"""A week, from Monday to Sunday, and what happened in it at the desks of a unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from services.notifications.directory.model import Desk
from shared.values.capabilities import Capability, Grant
from shared.values.desks import DESK_CAPABILITIES
from shared.values.refusals import Invalid
from shared.values.texts import Text
from shared.values.working_days import office_calendar

SEVEN_DAYS = timedelta(days=7)


class WeekToCome(Invalid):
    """The week has not begun."""

    title = Text("Pekan belum mulai", "The week has not begun")
    detail = Text("Pilih pekan ini atau yang sudah lewat.", "Choose this week or an earlier one.")


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week of a day."""
        return cls(day - timedelta(days=day.weekday()))

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + SEVEN_DAYS - timedelta(days=1)

    @property
    def before(self) -> "Week":
        """The week before."""
        return Week(self.monday - SEVEN_DAYS)

    @property
    def told_on(self) -> date | None:
        """The day on which its head is told of it: the first working day of the next week; none if that has none."""
        monday = self.monday + SEVEN_DAYS
        day = office_calendar().next_after(self.sunday)
        return day if day < monday + SEVEN_DAYS else None

    def require_begun(self, today: date) -> None:
        """Raise `WeekToCome` unless it has begun."""
        if self.monday > today:
            raise WeekToCome


@dataclass(frozen=True, slots=True)
class GroupWeek:
    """The matters of one kind: how many opened and were closed in the week, are open now, and are overdue now."""

    name: Text
    opened: int
    closed: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class UnitWeek:
    """The week of one unit, with its kinds of matters; a kind without any is left out."""

    scope_kind: str
    unit: str
    groups: list[GroupWeek]

    @property
    def overdue(self) -> int:
        """How many matters of the unit are overdue."""
        return sum(each.overdue for each in self.groups)


def units_of(grants: Iterable[Grant]) -> list[tuple[str, str]]:
    """The units whose head has these grants, also acting."""
    return sorted({(each.scope_kind, each.unit) for each in grants if each.capability == Capability.HEAD})


def desks_of_unit(scope_kind: str, unit: str) -> list[str]:
    """Every desk of a unit."""
    desks = (Desk(each, scope_kind, unit) for each in DESK_CAPABILITIES)  # type: ignore[arg-type]
    return sorted(map(str, desks))
