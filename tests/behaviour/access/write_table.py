"""Writes `docs/access.md` from what the running services allow; `make access-table` runs it, and nothing else does."""

import pytest

from tests.behaviour.access.columns import COLUMNS
from tests.behaviour.access.rows import ROWS
from tests.behaviour.access.sample import Sample
from tests.behaviour.access.table import PAGE, render


@pytest.mark.timeout(1200)
async def test_the_table_is_written(sample: Sample) -> None:
    PAGE.write_text(render({row: await row.observe(sample, COLUMNS) for row in ROWS}), "utf-8")
