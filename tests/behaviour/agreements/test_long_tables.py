"""A table of fifty thousand rows takes no more memory than one of a thousand."""

import asyncio
import os
import sys

import pytest

from tests.behaviour.client import Sinergi

MOST_MORE = 1.1


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
