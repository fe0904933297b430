"""Programs, sessions and outcomes as far as the activity under a scope item needs them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from shared.values.cooperation import OutcomeKind, OutputUnit, Product
from shared.values.refusals import Invalid
from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class ReportedProgram:
    """A program as reported; its facility, template and fiscal year never change."""

    id: UUID
    facility_id: UUID
    template: str
    name: str
    fiscal_year: int


@dataclass(frozen=True, slots=True)
class SessionCount:
    """The attendance of a session as counts, by the version of the session."""

    session_id: UUID
    session_version: int
    active: int
    passive: int
    absent: int


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session with the scope items that it fulfils. `count` is None if it is sensitive and counted separately."""

    id: UUID
    program_id: UUID
    held_on: date
    count: SessionCount | None
    scope_items: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The quantity of a product that was made, in one unit; a value is in rupiah."""

    product: Product
    quantity: Decimal
    unit: OutputUnit
    value: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """An output or a performance with the scope items that it fulfils, on its last possible day."""

    id: UUID
    program_id: UUID
    kind: OutcomeKind
    day: date
    made: Made | None
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


Implementation = Literal["not_started", "running", "dormant", "completed"]
"""The progress of an agreement or an item, derived from its last activity and never stored."""


def implementation_on(
    day: date, last_activity: date | None, dormant_after_days: int, last_day: date | None = None
) -> Implementation:
    """Whether there was activity, and whether the last one is recent; after the last day in force it is completed."""
    if last_activity is None:
        return "not_started"
    if last_day is not None and last_day < day:
        return "completed"
    return "running" if (day - last_activity).days <= dormant_after_days else "dormant"


def period_of(since: date | None, until: date | None, begins: date | None, today: date) -> Period:
    """The period asked for, or from the first day in force until today. Raises `PeriodBackwards`."""
    last = until or today
    # If the term has not begun, the period would run backwards; it is the last day only.
    first = since or min(begins or last, last)
    if last < first:
        raise PeriodBackwards(since=first, until=last)
    return Period(since=first, until=last)
