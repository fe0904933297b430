"""Reminders of the end of an agreement: which rungs, and on which day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from services.agreements.vigilance.model import (
    RUNGS,
    ComingEnd,
    bands_on,
    due_rung,
    due_rungs,
    is_soon,
    next_reminder,
    reminder_day,
    rungs_of,
)
from shared.values.ids import new_id
from shared.values.working_days import Calendar, office_calendar

WEEKENDS_ONLY = Calendar(())
LAST = date(2026, 12, 31)
THREE_YEARS = ComingEnd(new_id(), date(2024, 1, 1), LAST, announced=None)


def days_before(days: int, last: date = LAST) -> date:
    return last - timedelta(days=days)


@pytest.mark.parametrize(
    ("term_in_days", "rungs"),
    [
        (1, (0,)),
        (20, (0,)),
        (21, (7, 0)),
        (89, (7, 0)),
        (90, (30, 7, 0)),
        (179, (30, 7, 0)),
        (180, (60, 30, 7, 0)),
        (269, (60, 30, 7, 0)),
        (270, (90, 60, 30, 7, 0)),
        (365, (90, 60, 30, 7, 0)),
        (539, (90, 60, 30, 7, 0)),
        (540, RUNGS),
        (1096, RUNGS),
    ],
)
def test_a_rung_beyond_a_third_of_the_term_is_left_out(term_in_days: int, rungs: tuple[int, ...]) -> None:
    assert rungs_of(days_before(term_in_days - 1), LAST) == rungs


@pytest.mark.parametrize("rung", RUNGS)
def test_on_the_working_day_of_a_rung_it_is_due(rung: int) -> None:
    today = reminder_day(LAST, rung, WEEKENDS_ONLY)
    assert due_rung(THREE_YEARS, today, WEEKENDS_ONLY) == rung


@pytest.mark.parametrize("rung", RUNGS)
def test_it_is_due_once(rung: int) -> None:
    today = reminder_day(LAST, rung, WEEKENDS_ONLY)
    assert due_rung(replace(THREE_YEARS, announced=rung), today, WEEKENDS_ONLY) is None


@pytest.mark.parametrize(("earlier", "rung"), list(pairwise(RUNGS)))
def test_an_earlier_rung_does_not_replace_a_later_one(earlier: int, rung: int) -> None:
    today = reminder_day(LAST, rung, WEEKENDS_ONLY)
    assert due_rung(replace(THREE_YEARS, announced=earlier), today, WEEKENDS_ONLY) == rung


def test_before_the_first_rung_nothing_is_due() -> None:
    assert due_rung(THREE_YEARS, days_before(184), WEEKENDS_ONLY) is None


@pytest.mark.parametrize(
    ("last", "rung", "day"),
    [
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
        (date(2026, 12, 27), 0, date(2026, 12, 23)),  # a Sunday after Christmas and its leave
        (date(2026, 8, 24), 7, date(2026, 8, 14)),  # Independence Day on a Monday
        (date(2026, 4, 23), 30, date(2026, 3, 17)),  # in the leave of Idulfitri
    ],
)
def test_a_late_reminder_comes_on_the_last_working_day_in_time(last: date, rung: int, day: date) -> None:
    assert reminder_day(last, rung, office_calendar()) == day


@pytest.mark.parametrize(
    ("last", "rung", "day"),
    [
        (date(2026, 12, 31), 180, date(2026, 7, 1)),
        (date(2026, 12, 31), 90, date(2026, 10, 1)),
        (date(2026, 12, 31), 60, date(2026, 11, 2)),  # November begins on a Sunday
        (date(2026, 8, 15), 90, date(2026, 5, 4)),  # Labour Day and a weekend
        (date(2026, 7, 31), 60, date(2026, 6, 2)),  # Pancasila Day
        (date(2026, 12, 30), 90, date(2026, 10, 1)),
        (date(2026, 12, 30), 60, date(2026, 10, 1)),  # two rungs in one month
    ],
)
def test_an_early_reminder_comes_on_the_first_working_day_of_its_month(last: date, rung: int, day: date) -> None:
    assert reminder_day(last, rung, office_calendar()) == day


def test_all_early_reminders_of_a_month_come_on_one_day() -> None:
    lasts = [date(2026, 12, 1) + timedelta(days=days) for days in range(31)]
    of_september = [last for last in lasts if days_before(90, last).month == 9]
    assert len({reminder_day(last, 90, office_calendar()) for last in of_september}) == 1


def test_of_two_rungs_in_one_month_the_later_one_is_announced() -> None:
    end = replace(THREE_YEARS, in_force_until=date(2026, 12, 30))
    assert due_rung(end, date(2026, 10, 1), WEEKENDS_ONLY) == 60


@pytest.mark.parametrize("today", [date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 24)])
def test_on_a_free_day_nothing_is_due(today: date) -> None:
    assert due_rung(replace(THREE_YEARS, announced=30), today, office_calendar()) is None


@pytest.mark.parametrize(("pause_ended", "rung"), [(75, 90), (40, 60), (15, 30), (3, 7)])
def test_after_a_pause_only_the_lowest_missed_rung_is_due(pause_ended: int, rung: int) -> None:
    today = WEEKENDS_ONLY.last_until(days_before(pause_ended))
    assert due_rung(THREE_YEARS, today, WEEKENDS_ONLY) == rung


def test_an_agreement_that_is_over_is_not_reminded_of() -> None:
    assert due_rung(THREE_YEARS, WEEKENDS_ONLY.next_after(LAST), WEEKENDS_ONLY) is None


def test_an_agreement_that_has_not_begun_is_not_reminded_of() -> None:
    begins = date(2026, 12, 30)
    end = ComingEnd(new_id(), begins, LAST, announced=None)
    assert due_rung(end, date(2026, 12, 29), WEEKENDS_ONLY) is None
    assert due_rung(end, LAST, WEEKENDS_ONLY) == 0


def test_the_nearest_end_is_announced_first_and_what_is_not_due_is_left_out() -> None:
    later = ComingEnd(new_id(), date(2024, 1, 1), date(2027, 1, 20), announced=None)
    told = replace(THREE_YEARS, agreement_id=new_id(), announced=0)
    assert due_rungs([later, told, THREE_YEARS], LAST, WEEKENDS_ONLY) == [(THREE_YEARS, 0), (later, 30)]


@pytest.mark.parametrize(("rung", "soon"), [(180, False), (90, False), (60, False), (30, True), (7, True), (0, True)])
def test_the_last_three_rungs_ask_for_a_decision(rung: int, soon: bool) -> None:
    assert is_soon(rung) is soon


@pytest.mark.parametrize(
    ("today", "announced", "following"),
    [
        (date(2026, 6, 30), None, (date(2026, 7, 1), 180)),
        (date(2026, 7, 1), 180, (date(2026, 10, 1), 90)),
        (date(2026, 10, 1), None, (date(2026, 10, 1), 90)),  # the job has not run yet today
        (date(2026, 10, 10), None, (date(2026, 10, 12), 90)),  # missed, and today is a Saturday
        (date(2026, 11, 30), 60, (date(2026, 12, 1), 30)),
        (date(2026, 12, 23), 7, (date(2026, 12, 31), 0)),
        (date(2026, 12, 31), 0, None),
    ],
)
def test_the_next_reminder_is_known(today: date, announced: int | None, following: tuple[date, int] | None) -> None:
    end = replace(THREE_YEARS, announced=announced)
    assert next_reminder(end, today, office_calendar()) == following


def test_no_reminder_follows_when_no_working_day_is_left() -> None:
    end = replace(THREE_YEARS, in_force_until=date(2026, 12, 27), announced=7)
    assert next_reminder(end, date(2026, 12, 24), office_calendar()) is None


@pytest.mark.parametrize("rung", RUNGS)
@pytest.mark.parametrize("calendar", [WEEKENDS_ONLY, office_calendar()])
def test_a_band_ends_with_the_latest_last_day_whose_reminder_has_come(rung: int, calendar: Calendar) -> None:
    """The query for due reminders relies on it: it looks at no later last day."""
    for today in (date(2026, 1, 1) + timedelta(days=days) for days in range(0, 365, 3)):
        (band,) = [each for each in bands_on(today, calendar) if each.rung == rung]
        reached = [reminder_day(band.last_day + timedelta(days=days), rung, calendar) <= today for days in (0, 1, 40)]
        assert reached == [True, False, False]
        assert rungs_of(band.last_day - timedelta(days=band.shortest_term - 1), band.last_day)[0] >= rung
