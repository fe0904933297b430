"""Finding the header of a table."""

import pytest

from shared.tables.cells import Row
from shared.tables.header import find_header
from shared.tables.limits import ColumnTwice, HeaderMissing
from tests.unit.shared.tables.making import COLUMNS


def test_titles_are_compared_by_letters_and_digits() -> None:
    header = find_header([Row(3, ("NO.PKS", "Nama\nMitra", "mulai :", "Kolom Lain", ""))], COLUMNS)
    assert header.places == {"number": 0, "partner": 1, "starts_on": 2}
    assert (header.row, header.unknown) == (3, ("Kolom Lain",))


def test_a_table_without_a_needed_column_is_refused_by_its_titles() -> None:
    with pytest.raises(HeaderMissing) as refused:
        find_header([Row(1, ("Nomor PKS", "Mulai"))], COLUMNS)
    assert "Nomor PKS dan Mitra" in refused.value.sentence.id


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(ColumnTwice):
        find_header([Row(1, ("Nomor PKS", "No. PKS", "Mitra"))], COLUMNS)


def test_the_column_of_remarks_is_no_unknown_column() -> None:
    assert find_header([Row(1, ("Nomor", "Mitra", "Catatan Sinergi"))], COLUMNS).unknown == ()
