"""Workbooks as people make them, and those that would harm."""

import io
import zipfile
from string import ascii_uppercase as LETTERS  # noqa: N812
from typing import Any

import pytest

from shared.tables.cells import lost_digits
from shared.tables.limits import FileUnreadable, FormatNotRead, TableTooLarge, WorkbookTooLarge
from shared.tables.reading import LeftOut, Record, read_table
from shared.tables.survey import survey
from shared.tables.workbooks import read_sheets
from tests.unit.shared.tables.making import COLUMNS, HEADER, workbook


def repacked(file: io.BytesIO, part: str, content: bytes) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    out.seek(0)
    return out


def test_title_rows_are_passed_and_row_numbers_are_those_of_the_sheet() -> None:
    file = workbook(
        [["REKAP PKS"], [], HEADER, ["1", "2", "3", "4", "5"], [1, "A-1", "BNNK Contoh"], [], [2, "A-2", "RSUD"]]
    )
    table = read_table(file, COLUMNS)
    assert table.sheet == "Rekap"
    assert list(table.rows) == [
        LeftOut(4, "numbering", "1 2 3 4 5"),
        Record(5, {"number": "A-1", "partner": "BNNK Contoh"}),
        Record(7, {"number": "A-2", "partner": "RSUD"}),
    ]


def test_a_hidden_row_a_formula_and_a_merged_cell_are_marked() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.merge_range("C3:C4", "Pemkab Contoh")
        sheet.write_formula("B5", '="A-"&4', None, "A-4")

    rows = [HEADER, [1, "A-1", "RSUD"], [2, "A-2"], [3, "A-3"], [4, None, "RSUD"]]
    table = read_table(workbook(rows, change), COLUMNS)
    found = {record.number: record for record in table.rows if isinstance(record, Record)}
    assert [found[n].marks for n in (2, 3, 4, 5)] == [{"hidden"}, frozenset(), {"merged"}, {"formula"}]
    assert found[4].cells == {"number": "A-3", "partner": "Pemkab Contoh"}
    assert found[5].cells["number"] == "A-4", "the value as it was last computed"


def test_a_header_of_two_rows_is_joined() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.merge_range("D1:E1", "Jangka Waktu")
        for column, title in enumerate(("No", "Nomor PKS", "Mitra")):
            sheet.merge_range(0, column, 1, column, title)

    file = workbook([[], [None, None, None, "Mulai", "Berakhir"], [1, "A-1", "RSUD", 2023, 2024]], change)
    (record,) = read_table(file, COLUMNS).rows
    assert record == Record(3, {"number": "A-1", "partner": "RSUD", "starts_on": 2023.0, "ends_on": 2024.0})


def test_totals_headings_notes_and_repeated_headers_are_left_out() -> None:
    rows = [
        HEADER,
        ["A. PEMERINTAH DAERAH"],
        [1, "A-1", "RSUD"],
        ["Jumlah", "1 PKS"],
        HEADER,
        [2, "Total-2", "Total Media Contoh"],
        ["TOTAL KESELURUHAN", None, 37],
        [None, None, None, None, "Contoh, 27 Januari 2026"],
    ]
    found = list(read_table(workbook(rows), COLUMNS).rows)
    left = [(each.number, each.reason) for each in found if isinstance(each, LeftOut)]
    assert left == [(2, "note"), (4, "total"), (5, "header_again"), (7, "total"), (8, "note")]
    assert [each.number for each in found if isinstance(each, Record)] == [3, 6]


def test_the_first_visible_sheet_with_the_columns_is_read() -> None:
    def change(book: Any, sheet: Any) -> None:
        book.add_worksheet("Sembunyi").hide()
        book.worksheets()[1].write_row(0, 0, HEADER)
        book.add_worksheet("Data").write_row(0, 0, HEADER)
        book.worksheets()[2].write_row(1, 0, [1, "A-1", "RSUD"])

    table = read_table(workbook([["Petunjuk pengisian"]], change), COLUMNS)
    assert (table.sheet, len(list(table.rows))) == ("Data", 1)


def test_a_number_that_lost_its_digits_is_noticed() -> None:
    file = workbook([HEADER, [1, 123456789012345678, "RSUD"]])
    (record,) = read_table(file, COLUMNS).rows
    assert isinstance(record, Record)
    assert lost_digits(record.cells["number"])
    assert not lost_digits("123456789012345678")


@pytest.mark.parametrize(
    "content",
    [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", b"<html><table>", b"\xef\xbb\xbf<?xml", b"%PDF-1.7", b"PK\x05\x06"],
)
def test_another_format_is_refused(content: bytes) -> None:
    with pytest.raises(FormatNotRead):
        read_table(io.BytesIO(content), COLUMNS)


def test_a_document_of_a_word_processor_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(FormatNotRead):
        read_table(out, COLUMNS)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken"])
def test_a_broken_file_is_refused(content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        read_table(io.BytesIO(content), COLUMNS)


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    bomb = repacked(workbook([HEADER]), "xl/media/image1.bmp", bytes(51 * 1024 * 1024))
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(WorkbookTooLarge):
        survey(bomb)


def test_a_part_that_is_larger_than_it_declares_is_refused() -> None:
    bomb = repacked(workbook([HEADER]), "xl/media/image1.bmp", bytes(51 * 1024 * 1024))
    declared, false = (51 * 1024 * 1024).to_bytes(4, "little"), (1024).to_bytes(4, "little")
    lying = io.BytesIO(bomb.getvalue().replace(declared, false))
    with pytest.raises(FileUnreadable):
        survey(lying)


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def with_cells(*cells: str) -> io.BytesIO:
    rows = "".join(f'<row r="{cell.lstrip(LETTERS)}"><c r="{cell}"><v>1</v></c></row>' for cell in cells)
    return repacked(workbook([HEADER]), "xl/worksheets/sheet1.xml", SHEET.format(rows).encode())


@pytest.mark.parametrize("cell", ["A1048576", "XFD1", "A20001"])
def test_a_cell_far_away_is_refused_before_memory_is_reserved(cell: str) -> None:
    with pytest.raises(TableTooLarge):
        list(read_sheets(with_cells("A1", cell)))


def test_formats_without_content_do_not_count() -> None:
    sheet = SHEET.format('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="1"/></row>')
    (found,) = read_sheets(repacked(workbook([HEADER]), "xl/worksheets/sheet1.xml", sheet.encode()))
    assert len(found.rows) == 1


def test_a_document_type_is_refused() -> None:
    part = (
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(FileUnreadable):
        survey(repacked(workbook([HEADER]), "xl/worksheets/sheet1.xml", part))


def test_links_to_other_files_are_noticed_and_not_followed() -> None:
    linked = repacked(workbook([HEADER, [1, "A-1", "RSUD"]]), "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert read_table(linked, COLUMNS).links
