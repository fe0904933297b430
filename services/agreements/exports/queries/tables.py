"""Writes the rows of a list as a table with the columns of an import."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import IO

from services.agreements.imports.model.imports import Kind
from services.agreements.imports.shipped import columns
from shared.tables.formats import Format
from shared.tables.temporary import written
from shared.tables.writing import Cell
from shared.values.labels import label

Row = Mapping[str, Cell]
"""The cells of a row by the name of their column; a column that is missing is empty."""


@dataclass(frozen=True, slots=True)
class Export:
    """A table of everything of one kind that the reader's list shows."""

    format_: Format


async def table_of(kind: Kind, query: Export, rows: AsyncIterator[Row]) -> IO[bytes]:
    """The table of a kind as a file, which the caller closes."""
    names = [column.name for column in columns()[kind]]
    titles = [column.titles[0] for column in columns()[kind]]
    sheet = label("import_kind", kind).id.capitalize()
    cells = ([row.get(name) for name in names] async for row in rows)
    return await written(query.format_, sheet, titles, cells)
