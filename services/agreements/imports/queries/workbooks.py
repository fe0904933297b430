"""Workbooks for the sender: an empty one, and the table with a column of findings."""

import asyncio
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.agreements.imports.access import IMPORTERS, scope_to_read
from services.agreements.imports.model.findings import Finding, Severity
from services.agreements.imports.model.imports import Kind, RowState
from services.agreements.imports.model.refusals import FileNotKept, ImportNotFound
from services.agreements.imports.shipped import columns
from shared.access import Work, anywhere, use_case
from shared.tables.reading import read_table
from shared.tables.returned import Remarks, Tone, return_workbook
from shared.tables.writing import write_workbook
from shared.values.languages import Tongue
from shared.values.texts import Text


@dataclass(frozen=True, slots=True)
class ShowTemplate:
    """An empty table of one kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class ShowRemarks:
    """The remarks on one import, in one language."""

    import_id: UUID
    tongue: Tongue = "id"


_WORDS: Mapping[Severity, Text] = {
    "refused": Text("PERBAIKI: {message}", "CORRECT: {message}"),
    "cautioned": Text("Periksa: {message}", "Check: {message}"),
}


@use_case(*IMPORTERS, scope=anywhere, changes=False)
async def show_template(_work: Work, query: ShowTemplate) -> bytes:
    """An empty workbook with the titles of the columns."""
    file = io.BytesIO()
    write_workbook(file, query.kind, [column.titles[0] for column in columns()[query.kind]], ())
    return file.getvalue()


@use_case(*IMPORTERS, scope=scope_to_read, changes=False)
async def show_workbook(work: Work, query: ShowRemarks) -> bytes:
    """The file with a column of remarks. Raises `ImportNotFound` or `FileNotKept`."""
    row = await work.connection.fetchrow("SELECT kind, file FROM table_import WHERE id = $1", query.import_id)
    if row is None:
        raise ImportNotFound(id=query.import_id)
    if row["file"] is None:
        raise FileNotKept
    remarks = await show_remarks(work, query)
    return await asyncio.to_thread(_returned, io.BytesIO(row["file"]), row["kind"], remarks)


@use_case(*IMPORTERS, scope=scope_to_read, changes=False)
async def show_remarks(work: Work, query: ShowRemarks) -> Remarks:
    """The remark on each row that has findings, by the number of the row."""
    rows = await work.connection.fetch(
        "SELECT number, state, findings FROM import_row WHERE import_id = $1 AND findings <> '[]' ORDER BY number",
        query.import_id,
    )
    return {row["number"]: _remark(row["state"], json.loads(row["findings"]), query.tongue) for row in rows}


def _returned(file: io.BytesIO, kind: Kind, remarks: Remarks) -> bytes:
    return return_workbook(file, read_table(file, columns()[kind]), remarks)


def _remark(state: RowState, findings: list[dict[str, Any]], tongue: Tongue) -> tuple[Tone, str]:
    # Faults come before cautions.
    found = sorted((Finding.model_validate(each) for each in findings), key=lambda each: each.severity != "refused")
    lines = [_WORDS[finding.severity].fill(message=finding.message).in_language(tongue) for finding in found]
    return ("refused" if state == "refused" else "cautioned"), "\n".join(lines)
