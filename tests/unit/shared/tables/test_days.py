"""Days as people write them in cells."""

from datetime import date, datetime

import pytest

from shared.tables.cells import Value
from shared.tables.days import read_day, read_days
from shared.tables.unreadable import DayUnreadable, SeveralDays
from shared.values.refusals import DayImpossible


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("27 Januari 2026", "2026-01-27"),
        ("27 Jan '26", "2026-01-27"),
        ("27Januari2026", "2026-01-27"),
        ("5 Nopember 2024", "2024-11-05"),
        ("Pebruari 2023", "2023-02"),
        ("27/1/26", "2026-01-27"),
        ("27.01.2026", "2026-01-27"),
        ("27-I-2026", "2026-01-27"),
        ("2026-01-27 00:00:00", "2026-01-27"),
        ("31/12/97", "1997-12-31"),
        ("Purwokerto, 27 Januari 2026", "2026-01-27"),
        ("hari Selasa tanggal 27 Januari tahun 2026", "2026-01-27"),
        ("\u200b27\u00a0Januari\u00a02026 ", "2026-01-27"),
        ("28 November", "XXXX-11-28"),
        ("29/2", "XXXX-02-29"),
        ("01/2026", "2026-01"),
        ("2023", "2023"),
        (2023.0, "2023"),
        (date(2026, 1, 27), "2026-01-27"),
        (datetime(2026, 1, 27, 9, 30), "2026-01-27"),  # noqa: DTZ001 -- as a workbook has it
    ],
)
def test_a_day_is_read_in_every_usual_form(written: Value, edtf: str) -> None:
    day = read_day(written)
    assert (day.edtf, day.doubt) == (edtf, None)


@pytest.mark.parametrize(
    ("written", "weekday"),
    [("Selasa, 27 Januari 2026", "tuesday"), ("Kamis (28/11)", "thursday"), ("Jum’at 2/1/2026", "friday")],
)
def test_the_weekday_beside_a_day_is_kept(written: str, weekday: str) -> None:
    assert read_day(written).weekday == weekday


@pytest.mark.parametrize(
    ("written", "edtf", "doubt"),
    [
        (45000, "2023-03-15", "serial_number"),
        ("45000", "2023-03-15", "serial_number"),
        ("1/27/2026", "2026-01-27", "month_before_day"),
    ],
)
def test_a_day_that_may_be_meant_otherwise_brings_a_doubt(written: Value, edtf: str, doubt: str) -> None:
    day = read_day(written)
    assert day.doubt is not None
    assert (day.edtf, day.doubt.code) == (edtf, doubt)
    assert "15 Maret 2023" in day.doubt.message.id or "27 Januari 2026" in day.doubt.message.id


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("segera", DayUnreadable),
        ("minggu ke-2 Januari 2026", DayUnreadable),
        ("27 Foo 2026", DayUnreadable),
        ("99", DayUnreadable),
        (12, DayUnreadable),
        (True, DayUnreadable),
        ("31 April 2023", DayImpossible),
        ("27/13/2026", DayImpossible),
        ("30/2", DayImpossible),
        ("27/01/0206", DayImpossible),
        ("27 Januari 2026 dan 28 Januari 2026", SeveralDays),
        ("27/01/2026\n28/01/2026", SeveralDays),
    ],
)
def test_what_is_no_single_day_is_refused(written: Value, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_day(written)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("27 Januari 2026 s.d. 26 Januari 2027", "2026-01-27", "2027-01-26"),
        ("27 Januari s/d 31 Desember 2026", "2026-01-27", "2026-12-31"),
        ("1 - 2 Februari 2026", "2026-02-01", "2026-02-02"),
        ("27/01/2026-26/01/2027", "2026-01-27", "2027-01-26"),
        ("1 Maret 2026 sampai dengan 28 Februari 2029", "2026-03-01", "2029-02-28"),
        ("2023-2025", "2023", "2025"),
        ("2026-01-27 s.d. 2027-01-26", "2026-01-27", "2027-01-26"),
    ],
)
def test_a_range_has_a_first_and_a_last_day(written: str, first: str, last: str) -> None:
    days = read_days(written)
    assert days is not None
    assert [day.edtf for day in days] == [first, last]


@pytest.mark.parametrize("written", ["27 Januari 2026", "2026-01-27", "2 tahun", "27-01-2026"])
def test_a_single_day_is_no_range(written: str) -> None:
    assert read_days(written) is None


def test_a_missing_year_is_filled_from_another_cell() -> None:
    assert read_day("28 November").in_year(2024).edtf == "2024-11-28"
    assert read_day("28 November 2025").in_year(2024).edtf == "2025-11-28"
    with pytest.raises(DayImpossible):
        read_day("29 Februari").in_year(2023)
