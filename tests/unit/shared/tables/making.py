"""Makes small workbooks and tables for tests."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

from shared.tables.header import Column

COLUMNS = (
    Column("number", ("Nomor PKS", "No. PKS", "Nomor"), required=True),
    Column("partner", ("Mitra", "Nama mitra"), required=True),
    Column("starts_on", ("Mulai", "Jangka waktu mulai")),
    Column("ends_on", ("Berakhir", "Jangka waktu berakhir")),
)
HEADER = ("No", "Nomor PKS", "Mitra", "Mulai", "Berakhir")


def workbook(rows: Sequence[Sequence[Any]], change: Callable[[Any, Any], None] | None = None) -> io.BytesIO:
    """A workbook with these rows from the first one on; `change` gets the workbook and its sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rekap")
        for at, cells in enumerate(rows):
            sheet.write_row(at, 0, cells)
        if change:
            change(book, sheet)
    file.seek(0)
    return file
