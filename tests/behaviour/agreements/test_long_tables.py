"""The whole table of a thousand rows is as the list made by hand expects it; a longer one takes no more memory."""

import asyncio
import os
import sys

import pytest

from tests.behaviour.agreements.imported.table import partners_workbook, table, workbook
from tests.behaviour.agreements.test_imports import checked, differences, repeat, rows_of
from tests.behaviour.client import Sinergi

MOST_MORE = 1.1
FAULTY = 150
"""Rows with two or more faults, at least."""


@pytest.mark.part("tables", only=True)
@pytest.mark.timeout(300)
async def test_every_row_of_a_thousand_is_as_the_list_made_by_hand_expects_it(
    sinergi: Sinergi, directorate: str
) -> None:
    partners = await checked(sinergi, directorate, "partners", partners_workbook())
    await repeat(sinergi, directorate, partners, "acceptances", {"ready", "cautioned"})
    made = table([next(sinergi.facilities)["name"] for _ in range(8)])
    faulty = [wanted for wanted in made.expected.values() if len(wanted.codes) > 1]
    assert (len(made.expected), len(faulty) >= FAULTY) == (1_000, True)
    received = await checked(sinergi, directorate, "agreements", workbook(made))
    assert differences(made, await rows_of(sinergi, directorate, received)) == []


@pytest.mark.part("tables", only=True)
@pytest.mark.timeout(300)
@pytest.mark.parametrize("work", ["receive", "write"])
async def test_the_memory_does_not_grow_with_the_rows(sinergi: Sinergi, work: str) -> None:
    few, many = [await peak(sinergi, work, rows) for rows in (1_000, 50_000)]
    assert many <= few * MOST_MORE, f"{few} KiB for a thousand rows, {many} KiB for fifty thousand"


async def peak(sinergi: Sinergi, work: str, rows: int) -> int:
    """The peak in KiB of a process of its own."""
    module = "tests.behaviour.agreements.imported.peak"
    environment = os.environ | sinergi.stack.environment()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, work, str(rows), env=environment, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    return int(output)
