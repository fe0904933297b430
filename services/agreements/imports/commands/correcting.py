"""Correcting one row of an import on the screen, instead of in the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.agreements.imports.access import IMPORTERS, scope_to_change
from services.agreements.imports.commands.taking import take_rows
from services.agreements.imports.model.imports import ImportRow, unpacked
from services.agreements.imports.model.keys import keys_of
from services.agreements.imports.model.refusals import ColumnUnknown, RowSettled
from services.agreements.imports.shipped import columns
from services.agreements.imports.store.imports import lock_import
from services.agreements.imports.store.rows import lock_row, save_cells
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class CorrectRow:
    """The new content of some cells of a row; an empty text empties the cell."""

    import_id: UUID
    number: int
    cells: Mapping[str, str]


@use_case(*IMPORTERS, scope=scope_to_change)
async def correct_row(work: Work, command: CorrectRow) -> ImportRow:
    """Correct a row and check it again. Raises `RowNotFound`, `RowSettled` or `ColumnUnknown`."""
    received = await lock_import(work.connection, command.import_id)
    received.require_live()
    row = await lock_row(work.connection, received.id, command.number)
    if row.state in ("accepted", "withdrawn"):
        raise RowSettled(number=row.number)
    known = {column.name for column in columns()[received.kind]}
    if unknown := sorted(command.cells.keys() - known):
        raise ColumnUnknown(columns=unknown)
    cells = {name: value for name, value in {**row.cells, **command.cells}.items() if value != ""}
    corrected = row.model_copy(update={"cells": cells, "state": "unchecked"})
    await save_cells(work.connection, received.id, corrected, *keys_of(received.kind, unpacked(cells)))
    (checked,) = await take_rows(work, received, [corrected], trial=True)
    return checked
