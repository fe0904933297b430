"""When a reminder is due. Reminders are given on working days only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from shared.values.working_days import Calendar

RUNGS = (180, 90, 60, 30, 7, 0)
"""Days before the last day on which its keeper is reminded."""
NEAR = RUNGS[-3]
"""The first of the rungs that ask for a decision."""
PART_OF_TERM = 3
"""A rung is left out if it comes in the first two thirds of the term."""
MOST_DAYS_EARLY = 31
"""A reminder comes at the beginning of its month, or before free days: at most so many days before its rung."""
STALE_AFTER_WORKING_DAYS = 3
"""A plan to sign is stale so long after its day: until then the signed paper may be on its way."""
ReminderKind = Literal["coming_end", "stale_plan", "dormant"]


@dataclass(frozen=True, slots=True)
class ComingEnd:
    """An agreement whose last day comes near, with the lowest rung that was announced for this last day."""

    agreement_id: UUID
    in_force_from: date
    in_force_until: date
    announced: int | None


@dataclass(frozen=True, slots=True)
class Band:
    """The last days, until one, whose reminder of a rung has come; and the days of the shortest term with this rung."""

    rung: int
    last_day: date
    shortest_term: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan to sign an agreement on a day that is over."""

    agreement_id: UUID
    planned_on: date


@dataclass(frozen=True, slots=True)
class Spell:
    """Days without delivery under an agreement, since the last delivery or the first day in force."""

    agreement_id: UUID
    quiet_since: date
    ever_delivered: bool


@dataclass(frozen=True, slots=True)
class Resumption:
    """A delivery that ended an announced spell of dormancy."""

    agreement_id: UUID
    quiet_since: date
    resumed_on: date


def rungs_of(first: date, last: date) -> tuple[int, ...]:
    """The rungs of a term from its first to its last day, the earliest reminder first."""
    days = (last - first).days + 1
    return tuple(rung for rung in RUNGS if _shortest_term(rung) <= days)


def _shortest_term(rung: int) -> int:
    return rung * PART_OF_TERM


def is_soon(rung: int) -> bool:
    """Whether a rung is one of the last three, which ask for a decision."""
    return rung <= NEAR


def reminder_day(last: date, rung: int, calendar: Calendar) -> date:
    """The day of a reminder.

    Of the last three it is the last working day that leaves the keeper all days of the rung. The earlier ones come on
    the first working day of their month, so that a unit has one notice a month for all its agreements. Two rungs in one
    month are one reminder.
    """
    day = last - timedelta(days=rung)
    if is_soon(rung):
        return calendar.last_until(day)
    return calendar.next_after(day.replace(day=1) - timedelta(days=1))


def due_rung(end: ComingEnd, today: date, calendar: Calendar) -> int | None:
    """The rung to announce today; None if nothing is due.

    After a pause only the lowest of the rungs that were missed is due: the earlier ones would add nothing.
    """
    if not calendar.is_working(today) or not end.in_force_from <= today <= end.in_force_until:
        return None
    rungs = rungs_of(end.in_force_from, end.in_force_until)
    reached = [rung for rung in rungs if reminder_day(end.in_force_until, rung, calendar) <= today]
    lowest = min(reached, default=None)
    if lowest is None or (end.announced is not None and end.announced <= lowest):
        return None
    return lowest


def bands_on(today: date, calendar: Calendar) -> list[Band]:
    """The band of each rung on a day, so that a query can leave out the agreements that are not to be announced."""
    return [Band(rung, _latest_reached(rung, today, calendar), _shortest_term(rung)) for rung in RUNGS]


def _latest_reached(rung: int, today: date, calendar: Calendar) -> date:
    # A later last day never has an earlier reminder, and no reminder comes so much before its rung.
    last = today + timedelta(days=rung + MOST_DAYS_EARLY)
    while reminder_day(last, rung, calendar) > today:
        last -= timedelta(days=1)
    return last


def next_reminder(end: ComingEnd, today: date, calendar: Calendar) -> tuple[date, int] | None:
    """The day and the rung of the next reminder, today or later; None if none comes before the last day is over."""
    rungs = rungs_of(end.in_force_from, end.in_force_until)
    left = [rung for rung in rungs if end.announced is None or rung < end.announced]
    # A missed reminder is given on the next working day.
    earliest = calendar.next_after(today - timedelta(days=1))
    days = [(max(reminder_day(end.in_force_until, rung, calendar), earliest), rung) for rung in left]
    return min((each for each in days if each[0] <= end.in_force_until), default=None)


def due_rungs(ends: Iterable[ComingEnd], today: date, calendar: Calendar) -> list[tuple[ComingEnd, int]]:
    """Every end that is announced today, with its rung; the nearest end first."""
    found = [(end, rung) for end in ends if (rung := due_rung(end, today, calendar)) is not None]
    return sorted(found, key=lambda due: (due[0].in_force_until, due[0].agreement_id))


def is_stale(planned_on: date, today: date, calendar: Calendar) -> bool:
    """Whether a plan is stale today, and today is a working day."""
    return calendar.is_working(today) and calendar.after(planned_on, STALE_AFTER_WORKING_DAYS) <= today
