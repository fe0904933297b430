"""The peak of the memory of a process with a CSV file or a table: `python -m … receive|return|write ROWS`."""

import asyncio
import os
import resource
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

from deploy.installation.as_operator import as_operator
from deploy.installation.environment import settings_of
from services.agreements.imports.commands.checking import CheckRows, check_rows
from services.agreements.imports.commands.receiving import ReceiveFile, receive_file
from services.agreements.imports.queries.workbooks import ShowRemarks, show_workbook
from shared.tables.temporary import written
from shared.tables.writing import Cell

CHECKED = 100
"""Rows that are checked of a file that is received."""


async def receive(rows: int) -> None:
    """Receive and keep a file, and check its first rows."""
    await _received(rows, "receive")


async def return_(rows: int) -> None:
    """Return a file as a workbook with remarks on its first rows."""
    import_id = await _received(rows, "return")
    async with as_operator(settings_of(dict(os.environ)), "peak") as run:
        with await run(show_workbook, ShowRemarks(import_id)) as workbook:
            assert workbook.read(2) == b"PK"


async def _received(rows: int, work: str) -> UUID:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mitra.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("Nama mitra;Kategori;Sejak\n")
            file.writelines(f"Kelompok {work} {rows} {n};Entah;27 Januari 2020\n" for n in range(rows))
        async with as_operator(settings_of(dict(os.environ)), "peak") as run:
            with path.open("rb") as content:
                import_id = await run(receive_file, ReceiveFile("partners", path.name, content))
            assert await run(check_rows, CheckRows(import_id, CHECKED)) == CHECKED
            return import_id


async def write(rows: int) -> None:
    """Write a workbook as an export does."""

    async def cells() -> AsyncIterator[list[Cell]]:
        for number in range(rows):
            yield [number, f"Kelompok Contoh {number}", "Komunitas"]

    (await written("xlsx", "Mitra", ["Nomor", "Nama mitra", "Kategori"], cells())).close()


if __name__ == "__main__":
    asyncio.run({"receive": receive, "return": return_, "write": write}[sys.argv[1]](int(sys.argv[2])))
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")
