"""Returns a workbook to its sender with one more column, which has the findings of each row.

The workbook of the sender keeps its formats; a table from a CSV file comes back as a new workbook with the same rows.
"""

import io
from collections.abc import Mapping
from typing import BinaryIO, Literal

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shared.tables.cells import text_of
from shared.tables.csv_files import read_csv
from shared.tables.header import REMARKS
from shared.tables.reading import Table

Tone = Literal["refused", "cautioned"]
_COLOURS: Mapping[Tone, str] = {"refused": "F8D7DA", "cautioned": "FFF3CD"}
_WIDTH = 60

Remarks = Mapping[int, tuple[Tone, str]]
"""The remark on a row, by its number."""


def return_workbook(file: BinaryIO, table: Table, remarks: Remarks) -> bytes:
    """The file as a workbook with a column of remarks."""
    file.seek(0)
    return _in_original(file, table, remarks) if table.sheet else _in_new(file, table, remarks)


def _in_original(file: BinaryIO, table: Table, remarks: Remarks) -> bytes:
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
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _in_new(file: BinaryIO, table: Table, remarks: Remarks) -> bytes:
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        page = workbook.add_worksheet("Tabel")
        colours = {
            tone: workbook.add_format({"bg_color": f"#{rgb}", "text_wrap": True}) for tone, rgb in _COLOURS.items()
        }
        text = workbook.add_format({"num_format": "@"})
        column = _place(table) - 1
        page.set_column(column, column, _WIDTH)
        for row in read_csv(file):
            for at, cell in enumerate(row.cells):
                if at != column:
                    page.write_string(row.number - 1, at, text_of(cell), text)
            if row.number == table.header.row:
                page.write_string(row.number - 1, column, REMARKS)
            elif row.number in remarks:
                tone, remark = remarks[row.number]
                page.write_string(row.number - 1, column, remark, colours[tone])
    return out.getvalue()


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
