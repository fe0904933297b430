"""Accepting an import: each row that was not refused goes through its use case. One call takes some rows."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.imports.access import IMPORTERS, scope_to_change
from services.agreements.imports.commands.circles import refuse_circle
from services.agreements.imports.commands.taking import take_rows
from services.agreements.imports.model.imports import ACCEPTABLE, SLICE
from services.agreements.imports.model.refusals import ImportUnchecked
from services.agreements.imports.store.imports import lock_import
from services.agreements.imports.store.rows import load_next_rows
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class AcceptRows:
    """The next rows of an import that can be accepted."""

    import_id: UUID
    limit: int = SLICE


@use_case(*IMPORTERS, scope=scope_to_change)
async def accept_rows(work: Work, command: AcceptRows) -> int:
    """Accept the next rows; returns how many were taken. A row that is refused now stays, and can be corrected."""
    received = await lock_import(work.connection, command.import_id)
    received.require_live()
    unchecked = await load_next_rows(work.connection, received.id, ["unchecked"], 1)
    if unchecked:
        raise ImportUnchecked(count=len(unchecked))
    rows = await load_next_rows(work.connection, received.id, ACCEPTABLE, command.limit)
    if not rows:
        return await refuse_circle(work, received.id, ACCEPTABLE)
    await take_rows(work, received, rows, trial=False)
    return len(rows)
