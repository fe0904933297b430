"""Programs and sessions as far as the activity under a scope item needs them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from shared.values.refusals import Invalid
from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class ReportedProgram:
    """A program as reported; its facility, template and fiscal year never change."""

    id: UUID
    facility_id: UUID
    template: str
    title: str
    fiscal_year: int


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session with its attendance as counts, and the scope items that carried its program on that day."""

    id: UUID
    program_id: UUID
    held_on: date
    active: int
    passive: int
    absent: int
    scope_items: tuple[UUID, ...]


class PeriodBackwards(Invalid):
    """The last day of the period is before the first."""

    title = Text("Periode terbalik", "Period runs backwards")
    detail = Text(
        "Periode berakhir {until}, sebelum mulai {since}.", "The period ends on {until}, before it begins on {since}."
    )


class Period(BaseModel):
    """From the first to the last day, both included."""

    since: date
    until: date


def period_of(since: date | None, until: date | None, term_begins: date | None, today: date) -> Period:
    """The period asked for, or from the start of the term until today. Raises `PeriodBackwards`."""
    last = until or today
    # If the term has not begun, the period would run backwards; it is the last day only.
    first = since or min(term_begins or last, last)
    if last < first:
        raise PeriodBackwards(since=first, until=last)
    return Period(since=first, until=last)
