"""The month as a value: its days, and the working day on which it is due."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from shared.values.languages import written_month
from shared.values.texts import Text
from shared.values.working_days import office_calendar

DUE_WORKING_DAY = 5
REGION_WORKING_DAY = 10
MONTH_PATTERN = r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$"
_WRITTEN = re.compile(MONTH_PATTERN)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, written: str) -> "Month":
        """The month of a text such as `2026-03`. Raises ValueError."""
        if not _WRITTEN.fullmatch(written):
            raise ValueError("a month is written YYYY-MM")
        return cls(int(written[:4]), int(written[5:]))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def due(self) -> date:
        """The fifth working day after it, by which it should be closed; nothing is refused because of this day."""
        return office_calendar().after(self.last, DUE_WORKING_DAY)

    @property
    def region_asked(self) -> date:
        """The tenth working day after it: once it is over, the regional office is asked about a silent month."""
        return office_calendar().after(self.last, REGION_WORKING_DAY)

    @property
    def previous(self) -> "Month":
        """The month before it."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def name(self) -> Text:
        """Its name in sentences: Maret 2026."""
        return Text(written_month(self.first, "id"), written_month(self.first, "en"))

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"
