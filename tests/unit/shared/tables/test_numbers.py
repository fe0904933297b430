"""Numbers, rupiah and lengths of time as people write them in cells."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from shared.tables.cells import Value
from shared.tables.numbers import read_months, read_number, read_rupiah, read_whole
from shared.tables.unreadable import NumberNotWhole, NumberUnreadable, PeriodUnreadable


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("-3,25", "-3.25"),
        ("12 500", "12500"),
        (0.1, "0.1"),
        (7, "7"),
    ],
)
def test_the_last_sign_is_the_decimal_one_and_three_digits_group_thousands(written: Value, number: str) -> None:
    assert read_number(written) == Decimal(number)


@pytest.mark.parametrize("written", ["12 orang", "dua", "1..2", "", True, "=1+1"])
def test_what_is_no_number_is_refused(written: Value) -> None:
    with pytest.raises(NumberUnreadable):
        read_number(written)


@pytest.mark.parametrize(
    ("written", "rupiah"),
    [
        ("Rp 1.250.000,-", 1_250_000),
        ("Rp. 2.500.000,00", 2_500_000),
        ("Rp1,2 juta", 1_200_000),
        ("3 miliar", 3_000_000_000),
        ("1,234,567", 1_234_567),
        (1_500_000.0, 1_500_000),
    ],
)
def test_an_amount_is_read_in_rupiah(written: Value, rupiah: int) -> None:
    assert read_rupiah(written) == rupiah


@pytest.mark.parametrize(("read", "written"), [(read_rupiah, "Rp 0,5"), (read_whole, "1,5"), (read_whole, 2.5)])
def test_a_fraction_is_refused_where_things_are_counted(read: Callable[[Value], int], written: Value) -> None:
    with pytest.raises(NumberNotWhole):
        read(written)


@pytest.mark.parametrize(
    ("written", "months"),
    [("2 tahun", 24), ("3 (tiga) tahun", 36), ("18 bln", 18), ("selama 1 (satu) Tahun sejak ditandatangani", 12),
     ("satu tahun", 12), ("5", 60), (2.0, 24)],
)  # fmt: skip
def test_a_length_of_time_is_read_in_months(written: Value, months: int) -> None:
    assert read_months(written) == months


@pytest.mark.parametrize("written", ["sejak ditandatangani", "seumur hidup", "2 pekan"])
def test_what_is_no_length_of_time_is_refused(written: str) -> None:
    with pytest.raises(PeriodUnreadable):
        read_months(written)
