"""The month: its days, its working days, and when it can be closed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.programs.months.model.closing import (
    Delivered,
    MonthHasSessions,
    MonthIsClosed,
    MonthNotOver,
    MonthWithoutSessions,
    require_closable,
    require_open,
    state_of,
)
from services.programs.months.model.month import Month

MARCH = Month(2026, 3)
NOTHING, SOMETHING = Delivered(0, 0, 0, 0), Delivered(3, 20, 2, 1)
FIRST_OF_APRIL = date(2026, 4, 1)


def test_a_month_knows_its_days() -> None:
    assert (MARCH.first, MARCH.last, str(MARCH)) == (date(2026, 3, 1), date(2026, 3, 31), "2026-03")
    assert Month(2026, 12).following == Month(2027, 1)
    assert Month(2028, 2).last == date(2028, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_month_is_read_as_it_is_written(day: date) -> None:
    month = Month.of(day)
    assert Month.read(str(month)) == month
    assert month.first <= day <= month.last


@pytest.mark.parametrize("written", ["2026-3", "2026-13", "2026-00", "1026-03", "2026-03-01", "٢٠٢٦-03"])
def test_no_other_text_is_a_month(written: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM"):
        Month.read(written)


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (Month(2026, 3), date(2026, 4, 8)),  # 3 April is Good Friday
        (Month(2026, 1), date(2026, 2, 6)),  # 1 February is a Sunday
        (Month(2026, 6), date(2026, 7, 7)),
    ],
)
def test_a_month_is_due_on_the_fifth_working_day(month: Month, due: date) -> None:
    assert month.due == due


def test_a_month_closes_from_the_first_day_after_it() -> None:
    with pytest.raises(MonthNotOver):
        require_closable(MARCH, MARCH.last, SOMETHING, nihil=False)
    require_closable(MARCH, FIRST_OF_APRIL, SOMETHING, nihil=False)


def test_nihil_is_confirmed_and_never_assumed() -> None:
    with pytest.raises(MonthWithoutSessions):
        require_closable(MARCH, FIRST_OF_APRIL, NOTHING, nihil=False)
    require_closable(MARCH, FIRST_OF_APRIL, NOTHING, nihil=True)
    with pytest.raises(MonthHasSessions) as refused:
        require_closable(MARCH, FIRST_OF_APRIL, SOMETHING, nihil=True)
    assert "Maret 2026 memuat 3 pertemuan" in refused.value.sentence.id


def test_the_first_closed_month_is_named() -> None:
    require_open([])
    with pytest.raises(MonthIsClosed) as refused:
        require_open([Month(2026, 4), MARCH])
    assert refused.value.sentence.en.startswith("March 2026 is closed")


def test_nihil_silent_and_open_are_three_things() -> None:
    assert state_of(MARCH, FIRST_OF_APRIL, "nihil", 0) == "nihil"
    assert state_of(MARCH, FIRST_OF_APRIL, None, 0) == "silent"
    assert state_of(MARCH, FIRST_OF_APRIL, None, 1) == "open"
    assert state_of(MARCH, FIRST_OF_APRIL, "activity", 1) == "closed"
    assert state_of(MARCH, MARCH.last, None, 1) == "running"
