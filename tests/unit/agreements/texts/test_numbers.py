"""Numbers and days in words."""

from datetime import date

import pytest

from services.agreements.texts.model.names import in_full
from services.agreements.texts.model.numbers import spelled, written


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (3, "tiga"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (31, "tiga puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1945, "seribu sembilan ratus empat puluh lima"),
        (2026, "dua ribu dua puluh enam"),
        (9999, "sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_a_number_is_spelled(number: int, words: str) -> None:
    assert spelled(number) == words


def test_a_day_is_written_in_every_form() -> None:
    assert written(date(2026, 1, 27)).values() == {
        "hari": "Selasa",
        "tanggal": "dua puluh tujuh",
        "bulan": "Januari",
        "tahun": "dua ribu dua puluh enam",
        "lengkap": "27 Januari 2026",
        "angka": "27-01-2026",
    }


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Lapas Kelas IIA Purwokerto", "Lembaga Pemasyarakatan Kelas IIA Purwokerto"),
        ("Rutan Kelas IIB Purbalingga", "Rumah Tahanan Negara Kelas IIB Purbalingga"),
        ("Pemerintah Kabupaten Banyumas", "Pemerintah Kabupaten Banyumas"),
    ],
)
def test_a_unit_is_written_without_abbreviation(name: str, full: str) -> None:
    assert in_full(name) == full
