"""Suspending, resuming and ending a program."""

from dataclasses import replace
from datetime import date, timedelta

from services.programs.program.model.life import (
    AFTER_LAST_ACTIVITY,
    END_DAY,
    LAST_ACTIVITY,
    LAST_SUSPENDED,
    RESUMPTION_DAY,
    SUSPENDED,
    SUSPENSION_DAY,
    Activity,
    ProgramEnd,
    Suspension,
    require_held,
)
from services.programs.program.model.program import OPENED, Program, require_not_before
from services.programs.program.model.states import ENDINGS, RESUMPTION_TO_OPEN, RESUMPTION_TO_RUNNING, SUSPENSION
from shared.values.refusals import require_past


def suspend(program: Program, suspension: Suspension, today: date, activity: Activity) -> None:
    """Suspend a program: nothing takes place until it is resumed.

    Raises `WrongState`, `DayInTheFuture`, `DayTooEarly` or `DayTooLate`.
    """
    SUSPENSION.require(program.state)
    first = suspension.suspended_on
    require_past(SUSPENSION_DAY, first, today)
    program.require_open_on(first, SUSPENSION)
    for before in program.suspensions:
        require_not_before(first, before.resumed_on or date.max, LAST_SUSPENDED)
    if activity.last_day is not None:
        require_not_before(first, activity.last_day + timedelta(days=1), AFTER_LAST_ACTIVITY)
    program.move(SUSPENSION, first)
    program.suspensions = (*program.suspensions, replace(suspension, version=program.version))


def resume(program: Program, resumed_on: date, today: date, activity: Activity) -> None:
    """Resume a suspended program, which runs again if it has a cohort or a session.

    Raises `WrongState`, `DayInTheFuture`, `DayTooEarly` or `DayTooLate`.
    """
    move = RESUMPTION_TO_RUNNING if activity.cohorts or activity.sessions else RESUMPTION_TO_OPEN
    move.require(program.state)
    *before, last = program.suspensions
    require_past(RESUMPTION_DAY, resumed_on, today)
    require_not_before(resumed_on, last.suspended_on, SUSPENDED)
    program.require_in_fiscal_year(resumed_on)
    program.suspensions = (*before, replace(last, resumed_on=resumed_on))
    program.move(move, resumed_on)


def end(program: Program, ending: ProgramEnd, today: date, activity: Activity) -> None:
    """End a program; what took place up to its last day may still be recorded.

    Raises `WrongState`, `DayInTheFuture`, `DayTooEarly`, `DayTooLate` or `NothingHeld`.
    """
    move, day = ENDINGS[ending.outcome], ending.ended_on
    move.require(program.state)
    require_past(END_DAY, day, today)
    program.require_in_fiscal_year(day)
    if program.opening is not None:
        require_not_before(day, program.opening.opened_on, OPENED)
    for suspension in program.suspensions:
        require_not_before(day, suspension.suspended_on, SUSPENDED)
    for last in (activity.last_day, activity.last_leaving):
        require_not_before(day, last or day, LAST_ACTIVITY)
    require_held(ending.outcome, activity)
    program.ending = ending
    program.move(move, day)
