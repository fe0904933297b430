"""Tables that go out, and come back with remarks."""

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import date

import pytest
from openpyxl import load_workbook

from shared.tables.cells import text_of
from shared.tables.csv_files import read_csv
from shared.tables.formats import Format
from shared.tables.header import REMARKS
from shared.tables.reading import Record, Table, read_table
from shared.tables.returned import Remarks, return_workbook
from shared.tables.temporary import written
from shared.tables.workbooks import read_sheets
from shared.tables.writing import Cell, CsvWriter, WorkbookWriter, write_workbook
from tests.unit.shared.tables.making import COLUMNS, HEADER, workbook

HARMFUL = ['=HYPERLINK("http://contoh.invalid")', "+62811", "-1+1", "@SUM(A1)", "\t=1+1"]


def test_no_text_becomes_a_formula_in_a_workbook() -> None:
    file = io.BytesIO()
    write_workbook(file, "Ekspor", ["Teks", "=Judul"], [[text, 1] for text in HARMFUL])
    sheet = load_workbook(io.BytesIO(file.getvalue())).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}


def test_a_csv_file_starts_no_formula_and_is_read_back_as_it_was() -> None:
    file = io.BytesIO()
    with CsvWriter(file, ["Teks", "Nilai"]) as writer:
        for text in HARMFUL:
            writer.write([text, 1.5])
    content = file.getvalue().decode()
    assert all(line.startswith(("'", '"', "\ufeff")) for line in content.splitlines())
    rows = [[text_of(cell) for cell in row.cells] for row in read_csv(io.BytesIO(content.encode()))]
    assert rows[1:] == [[text.strip(), "1,5"] for text in HARMFUL]


def test_days_and_long_numbers_keep_their_meaning() -> None:
    file = io.BytesIO()
    write_workbook(
        file, "Ekspor", ["Tanggal", "NIP", "Jumlah", "Ada"], [[date(2026, 1, 27), 199001012015031001, 7, True]]
    )
    file.seek(0)
    (sheet,) = read_sheets(file)
    assert sheet.rows[1].cells == (date(2026, 1, 27), "199001012015031001", 7.0, "ya")


def test_a_full_sheet_is_followed_by_another_one() -> None:
    file = io.BytesIO()
    with WorkbookWriter(file, "Ekspor", ["Nomor"], rows_a_sheet=3) as writer:
        for number in range(5):
            writer.write([number])
    file.seek(0)
    sheets = {sheet.name: [row.cells[0] for row in sheet.rows] for sheet in read_sheets(file)}
    assert sheets == {"Ekspor": ["Nomor", 0, 1], "Ekspor 2": ["Nomor", 2, 3], "Ekspor 3": ["Nomor", 4]}


@pytest.mark.parametrize("format_", ["xlsx", "csv"])
async def test_rows_that_arrive_later_are_written_to_a_file_of_their_own(format_: Format) -> None:
    async def rows() -> AsyncIterator[list[Cell]]:
        for number in range(3):
            await asyncio.sleep(0)
            yield [number, f"PKS-{number}", "RSUD"]

    with await written(format_, "Rekap", HEADER, rows()) as file:
        table = read_table(io.BytesIO(file.read()), COLUMNS)
    assert [dict(row.cells) for row in table.rows if isinstance(row, Record)] == [
        {"number": f"PKS-{number}", "partner": "RSUD"} for number in range(3)
    ]


async def test_a_table_whose_rows_fail_leaves_no_file() -> None:
    async def rows() -> AsyncIterator[list[Cell]]:
        yield [1]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await written("xlsx", "Rekap", ["Nomor"], rows())


async def returned(file: io.BytesIO, table: Table, remarks: Remarks) -> bytes:
    async def load(first: int, last: int) -> Remarks:
        return {number: remark for number, remark in remarks.items() if first <= number <= last}

    out = io.BytesIO()
    await return_workbook(file, table, load, out)
    return out.getvalue()


async def test_a_workbook_comes_back_with_remarks_and_keeps_its_formats() -> None:
    def change(book: object, sheet: object) -> None:
        sheet.write("C3", "RSUD", book.add_format({"italic": True}))  # type: ignore[attr-defined]

    file = workbook([["REKAP"], HEADER, [1, "A-1", "RSUD"], [2, "A-2", "BNNK"]], change)
    back = await returned(file, read_table(file, COLUMNS), {4: ("refused", "=Mitra tidak dikenal")})
    sheet = load_workbook(io.BytesIO(back))["Rekap"]
    assert [sheet.cell(row, 6).value for row in (2, 3, 4)] == [REMARKS, None, "=Mitra tidak dikenal"]
    assert sheet.cell(4, 6).data_type == "s"
    assert sheet["C3"].font.italic


async def test_a_workbook_that_returns_twice_has_the_remarks_of_the_second_time() -> None:
    file = workbook([HEADER, [1, "A-1", "RSUD"], [2, "A-2", "BNNK"]])
    first = io.BytesIO(await returned(file, read_table(file, COLUMNS), {2: ("refused", "Perbaiki")}))
    table = read_table(first, COLUMNS)
    assert table.header.unknown == ("No",)
    second = await returned(first, table, {3: ("cautioned", "Periksa")})
    sheet = load_workbook(io.BytesIO(second)).active
    assert sheet is not None
    assert [sheet.cell(row, 6).value for row in (1, 2, 3)] == [REMARKS, None, "Periksa"]
    assert sheet.max_column == 6


async def test_a_csv_file_comes_back_as_a_workbook_with_the_same_rows() -> None:
    file = io.BytesIO("REKAP\r\n\r\nNo;Nomor PKS;Mitra\r\n1;=A-1;RSUD\r\n2;A-2;Ma’had\r\n".encode("cp1252"))
    table = read_table(file, COLUMNS)
    numbers = [record.number for record in table.rows if isinstance(record, Record)]
    back = await returned(file, table, {numbers[1]: ("refused", "Perbaiki")})
    again = read_table(io.BytesIO(back), COLUMNS)
    assert [record.cells for record in again.rows if isinstance(record, Record)] == [
        {"number": "=A-1", "partner": "RSUD"},
        {"number": "A-2", "partner": "Ma'had"},
    ]
    sheet = load_workbook(io.BytesIO(back)).active
    assert sheet is not None
    assert (sheet["D3"].value, sheet["D5"].value) == (REMARKS, "Perbaiki")
