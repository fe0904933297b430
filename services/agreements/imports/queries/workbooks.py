"""Workbooks for the sender: an empty one, and the table with a column of findings."""

import asyncio
import io
import itertools
import json
import tempfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from typing import IO, Any, BinaryIO, cast
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
    """The remarks on the rows of one import between two numbers, in one language."""

    import_id: UUID
    tongue: Tongue = "id"
    first: int = 1
    last: int = 1_048_576


_IN_MEMORY = 1_048_576
"""Bytes of a file that stay in memory; a larger one is on disk."""
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
async def show_workbook(work: Work, query: ShowRemarks) -> IO[bytes]:
    """The file with a column of remarks, which the caller closes. Raises `ImportNotFound` or `FileNotKept`."""
    row = await work.connection.fetchrow("SELECT kind, file FROM table_import WHERE id = $1", query.import_id)
    if row is None:
        raise ImportNotFound(id=query.import_id)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        # Only an import from before its file was kept in parts has one here.
        file.write(row["file"] or b"")
        async for part in _parts(work, query.import_id):
            await asyncio.to_thread(file.write, part)
        if not file.tell():
            raise FileNotKept
        return await _returned(work, query, cast("BinaryIO", file), row["kind"])


@use_case(*IMPORTERS, scope=scope_to_read, changes=False)
async def show_remarks(work: Work, query: ShowRemarks) -> Remarks:
    """The remark on each row that has findings, by the number of the row."""
    rows = await work.connection.fetch(
        """SELECT number, state, findings FROM import_row
           WHERE import_id = $1 AND number BETWEEN $2 AND $3 AND findings <> '[]' ORDER BY number""",
        query.import_id,
        query.first,
        query.last,
    )
    return {row["number"]: _remark(row["state"], json.loads(row["findings"]), query.tongue) for row in rows}


async def _parts(work: Work, import_id: UUID) -> AsyncIterator[bytes]:
    sql = "SELECT content FROM import_file_part WHERE import_id = $1 AND ordinal = $2"
    for ordinal in itertools.count(1):
        part = await work.connection.fetchval(sql, import_id, ordinal)
        if part is None:
            return
        yield part


async def _returned(work: Work, query: ShowRemarks, file: BinaryIO, kind: Kind) -> IO[bytes]:
    async def load(first: int, last: int) -> Remarks:
        return await show_remarks(work, replace(query, first=first, last=last))

    out: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 -- the caller closes it
    try:
        await return_workbook(file, await asyncio.to_thread(read_table, file, columns()[kind]), load, out)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


def _remark(state: RowState, findings: list[dict[str, Any]], tongue: Tongue) -> tuple[Tone, str]:
    # Faults come before cautions.
    found = sorted((Finding.model_validate(each) for each in findings), key=lambda each: each.severity != "refused")
    lines = [_WORDS[finding.severity].fill(message=finding.message).in_language(tongue) for finding in found]
    return ("refused" if state == "refused" else "cautioned"), "\n".join(lines)
