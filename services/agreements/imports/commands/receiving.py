"""Receiving a file: its rows are stored as they are, and nothing else changes."""

import asyncio
import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from services.agreements.imports.access import IMPORTERS, scope_of_sender
from services.agreements.imports.model.imports import Import, ImportRow, Kind, LeftOutRow, packed
from services.agreements.imports.model.keys import keys_of
from services.agreements.imports.shipped import columns
from services.agreements.imports.store.imports import insert_file_part, insert_import, lock_file, save_left_out
from services.agreements.imports.store.rows import insert_rows
from shared.access import Work, anywhere, use_case
from shared.tables.reading import LeftOut, Record, Table, read_table
from shared.values.ids import new_id

_AT_A_TIME = 500
_MOST_LEFT_OUT = 500
_CHUNK = 65_536
_PART = 1_048_576
"""Bytes of a part of the file in the database."""


@dataclass(frozen=True, slots=True)
class ReceiveFile:
    """A file of one kind. A file that `is_kept` is stored, to return it with remarks."""

    kind: Kind
    file_name: str
    file: BinaryIO
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class AdmitFile:
    """A file is about to arrive."""


@use_case(*IMPORTERS, scope=anywhere, changes=False)
async def admit_file(_work: Work, _command: AdmitFile) -> None:
    """Refuse a file of an account that may not send any, before it arrives."""


@use_case(*IMPORTERS, scope=anywhere)
async def receive_file(work: Work, command: ReceiveFile) -> UUID:
    """Store the rows of a file; one that the unit has sent before is the import that it has. Raises a refusal."""
    scope = scope_of_sender(work.actor)
    file_hash = _hash(command.file)
    if known := await lock_file(work.connection, scope, command.kind, file_hash):
        return known
    # In a thread, because reading a long workbook would hold up every other request of the process.
    table = await asyncio.to_thread(_read, command)
    received = Import(
        id=new_id(),
        kind=command.kind,
        file_name=command.file_name,
        sheet=table.sheet,
        header_row=table.header.row,
        links=table.links,
        unknown_titles=table.header.unknown,
        scope_kind=scope.scope_kind,
        unit=scope.unit,
        region=scope.region,
        account=work.actor.account,
        received_at=work.now,
    )
    await insert_import(work.connection, received, file_hash)
    await _insert_rows(work, received, table)
    if command.is_kept:
        await _insert_file(work, received.id, command.file)
    return received.id


async def _insert_file(work: Work, import_id: UUID, file: BinaryIO) -> None:
    file.seek(0)
    for ordinal in itertools.count(1):
        content = await asyncio.to_thread(file.read, _PART)
        if not content:
            return
        await insert_file_part(work.connection, import_id, ordinal, content)


async def _insert_rows(work: Work, received: Import, table: Table) -> None:
    # In pieces, so that a file of any length is never in memory as a whole.
    left_out: list[LeftOutRow] = []
    records = _records(table, left_out)
    while part := await asyncio.to_thread(_next, records):
        await insert_rows(
            work.connection,
            received.id,
            [
                (
                    ImportRow(number=record.number, cells=packed(record.cells), marks=tuple(sorted(record.marks))),
                    *keys_of(received.kind, record.cells),
                )
                for record in part
            ],
        )
    await save_left_out(work.connection, received.id, left_out)


def _read(command: ReceiveFile) -> Table:
    return read_table(command.file, columns()[command.kind])


def _next(records: Iterator[Record]) -> list[Record]:
    return list(itertools.islice(records, _AT_A_TIME))


def _records(table: Table, left_out: list[LeftOutRow]) -> Iterator[Record]:
    for row in table.rows:
        match row:
            case Record():
                yield row
            case LeftOut() if len(left_out) < _MOST_LEFT_OUT:
                left_out.append(LeftOutRow(number=row.number, reason=row.reason, text=row.text))


def _hash(file: BinaryIO) -> bytes:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.digest()
