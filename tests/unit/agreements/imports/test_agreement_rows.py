"""Rows of the table of agreements, as far as they need no register."""

from datetime import date
from typing import Any

import pytest

from services.agreements.imports.model.agreements import WrittenAgreement, read_agreement
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.shipped import words

TODAY = date(2026, 2, 10)
CLEAN: dict[str, Any] = {
    "unit": "Lapas Contoh",
    "partner": "BNNK Contoh",
    "number": "W13-1/2024",
    "instrument": "PKS",
    "title": "Perjanjian Kerja Sama Rehabilitasi",
    "signed_on": date(2024, 1, 27),
    "starts_on": date(2024, 2, 1),
    "ends_on": date(2026, 1, 31),
    "status": "Berakhir",
}


def read(**changes: Any) -> tuple[WrittenAgreement, set[str]]:
    reading = Reading({name: value for name, value in (CLEAN | changes).items() if value is not None})
    written = read_agreement(reading, words(), TODAY)
    return written, {finding.code for finding in reading.findings}


def test_a_clean_row_has_no_finding() -> None:
    written, codes = read()
    assert codes == set()
    assert (written.instrument, written.called, written.months) == ("cooperation_agreement", None, None)


def test_every_fault_of_a_row_is_found() -> None:
    _, codes = read(signed_on="segera", instrument="Surat payung", partner=None, ends_on=date(2020, 1, 1))
    assert codes == {"day-unreadable", "word-unknown", "cell-empty", "last-day-before-first"}


def test_the_title_wins_over_a_loose_word_which_is_kept() -> None:
    written, codes = read(instrument="MoU")
    assert (written.instrument, written.called) == ("cooperation_agreement", "MoU")
    assert codes == {"instrument_differs"}


@pytest.mark.parametrize(
    ("number", "partner_number", "read_as"),
    [
        ("W13-1/2024 dan 440/7/2024", None, ("W13-1/2024", "440/7/2024")),
        ("W13-1/2024\n440/7/2024", None, ("W13-1/2024", "440/7/2024")),
        ("W13-1/PK.08/2024", None, ("W13-1/PK.08/2024", None)),
        ("W13\u200b-1", "440", ("W13-1", "440")),
    ],
)
def test_the_numbers_of_both_parties_are_told_apart(
    number: str, partner_number: str | None, read_as: tuple[str | None, str | None]
) -> None:
    written, _ = read(number=number, partner_number=partner_number)
    assert (written.number, written.partner_number) == read_as


@pytest.mark.parametrize(
    ("status", "ends_on", "codes"),
    [
        ("Selesai", date(2026, 2, 9), {"status_differs"}),
        ("Aktif", date(2026, 2, 9), {"status_differs"}),
        ("Aktif", TODAY, set()),
        ("Tidak aktif", TODAY, {"status_differs"}),
        ("menunggu laporan", date(2026, 2, 9), set()),
    ],
)
def test_a_mark_that_the_term_contradicts_is_a_caution(status: str, ends_on: date, codes: set[str]) -> None:
    assert read(status=status, ends_on=ends_on)[1] == codes


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        ({"term": "1 Februari 2024 s.d. 31 Januari 2026"}, (date(2024, 2, 1), date(2026, 1, 31), None)),
        ({"term": "2 (dua) tahun", "starts_on": "1/2/24"}, (date(2024, 2, 1), None, 24)),
        ({"starts_on": "1/2/24", "ends_on": 46053}, (date(2024, 2, 1), date(2026, 1, 31), None)),
    ],
)
def test_a_term_is_read_in_every_usual_form(
    cells: dict[str, Any], days: tuple[date | None, date | None, int | None]
) -> None:
    written, _ = read(**({"starts_on": None, "ends_on": None, "status": None} | cells))
    assert (written.starts_on, written.ends_on, written.months) == days


def test_another_column_completes_a_day_without_a_year() -> None:
    assert read(signed_on="28/11", year=2023.0)[0].signed_on == date(2023, 11, 28)
    written, codes = read(signed_on="28/11")
    assert (written.signed_on, codes) == (None, {"day_incomplete"})


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"number": "9" * 301}, "text-too-long"),
        ({"title": "x" * 1001}, "text-too-long"),
        ({"year": 20261}, "day-unreadable"),
        ({"term": "90 tahun", "ends_on": None}, "period-unreadable"),
        ({"starts_on": None, "ends_on": date(2020, 1, 1)}, "last-day-before-first"),
        ({"starts_on": date(1899, 12, 31)}, "day-impossible"),
        ({"number": 123456789012345678}, "digits-lost"),
    ],
)
def test_what_the_use_case_does_not_take_is_refused_in_its_cell(cells: dict[str, Any], code: str) -> None:
    assert code in read(**cells)[1]


def test_it_is_in_force_from_the_later_of_both_days() -> None:
    assert read(signed_on="1 Maret 2024")[0].in_force_from == date(2024, 3, 1)
    assert read(signed_on=None)[0].in_force_from == date(2024, 2, 1)
