"""Writes tables as workbooks and CSV files. No cell becomes a formula, whatever a text begins with (CWE-1236).

A table is written row by row and never held as a whole.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from types import TracebackType
from typing import IO, BinaryIO, Protocol, Self

import xlsxwriter

from shared.tables.cells import lost_digits
from shared.tables.formats import Format

Cell = str | int | float | bool | date | None
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTH = 24
_LONGEST = 32_000
"""Characters of a cell; a workbook allows 32,767."""
ROWS_A_SHEET = 1_048_576
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class TableWriter(AbstractContextManager["TableWriter"], Protocol):
    """Writes the rows of one table. The file is complete when the block is left."""

    def write(self, cells: Sequence[Cell]) -> None:
        """Write one row."""


class WorkbookWriter:
    """A workbook of one sheet with a header; days are days, and long numbers are texts, so that no digit is lost.

    A sheet that is full is followed by another one.
    """

    def __init__(self, file: IO[bytes], sheet: str, titles: Sequence[str], rows_a_sheet: int = ROWS_A_SHEET) -> None:
        self._workbook = xlsxwriter.Workbook(file, _OPTIONS)
        self._header = self._workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._day = self._workbook.add_format({"num_format": "dd/mm/yyyy"})
        self._text = self._workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._sheet, self._titles, self._rows_a_sheet = sheet, titles, rows_a_sheet
        self._sheets = 0
        self._begin_sheet()

    def write(self, cells: Sequence[Cell]) -> None:
        """Write one row."""
        if self._row == self._rows_a_sheet:
            self._begin_sheet()
        for column, cell in enumerate(cells):
            match cell:
                case None | "":
                    continue
                case bool():
                    self._page.write_string(self._row, column, "ya" if cell else "tidak", self._text)
                case int() | float() if not lost_digits(cell):
                    self._page.write_number(self._row, column, cell)
                case date():
                    self._page.write_datetime(self._row, column, cell, self._day)
                case _:
                    self._page.write_string(self._row, column, str(cell)[:_LONGEST], self._text)
        self._row += 1

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        """Write the parts beside the rows, also after an error: this removes the temporary files."""
        self._workbook.close()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        self._page = self._workbook.add_worksheet(self._sheet if self._sheets == 1 else f"{self._sheet} {self._sheets}")
        self._page.freeze_panes(1, 0)
        self._page.set_column(0, max(len(self._titles) - 1, 0), _WIDTH, self._text)
        for column, title in enumerate(self._titles):
            self._page.write_string(0, column, title, self._header)
        self._row = 1


class CsvWriter:
    """A CSV file as Indonesian Excel opens it: BOM and `;`. Texts that begin like a formula get an apostrophe."""

    def __init__(self, file: IO[bytes], titles: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(file, "utf-8", newline="")
        self._text.write("\ufeff")
        self._csv = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
        self.write(titles)

    def write(self, cells: Sequence[Cell]) -> None:
        """Write one row."""
        self._csv.writerow([_safe(cell) for cell in cells])

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Flush. The file stays open for the caller."""
        self._text.detach()


def table_writer(format_: Format, file: IO[bytes], sheet: str, titles: Sequence[str]) -> TableWriter:
    """A writer of a table in one of the formats."""
    return WorkbookWriter(file, sheet, titles) if format_ == "xlsx" else CsvWriter(file, titles)


def write_workbook(file: BinaryIO, sheet: str, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a workbook of one sheet."""
    with WorkbookWriter(file, sheet, titles) as writer:
        for cells in rows:
            writer.write(cells)


def _safe(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_STARTS_A_FORMULA) else text
