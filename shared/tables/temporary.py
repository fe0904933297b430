"""Tables in temporary files, for rows that arrive from a database and are sent when all of them are there."""

import asyncio
import tempfile
from collections.abc import AsyncIterable, Sequence
from typing import IO

from shared.tables.formats import Format
from shared.tables.writing import Cell, table_writer

_IN_MEMORY = 1_048_576
"""Bytes of a file that stay in memory; a larger one is on disk."""


async def written(format_: Format, sheet: str, titles: Sequence[str], rows: AsyncIterable[Sequence[Cell]]) -> IO[bytes]:
    """A table as a file, from its begin. It is deleted when the caller closes it."""
    file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 -- the caller closes it
    try:
        writer = table_writer(format_, file, sheet, titles)
        try:
            async for cells in rows:
                writer.write(cells)
        finally:
            # In a thread, because a long workbook is compressed when it is closed.
            await asyncio.to_thread(writer.__exit__, None, None, None)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
