"""Rows of imports, with their findings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.agreements.imports.access import IMPORTERS, scope_to_read
from services.agreements.imports.model.imports import ImportRow, RowState
from services.agreements.imports.model.refusals import RowNotFound
from shared.access import Work, use_case
from shared.web.cursors import Page, PageRequest


@dataclass(frozen=True, slots=True)
class ListRows:
    """Rows of one file, in one state or in all."""

    import_id: UUID
    state: RowState | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowRow:
    """One row of one file, by its number as the sender sees it."""

    import_id: UUID
    number: int


@use_case(*IMPORTERS, scope=scope_to_read, changes=False)
async def list_rows(work: Work, query: ListRows) -> Page[ImportRow]:
    """One page of the rows of a file, by their number."""
    rows = await work.connection.fetch(
        """SELECT number, cells, marks, state, findings, resource_id, before FROM import_row
           WHERE import_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::integer IS NULL OR number > $3)
           ORDER BY number LIMIT $4""",
        query.import_id,
        query.state,
        *query.page.after_as(int),
        query.page.limit + 1,
    )
    return query.page.cut([_row(row) for row in rows], lambda row: [row.number])


@use_case(*IMPORTERS, scope=scope_to_read, changes=False)
async def show_row(work: Work, query: ShowRow) -> ImportRow:
    """One row. Raises `RowNotFound`."""
    row = await work.connection.fetchrow(
        """SELECT number, cells, marks, state, findings, resource_id, before FROM import_row
           WHERE import_id = $1 AND number = $2""",
        query.import_id,
        query.number,
    )
    if row is None:
        raise RowNotFound(number=query.number)
    return _row(row)


def _row(row: Mapping[str, Any]) -> ImportRow:
    in_json = {name: json.loads(row[name]) for name in ("cells", "findings", "before") if row[name] is not None}
    return ImportRow.model_validate(dict(row) | in_json)
