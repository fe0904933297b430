"""Checking an import: each row is tried and undone. One call takes some rows, so that progress is seen."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.imports.access import IMPORTERS, scope_to_change
from services.agreements.imports.commands.circles import refuse_circle
from services.agreements.imports.commands.taking import take_rows
from services.agreements.imports.model.imports import SLICE
from services.agreements.imports.store.imports import lock_import
from services.agreements.imports.store.rows import load_next_rows
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class CheckRows:
    """The next rows of an import that were not checked."""

    import_id: UUID
    limit: int = SLICE


@use_case(*IMPORTERS, scope=scope_to_change)
async def check_rows(work: Work, command: CheckRows) -> int:
    """Check the next rows; returns how many. Nothing but the findings is kept."""
    received = await lock_import(work.connection, command.import_id)
    received.require_live()
    rows = await load_next_rows(work.connection, received.id, ["unchecked"], command.limit)
    if not rows:
        return await refuse_circle(work, received.id, ["unchecked"])
    await take_rows(work, received, rows, trial=True)
    return len(rows)
