"""Working days: without weekends, national holidays and days of collective leave, which are data.

`holidays.csv` has the days of the joint decree of three ministers, which appears in the year before. In a year that
it does not have yet, only weekends are free; workers and commands warn of it.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import TypeAdapter

from shared.values.terms import Zone, day_in
from shared.values.texts import Text

HolidayKind = Literal["national", "collective"]
_KIND: TypeAdapter[HolidayKind] = TypeAdapter(HolidayKind)
SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_FILE = Path(__file__).with_name("holidays.csv")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A free day for everyone in office: a national holiday, or a day of collective leave (cuti bersama)."""

    day: date
    kind: HolidayKind
    name: Text


class Calendar:
    """The working days between holidays."""

    def __init__(self, holidays: Iterable[Holiday]) -> None:
        self._holidays: Mapping[date, Holiday] = {holiday.day: holiday for holiday in holidays}
        self._years = frozenset(day.year for day in self._holidays)

    def knows(self, year: int) -> bool:
        """Whether the holidays of a year are on record."""
        return year in self._years

    @property
    def known_until(self) -> date:
        """The last day of the last year whose holidays are on record."""
        return date(max(self._years), 12, 31)

    def holiday_on(self, day: date) -> Holiday | None:
        """The holiday on a day, which may be on a weekend; None: it is none."""
        return self._holidays.get(day)

    def is_working(self, day: date) -> bool:
        """Whether offices work on a day."""
        return day.weekday() < SATURDAY and day not in self._holidays

    def next_after(self, day: date) -> date:
        """The first working day after a day."""
        day += _ONE_DAY
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def last_until(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the last one before it."""
        while not self.is_working(day):
            day -= _ONE_DAY
        return day

    def after(self, day: date, working_days: int) -> date:
        """The day that comes so many working days after a day."""
        for _ in range(working_days):
            day = self.next_after(day)
        return day


@cache
def office_calendar() -> Calendar:
    """The calendar of the offices of the directorate general."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return Calendar(holiday_of(row) for row in csv.DictReader(file))


def working_zones(now: datetime) -> dict[Zone, date]:
    """Today in each zone in which it is a working day."""
    todays = {zone: day_in(zone, now) for zone in get_args(Zone)}
    return {zone: today for zone, today in todays.items() if office_calendar().is_working(today)}


def holiday_of(row: Mapping[str, str]) -> Holiday:
    """A line of the file. Raises `ValueError` for a kind or a day that is none."""
    kind = _KIND.validate_python(row["kind"])
    return Holiday(date.fromisoformat(row["day"]), kind, Text(row["id"], row["en"]))
