"""Writes tables as workbooks and CSV files. No cell becomes a formula, whatever a text begins with (CWE-1236)."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO, TextIO

import xlsxwriter

from shared.tables.cells import lost_digits

Cell = str | int | float | bool | date | None
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTH = 24
_LONGEST = 32_000
"""Characters of a cell; a workbook allows 32,767."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(file: BinaryIO, sheet: str, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write one sheet with a header; days are days, and long numbers are texts, so that no digit is lost."""
    with xlsxwriter.Workbook(file, _OPTIONS) as workbook:
        header = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        page = workbook.add_worksheet(sheet)
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(titles) - 1, 0), _WIDTH, text)
        for column, title in enumerate(titles):
            page.write_string(0, column, title, header)
        for number, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                match cell:
                    case None | "":
                        continue
                    case bool():
                        page.write_string(number, column, "ya" if cell else "tidak", text)
                    case int() | float() if not lost_digits(cell):
                        page.write_number(number, column, cell)
                    case date():
                        page.write_datetime(number, column, cell, day)
                    case _:
                        page.write_string(number, column, str(cell)[:_LONGEST], text)


def write_csv(file: TextIO, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a CSV file as Indonesian Excel opens it: BOM and `;`. Texts that begin like a formula get an apostrophe."""
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([_safe(title) for title in titles])
    for cells in rows:
        writer.writerow([_safe(cell) for cell in cells])


def _safe(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_STARTS_A_FORMULA) else text
