"""A month that a facility owes: silent until something is entered, then open until the head closes it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.programs.months.model.month import Month
from services.programs.program.model.parts import Facility

LOOK_BACK = 2
"""A facility owes the last two months that are over; older ones are history, and no one is asked about them."""


@dataclass(frozen=True, slots=True)
class DueMonth:
    """A month of a facility, its number of activities, and since when the facility and its region are asked."""

    id: UUID
    facility: Facility
    month: Month
    activities: int = 0
    silent_on: date | None = None
    region_asked_on: date | None = None
    closed_on: date | None = None
    version: int = 0

    @property
    def is_reported(self) -> bool:
        """Whether the facility is being asked about a month that is still silent."""
        return self.silent_on is not None and self.closed_on is None

    def count(self, activities: int) -> "DueMonth":
        """The month with so many activities. After the first one it is not silent any longer."""
        if activities == self.activities:
            return self
        if activities and self.is_reported:
            return replace(self, activities=activities, silent_on=None, region_asked_on=None, version=self.version + 1)
        return replace(self, activities=activities, version=self.version + 1)

    def close(self, activities: int, today: date) -> "DueMonth":
        """The month as its head closes it."""
        return replace(self, activities=activities, closed_on=today, version=self.version + 1)

    def ask(self, today: date) -> "DueMonth":
        """The month with the reminder that is due today, or itself: first the facility, then its regional office."""
        if self.closed_on is not None or self.activities:
            return self
        if self.silent_on is None and today > self.month.due:
            return replace(self, silent_on=today, version=self.version + 1)
        if self.silent_on is not None and self.region_asked_on is None and today > self.month.region_asked:
            return replace(self, region_asked_on=today, version=self.version + 1)
        return self


def owed_months(today: date) -> Iterable[Month]:
    """The months of which a facility owes a closing on a day."""
    month = Month.of(today)
    for _ in range(LOOK_BACK):
        month = month.previous
        yield month
