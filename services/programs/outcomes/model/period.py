"""The day, month or year in which products were made, as it is written: `2026-03-11`, `2026-03`, `2026`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import StringConstraints

from shared.values.refusals import DayImpossible

PeriodText = Annotated[
    str, StringConstraints(pattern=r"^(19|2[0-9])[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
]
"""A day, a month, or a year of which the months are not known."""
_PARTS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    @classmethod
    def read(cls, written: str) -> "Period":
        """The days of a `PeriodText`. Raises `DayImpossible`."""
        year, *rest = (int(part) for part in _PARTS.findall(written))
        try:
            match rest:
                case month, day:
                    return cls(date(year, month, day), date(year, month, day))
                case (month,):
                    return cls(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
                case _:
                    return cls(date(year, 1, 1), date(year, 12, 31))
        except ValueError:
            raise DayImpossible from None

    @property
    def is_one_day(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    @property
    def months(self) -> list[date]:
        """The first day of each month that it touches."""
        return [date(self.first.year, month, 1) for month in range(self.first.month, self.last.month + 1)]
