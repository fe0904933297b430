"""Inserts, loads and saves imports."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.agreements.imports.model.imports import Import, ImportScope, Kind, LeftOutRow
from services.agreements.imports.model.refusals import ImportNotFound
from shared.postgres.connections import Connection


async def insert_import(connection: Connection, received: Import, file_hash: bytes) -> None:
    """Insert an import without rows."""
    await connection.execute(
        """INSERT INTO table_import (id, kind, file_name, file_hash, sheet, header_row, links, unknown_titles,
                                     scope_kind, unit, region, account, received_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""",
        received.id,
        received.kind,
        received.file_name,
        file_hash,
        received.sheet,
        received.header_row,
        received.links,
        list(received.unknown_titles),
        received.scope_kind,
        received.unit,
        received.region,
        received.account,
        received.received_at,
    )


async def insert_file_part(connection: Connection, import_id: UUID, ordinal: int, content: bytes) -> None:
    """Insert a part of the file; the first one has the ordinal 1."""
    await connection.execute("INSERT INTO import_file_part VALUES ($1, $2, $3)", import_id, ordinal, content)


async def lock_file(connection: Connection, scope: ImportScope, kind: Kind, file_hash: bytes) -> UUID | None:
    """The import of a file that the unit has sent before; the file is locked until the end of the transaction."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('import ' || encode($1, 'hex')))", file_hash)
    found: UUID | None = await connection.fetchval(
        """SELECT id FROM table_import
           WHERE scope_kind = $1 AND unit = $2 AND kind = $3 AND file_hash = $4 AND withdrawn_at IS NULL""",
        scope.scope_kind,
        scope.unit,
        kind,
        file_hash,
    )
    return found


async def load_import(connection: Connection, import_id: UUID) -> Import:
    """One import. Raises `ImportNotFound`."""
    return await _load(connection, import_id, "")


async def lock_import(connection: Connection, import_id: UUID) -> Import:
    """One import, locked until the end of the transaction. Raises `ImportNotFound`."""
    return await _load(connection, import_id, "FOR UPDATE")


async def save_left_out(connection: Connection, import_id: UUID, rows: Sequence[LeftOutRow]) -> None:
    """Save the rows of the file that are no rows of its table."""
    await connection.execute(
        "UPDATE table_import SET left_out = $2 WHERE id = $1",
        import_id,
        json.dumps([row.model_dump() for row in rows]),
    )


async def save_withdrawn(connection: Connection, received: Import, reason: str, now: datetime) -> None:
    """Mark an import as withdrawn."""
    await connection.execute(
        "UPDATE table_import SET withdrawn_at = $2, withdrawn_reason = $3, version = $4 WHERE id = $1",
        received.id,
        now,
        reason,
        received.version + 1,
    )


async def _load(connection: Connection, import_id: UUID, lock: str) -> Import:
    row = await connection.fetchrow(
        f"""SELECT id, kind, file_name, sheet, header_row, links, unknown_titles, scope_kind, unit, region, account,
                   received_at, withdrawn_at, running, version
            FROM table_import WHERE id = $1 {lock}""",  # noqa: S608 -- our own word
        import_id,
    )
    if row is None:
        raise ImportNotFound(id=import_id)
    return Import.model_validate(dict(row))
