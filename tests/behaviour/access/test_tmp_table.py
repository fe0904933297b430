import pytest

from tests.behaviour.access.columns import COLUMNS
from tests.behaviour.access.rows import ROWS
from tests.behaviour.access.sample import Sample
from tests.behaviour.access.table import PAGE, committed, render

CHANGED = (
    "/registrations",
    "/reviews",
    "/voidings",
    "/document-numbers",
    "/replacements",
    "/partners",
    "/texts",
    "/activity",
)


@pytest.mark.timeout(1200)
async def test_the_changed_rows_are_written(sample: Sample) -> None:
    known = committed()
    marks = {}
    for row in ROWS:
        old = known.get((row.service, row.name))
        fresh = old is None or (row.service == "agreements" and any(each in row.path for each in CHANGED))
        marks[row] = await row.observe(sample, COLUMNS) if fresh else old
        if fresh and old is not None and marks[row] != old:
            print("CHANGED", row.name)
    PAGE.write_text(render(marks), "utf-8")
