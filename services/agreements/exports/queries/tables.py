"""Writes the rows of a list as a table with the columns of an import."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, TypeVar

from services.agreements.imports.model.imports import Kind
from services.agreements.imports.shipped import columns
from shared.tables.formats import Format
from shared.tables.temporary import written
from shared.tables.writing import Cell
from shared.values.labels import label
from shared.web.cursors import Page, PageRequest, sort_key_of

T = TypeVar("T")
Row = Mapping[str, Cell]
"""The cells of a row by the name of their column; a column that is missing is empty."""
_AT_A_TIME = 500


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


async def every_page(list_page: Callable[[PageRequest], Awaitable[Page[T]]]) -> AsyncIterator[Sequence[T]]:
    """The pages of a list, with the rights and in the order of the list."""
    following: str | None = None
    while True:
        after = sort_key_of(following) if following else None
        page = await list_page(PageRequest(after=after, limit=_AT_A_TIME))
        yield page.items
        following = page.next
        if following is None:
            return
