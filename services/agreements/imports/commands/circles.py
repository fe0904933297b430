"""Rows of one file that wait for each other, so that none of them can be taken."""

from collections.abc import Collection
from uuid import UUID

from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.imports import RowState
from services.agreements.imports.model.refusals import RowsInCircle
from services.agreements.imports.store.rows import load_circle, save_rows
from shared.access import Work


async def refuse_circle(work: Work, import_id: UUID, states: Collection[RowState]) -> int:
    """Refuse the rows that are left in these states when none of them can be next; returns how many."""
    reading = Reading({})
    reading.refuse("predecessor", RowsInCircle())
    refused = {"state": "refused", "findings": tuple(reading.findings)}
    rows = await load_circle(work.connection, import_id, states)
    await save_rows(work.connection, import_id, [row.model_copy(update=refused) for row in rows])
    return len(rows)
