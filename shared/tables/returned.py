"""Returns a workbook to its sender with one more column, which has the findings of each row.

The workbook of the sender keeps its formats; a table from a CSV file comes back as a new workbook with the same rows.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from typing import IO, BinaryIO, Literal

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shared.tables.cells import Row, text_of
from shared.tables.csv_files import read_csv
from shared.tables.header import REMARKS
from shared.tables.limits import MOST_ROWS
from shared.tables.reading import Table

Tone = Literal["refused", "cautioned"]
_COLOURS: Mapping[Tone, str] = {"refused": "F8D7DA", "cautioned": "FFF3CD"}
_WIDTH = 60

Remarks = Mapping[int, tuple[Tone, str]]
"""The remark on a row, by its number."""
LoadRemarks = Callable[[int, int], Awaitable[Remarks]]
"""Loads the remarks on the rows between two numbers, which are among them."""
_AT_A_TIME = 500
"""Rows of a CSV file, which may have any number of them."""
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


async def return_workbook(file: BinaryIO, table: Table, load: LoadRemarks, out: IO[bytes]) -> None:
    """Write the file as a workbook with a column of remarks."""
    file.seek(0)
    if table.sheet:
        await asyncio.to_thread(_in_original, file, table, await load(1, MOST_ROWS), out)
    else:
        await _in_new(file, table, load, out)


def _in_original(file: BinaryIO, table: Table, remarks: Remarks, out: IO[bytes]) -> None:
    workbook = load_workbook(file, keep_links=False)
    sheet = workbook[table.sheet]
    if not isinstance(sheet, Worksheet):
        raise TypeError(table.sheet)
    column = _place(table)
    # A workbook that comes back a second time has remarks of the first time.
    for (old,) in sheet.iter_rows(min_row=table.header.row + 1, min_col=column, max_col=column):
        if isinstance(old, Cell):
            old.value, old.fill = None, PatternFill()
    title = sheet.cell(table.header.row, column)
    _write(title, REMARKS)
    title.font = Font(bold=True)
    for number, (tone, text) in remarks.items():
        cell = sheet.cell(number, column)
        _write(cell, text)
        cell.fill = PatternFill("solid", fgColor=_COLOURS[tone])
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    workbook.save(out)


class _NewWorkbook:
    """The rows of a CSV file as a workbook, which is written row by row."""

    def __init__(self, table: Table, out: IO[bytes]) -> None:
        self._workbook = xlsxwriter.Workbook(out, _OPTIONS)
        self._page = self._workbook.add_worksheet("Tabel")
        self._text = self._workbook.add_format({"num_format": "@"})
        self._colours = {
            tone: self._workbook.add_format({"bg_color": f"#{rgb}", "text_wrap": True})
            for tone, rgb in _COLOURS.items()
        }
        self._header, self._column = table.header.row, _place(table) - 1
        self._page.set_column(self._column, self._column, _WIDTH)

    def write(self, rows: Iterable[Row], remarks: Remarks) -> None:
        """Write rows with their remarks."""
        for row in rows:
            for at, cell in enumerate(row.cells):
                if at != self._column:
                    self._page.write_string(row.number - 1, at, text_of(cell), self._text)
            if row.number == self._header:
                self._page.write_string(row.number - 1, self._column, REMARKS)
            elif row.number in remarks:
                tone, remark = remarks[row.number]
                self._page.write_string(row.number - 1, self._column, remark, self._colours[tone])

    def close(self) -> None:
        """Write the parts beside the rows; this removes the temporary files."""
        self._workbook.close()


async def _in_new(file: BinaryIO, table: Table, load: LoadRemarks, out: IO[bytes]) -> None:
    workbook = _NewWorkbook(table, out)
    rows = read_csv(file)
    try:
        while part := await asyncio.to_thread(_next, rows):
            await asyncio.to_thread(workbook.write, part, await load(part[0].number, part[-1].number))
    finally:
        await asyncio.to_thread(workbook.close)


def _next(rows: Iterator[Row]) -> list[Row]:
    return list(itertools.islice(rows, _AT_A_TIME))


def _place(table: Table) -> int:
    """The column of the remarks, counted from one: the one that has them already, or the first free one."""
    titles = [title.casefold() for title in table.header.titles]
    found = REMARKS.casefold()
    return (titles.index(found) if found in titles else max((i for i, t in enumerate(titles, 1) if t), default=0)) + 1


def _write(cell: object, text: str) -> None:
    if not isinstance(cell, Cell):
        # A merged cell under a title that spans the table; it has no value of its own.
        return
    cell.value = text
    # openpyxl would store a text that begins with "=" as a formula.
    cell.data_type = "s"
