"""Imports with the number of their rows in each state."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.agreements.imports.access import IMPORTERS, scope_to_read
from services.agreements.imports.model.imports import Import, Kind, LeftOutRow, RowState
from services.agreements.imports.model.refusals import ImportNotFound
from shared.access import Work, anywhere, use_case
from shared.web.cursors import Page, PageRequest


class ImportDetails(Import):
    """One file with the number of its rows in each state, and the rows that are no rows of its table."""

    rows: Mapping[RowState, int]
    left_out: tuple[LeftOutRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ListImports:
    """Files of the reader's units, of one kind or of all, the newest first."""

    kind: Kind | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowImport:
    """One file."""

    import_id: UUID


_IMPORT = """
SELECT b.id, b.kind, b.file_name, b.sheet, b.header_row, b.links, b.unknown_titles, b.scope_kind, b.unit, b.region,
       b.account, b.received_at, b.withdrawn_at, b.running, b.stopped_by, b.version, b.left_out,
       (SELECT coalesce(jsonb_object_agg(state, count), '{}')
        FROM (SELECT state, count(*) FROM import_row WHERE import_id = b.id GROUP BY state) AS counted) AS rows
FROM table_import b
"""


@use_case(*IMPORTERS, scope=anywhere, changes=False)
async def list_imports(work: Work, query: ListImports) -> Page[ImportDetails]:
    """One page of the files that were sent for the reader's units."""
    reach = work.actor.reach(IMPORTERS)
    rows = await work.connection.fetch(
        _IMPORT
        + """WHERE ($1 OR b.scope_kind = 'facility' AND b.unit = ANY($2)
                        OR b.scope_kind = 'region' AND b.unit = ANY($3))
               AND ($4::text IS NULL OR b.kind = $4) AND ($5::uuid IS NULL OR b.id < $5)
             ORDER BY b.id DESC LIMIT $6""",
        reach.nation,
        [str(facility) for facility in reach.facilities],
        reach.regions,
        query.kind,
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    return query.page.cut([_details(row) for row in rows], lambda received: [received.id])


@use_case(*IMPORTERS, scope=scope_to_read, changes=False)
async def show_import(work: Work, query: ShowImport) -> ImportDetails:
    """One file with its progress. Raises `ImportNotFound`."""
    row = await work.connection.fetchrow(_IMPORT + "WHERE b.id = $1", query.import_id)
    if row is None:
        raise ImportNotFound(id=query.import_id)
    return _details(row)


def _details(row: Mapping[str, Any]) -> ImportDetails:
    in_json = {name: json.loads(row[name]) for name in ("rows", "left_out", "stopped_by") if row[name] is not None}
    return ImportDetails.model_validate(dict(row) | in_json)
