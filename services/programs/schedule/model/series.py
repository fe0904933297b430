"""The days of a series: the chosen weekdays from a first day to a last one."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from shared.values.refusals import Invalid
from shared.values.texts import Text

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_SESSIONS = 120
"""Of one series: twice a week for a year, and some."""
_LONGEST = 366


class SeriesEmpty(Invalid):
    """No day of the series is one of its weekdays."""

    title = Text("Rangkaian tanpa pertemuan", "Series without a session")
    detail = Text(
        "Dari {first} sampai {until} tidak ada hari yang dipilih. Periksa tanggal dan harinya.",
        "None of the chosen weekdays is between {first} and {until}. Check the days.",
    )


class SeriesTooLong(Invalid):
    """The series has too many sessions."""

    title = Text("Rangkaian terlalu panjang", "Series too long")
    detail = Text(
        "Satu rangkaian memuat paling banyak {most} pertemuan dalam satu tahun. Bagi menjadi beberapa rangkaian.",
        "A series has at most {most} sessions within a year. Divide it into several series.",
    )


def days_of_series(first: date, until: date, weekdays: Collection[Weekday]) -> list[date]:
    """The days in their order; without weekdays, every week on the day of the first one.

    Raises `SeriesEmpty` or `SeriesTooLong`.
    """
    if (until - first).days >= _LONGEST:
        raise SeriesTooLong(most=MOST_SESSIONS)
    chosen = {WEEKDAYS.index(each) for each in weekdays} or {first.weekday()}
    days = (first + timedelta(days=each) for each in range((until - first).days + 1))
    found = [day for day in days if day.weekday() in chosen]
    if not found:
        raise SeriesEmpty(first=first, until=until)
    if len(found) > MOST_SESSIONS:
        raise SeriesTooLong(most=MOST_SESSIONS)
    return found
