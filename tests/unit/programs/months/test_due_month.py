"""A month that a facility owes: asked of the facility, then of its region, until an entry or the closing."""

from datetime import date
from uuid import UUID

from services.programs.months.model.due_month import DueMonth, owed_months
from services.programs.months.model.month import Month
from services.programs.program.model.parts import Facility

MARCH = DueMonth(UUID(int=1), Facility(UUID(int=2), "Lapas Contoh", "JATENG", "Asia/Jakarta"), Month(2026, 3))
# 3 April is Good Friday.
DUE, REGION = date(2026, 4, 8), date(2026, 4, 15)


def test_the_facility_is_asked_after_the_fifth_working_day_and_its_region_after_the_tenth() -> None:
    assert MARCH.ask(DUE) is MARCH
    asked = MARCH.ask(date(2026, 4, 9))
    assert (asked.silent_on, asked.region_asked_on, asked.version) == (date(2026, 4, 9), None, 1)
    assert asked.ask(REGION) is asked
    assert asked.ask(date(2026, 4, 16)).region_asked_on == date(2026, 4, 16)


def test_an_entry_ends_the_silence_and_its_retraction_begins_it_again() -> None:
    asked = MARCH.ask(date(2026, 4, 9)).ask(date(2026, 4, 16))
    entered = asked.count(1)
    assert (entered.silent_on, entered.region_asked_on, entered.is_reported) == (None, None, False)
    assert entered.ask(date(2026, 4, 20)) is entered
    assert entered.count(0).ask(date(2026, 4, 20)).silent_on == date(2026, 4, 20)


def test_a_closed_month_is_asked_of_no_one() -> None:
    closed = MARCH.close(0, date(2026, 4, 2))
    assert closed.ask(date(2026, 5, 1)) is closed
    assert not closed.count(1).is_reported


def test_the_last_two_months_are_owed() -> None:
    assert list(owed_months(date(2026, 1, 1))) == [Month(2025, 12), Month(2025, 11)]
