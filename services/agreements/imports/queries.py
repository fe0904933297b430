"""Imports and their rows, and the workbook with remarks that goes back to the sender."""

import asyncio
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.agreements.imports.access import IMPORTERS, scope_to_read
from services.agreements.imports.model.findings import Finding
from services.agreements.imports.model.imports import (
    FileNotKept,
    Import,
    ImportNotFound,
    ImportRow,
    Kind,
    LeftOutRow,
    RowNotFound,
    RowState,
)
from services.agreements.imports.shipped import columns
from shared.access import Work, anywhere, use_case
from shared.tables.reading import read_table
from shared.tables.returned import Remarks, Tone, return_workbook
from shared.tables.writing import write_workbook
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


@dataclass(frozen=True, slots=True)
class ShowTemplate:
    """An empty table of one kind."""

    kind: Kind


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


@use_case(*IMPORTERS, scope=anywhere, changes=False)
async def show_template(_work: Work, query: ShowTemplate) -> bytes:
    """An empty workbook with the titles of the columns."""
    file = io.BytesIO()
    write_workbook(file, query.kind, [column.titles[0] for column in columns()[query.kind]], ())
    return file.getvalue()


@use_case(*IMPORTERS, scope=scope_to_read, changes=False)
async def show_workbook(work: Work, query: ShowImport) -> bytes:
    """The file with a column of remarks. Raises `ImportNotFound` or `FileNotKept`."""
    row = await work.connection.fetchrow("SELECT kind, file FROM table_import WHERE id = $1", query.import_id)
    if row is None:
        raise ImportNotFound(id=query.import_id)
    if row["file"] is None:
        raise FileNotKept
    remarks = await show_remarks(work, query)
    return await asyncio.to_thread(_returned, io.BytesIO(row["file"]), row["kind"], remarks)


@use_case(*IMPORTERS, scope=scope_to_read, changes=False)
async def show_remarks(work: Work, query: ShowImport) -> Remarks:
    """The remark on each row that has findings, in Indonesian, by the number of the row."""
    rows = await work.connection.fetch(
        "SELECT number, state, findings FROM import_row WHERE import_id = $1 AND findings <> '[]' ORDER BY number",
        query.import_id,
    )
    return {row["number"]: _remark(row["state"], json.loads(row["findings"])) for row in rows}


def _returned(file: io.BytesIO, kind: Kind, remarks: Remarks) -> bytes:
    return return_workbook(file, read_table(file, columns()[kind]), remarks)


def _remark(state: RowState, findings: list[dict[str, Any]]) -> tuple[Tone, str]:
    # Faults come before cautions.
    found = sorted((Finding.model_validate(each) for each in findings), key=lambda each: each.severity != "refused")
    words = {"refused": "PERBAIKI", "cautioned": "Periksa"}
    lines = [f"{words[finding.severity]}: {finding.message.id}" for finding in found]
    return ("refused" if state == "refused" else "cautioned"), "\n".join(lines)


def _details(row: Mapping[str, Any]) -> ImportDetails:
    in_json = {name: json.loads(row[name]) for name in ("rows", "left_out", "stopped_by") if row[name] is not None}
    return ImportDetails.model_validate(dict(row) | in_json)


def _row(row: Mapping[str, Any]) -> ImportRow:
    in_json = {name: json.loads(row[name]) for name in ("cells", "findings", "before") if row[name] is not None}
    return ImportRow.model_validate(dict(row) | in_json)
