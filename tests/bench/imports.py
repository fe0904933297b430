"""Imports of agreements with the faults of real tables, checked and then accepted at the command line.

The peer inserts the cells of the same rows into a plain table of the same server, a statement for each row and a
transaction for a hundred. A person is to wait ten seconds for a thousand rows, which is a figure of one machine.
"""

import asyncio
import itertools
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from deploy.operating.imports import ROWS_AT_A_TIME, ImportOrder, import_table
from shared.operations.settings import Settings
from tests.behaviour.agreements.imported.table import Table, partners_workbook, table, workbook
from tests.bench.finding import Finding, Goal, Side
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale

SECONDS_A_ROW = 0.01
SHARE_OF_PLAIN_INSERTS = 0.02
UNITS_A_ROUND = 8
_PLAIN = "CREATE TABLE IF NOT EXISTS public.bench_row (number integer, cells jsonb)"


@dataclass
class _Importing:
    """Tables of other units in each round, so that no agreement is on record."""

    settings: Settings
    folder: Path
    units: Iterator[str]
    connection: "asyncpg.Connection[None]"
    rows: int
    path: Path = Path()

    def next_table(self) -> Table:
        return table(list(itertools.islice(self.units, UNITS_A_ROUND)), self.rows)

    async def check_seconds(self) -> float:
        """The time to check a new table."""
        self.path = self.folder / f"{time.monotonic_ns()}.xlsx"
        self.path.write_bytes(workbook(self.next_table()))
        return await self._seconds(accept=False)

    async def accept_seconds(self) -> float:
        """The time to accept the table that was checked last."""
        return await self._seconds(accept=True)

    async def plain_seconds(self) -> float:
        """The time to insert the cells of a table."""
        made = self.next_table().lines
        rows = [(number, json.dumps(line.cells, default=str)) for number, line in made.items()]
        began = time.perf_counter()
        for at in range(0, len(rows), ROWS_AT_A_TIME):
            async with self.connection.transaction():
                for row in rows[at : at + ROWS_AT_A_TIME]:
                    await self.connection.execute("INSERT INTO public.bench_row VALUES ($1, $2)", *row)
        return time.perf_counter() - began

    async def _seconds(self, *, accept: bool) -> float:
        order = ImportOrder("agreements", self.path, accept)
        began = time.perf_counter()
        received = await asyncio.to_thread(import_table, self.settings, order, lambda *_: None)
        seconds = time.perf_counter() - began
        assert sum(received.rows.values()) == self.rows
        return seconds


async def compare_imports(stack: Stack, scale: Scale) -> list[Finding]:
    """Check and accept tables in turn with plain inserts."""
    settings = settings_of(stack.environment())
    connection = await asyncpg.connect(settings.admin_database_url())
    try:
        await connection.execute(_PLAIN)
        units = await connection.fetch("SELECT name FROM agreements.unit WHERE kind = 'facility' ORDER BY name")
        with tempfile.TemporaryDirectory() as folder:
            names = itertools.cycle([row["name"] for row in units])
            ours = _Importing(settings, Path(folder), names, connection, scale.imported)
            partners = ours.folder / "mitra.xlsx"
            partners.write_bytes(partners_workbook())
            order = ImportOrder("partners", partners, accept=True)
            await asyncio.to_thread(import_table, settings, order, lambda *_: None)
            given = await in_turn(
                scale.rounds,
                check=ours.check_seconds,
                accept=ours.accept_seconds,
                plain=ours.plain_seconds,
            )
    finally:
        await connection.close()
    plain = [1 / seconds for seconds in given["plain"]]
    limit = Side("limit", [SECONDS_A_ROW * scale.imported] * scale.rounds)
    return [
        finding
        for step in ("check", "accept")
        for finding in (
            Finding(f"{step} {scale.imported} agreements", "s", Side("import", given[step]), limit, Goal("at most", 1)),
            Finding(
                f"{step} {scale.imported} agreements",
                "tables/s",
                Side("import", [1 / seconds for seconds in given[step]]),
                Side("plain inserts of the same rows", plain),
                Goal("at least", SHARE_OF_PLAIN_INSERTS),
            ),
        )
    ]
