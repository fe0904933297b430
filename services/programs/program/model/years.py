"""The fiscal years of programs, which are calendar years."""

from datetime import date, datetime
from typing import Annotated, get_args

from pydantic import Field

from shared.values.refusals import Invalid
from shared.values.terms import Zone, day_in
from shared.values.texts import Text

FiscalYear = Annotated[int, Field(ge=1900, le=9999)]

NEXT_YEAR_FROM = (11, 1)
"""Month and day from which the programs of the next year are planned."""


def years_to_plan(today: date) -> tuple[int, ...]:
    """The years in which every scope item in force has a program: this one and, from 1 November, the next one."""
    if (today.month, today.day) < NEXT_YEAR_FROM:
        return (today.year,)
    return (today.year, today.year + 1)


def years_at(now: datetime) -> dict[Zone, tuple[int, ...]]:
    """The years to plan in each time zone."""
    return {zone: years_to_plan(day_in(zone, now)) for zone in get_args(Zone)}


def first_day_in(fiscal_year: int, since: date) -> date:
    """The first day of that year on which something that runs since a day is in force."""
    return max(since, date(fiscal_year, 1, 1))


class FiscalYearOutOfReach(Invalid):
    """A program is planned for this fiscal year, the next one, or the one before, whose outcomes are recorded late."""

    title = Text("Tahun anggaran tidak sesuai", "Fiscal year out of reach")
    detail = Text(
        "Program dapat direncanakan untuk Tahun Anggaran {first} sampai {last}.",
        "A program can be planned for the fiscal years {first} to {last}.",
    )


def require_plannable(fiscal_year: int, today: date) -> None:
    """Raise `FiscalYearOutOfReach` unless it is this year, the next one or the one before."""
    if abs(fiscal_year - today.year) > 1:
        raise FiscalYearOutOfReach(first=today.year - 1, last=today.year + 1)
