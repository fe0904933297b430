"""Reads the sheets of a workbook (.xlsx): values as they were last computed; nothing is run and no link is followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from shared.tables.cells import Mark, Row, Value
from shared.tables.limits import FileUnreadable
from shared.tables.survey import SheetSurvey, survey


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its rows; `links`: the workbook takes values from other files."""

    name: str
    rows: list[Row]
    links: bool


def read_sheets(file: BinaryIO) -> Iterator[Sheet]:
    """The visible sheets with content, in their order. Raises the refusals of `survey`."""
    surveyed = survey(file)
    file.seek(0)
    try:
        with CalamineWorkbook.from_filelike(file) as workbook:
            for about in workbook.sheets_metadata:
                seen = surveyed.sheets.get(about.name)
                if about.visible == SheetVisibleEnum.Visible and seen and seen.last_row:
                    rows = _rows(workbook.get_sheet_by_name(about.name), seen)
                    yield Sheet(about.name, rows, surveyed.links)
    except CalamineError as error:
        raise FileUnreadable from error


def _rows(sheet: CalamineSheet, seen: SheetSurvey) -> list[Row]:
    # From the first row and column of the sheet, so that row numbers are those that people see.
    values: list[list[Value]] = [list(cells) for cells in sheet.to_python(skip_empty_area=False)]
    merged = _fill_merged(values, sheet.merged_cell_ranges or [])

    def marks(number: int) -> Iterator[Mark]:
        if number in seen.hidden:
            yield "hidden"
        if number in merged:
            yield "merged"
        if number in seen.formulas:
            yield "formula"

    return [
        Row(n, tuple(cells), frozenset(marks(n))) for n, cells in enumerate(values, 1) if any(c != "" for c in cells)
    ]


def _fill_merged(values: list[list[Value]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> set[int]:
    """Give each cell of a merged range its value, as a reader of the sheet does; returns the rows that took one."""
    took = set()
    for (top, left), (bottom, right) in ranges:
        if top >= len(values) or left >= len(values[top]) or values[top][left] == "":
            continue
        for row in range(top, min(bottom + 1, len(values))):
            for column in range(left, min(right + 1, len(values[row]))):
                values[row][column] = values[top][left]
            if row > top:
                took.add(row + 1)
    return took
