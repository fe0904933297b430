"""Term clauses, as documents word them, and the days on which an agreement is in force."""

import calendar
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.values.terms import Day


class _Clause(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FixedTerm(_Clause):
    """From a named first day to a named last day, both included."""

    kind: Literal["fixed"] = "fixed"
    starts_on: Day
    ends_on: Day

    @model_validator(mode="after")
    def _runs_forward(self) -> "FixedTerm":
        if self.ends_on < self.starts_on:
            raise ValueError("ends_on is before starts_on")
        return self


class RunningTerm(_Clause):
    """A number of months from a named day or, without one, from the day of the last signature."""

    kind: Literal["running"] = "running"
    months: int = Field(ge=1, le=600, strict=True)
    starts_on: Day | None = None


class OpenTerm(_Clause):
    """Until a party ends it, after so many months of notice."""

    kind: Literal["open"] = "open"
    starts_on: Day | None = None
    notice_months: int = Field(0, ge=0, le=24, strict=True)


TermClause = Annotated[FixedTerm | RunningTerm | OpenTerm, Field(discriminator="kind")]


class InForce(BaseModel):
    """The days on which an agreement is in force; without a last day it is in force until a party ends it.

    The last day may be before the first: the last party signed after the end, and the agreement is never in force.
    """

    model_config = ConfigDict(frozen=True)

    in_force_from: date
    in_force_until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the agreement is in force on a day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


def in_force_days(clause: FixedTerm | RunningTerm | OpenTerm, last_signed_on: date) -> InForce:
    """The days in force, known once the last principal has signed: nothing is in force before that."""
    first = clause.starts_on or last_signed_on
    return InForce(in_force_from=max(first, last_signed_on), in_force_until=last_day(clause, first))


def last_day(clause: FixedTerm | RunningTerm | OpenTerm, first: date) -> date | None:
    """The last day of a term that begins on `first`; None if it is open."""
    match clause:
        case FixedTerm():
            return clause.ends_on
        case RunningTerm():
            return months_after(first, clause.months) - timedelta(days=1)
        case OpenTerm():
            return None


def months_after(day: date, months: int) -> date:
    """The same day some months later (earlier if negative), or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
