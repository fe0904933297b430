"""Inserts, loads and saves the rows of imports."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from services.agreements.imports.model.imports import ImportRow, RowState
from services.agreements.imports.model.refusals import RowNotFound
from shared.postgres.connections import Connection

_COLUMNS = "number, cells, marks, state, findings, resource_id, before"


async def insert_rows(
    connection: Connection, import_id: UUID, rows: Sequence[tuple[ImportRow, str | None, str | None]]
) -> None:
    """Insert rows, each with its key and the key of the row that it continues."""
    # By COPY: a file of fifty thousand rows has to arrive within the time limit of a request.
    await connection.copy_records_to_table(
        "import_row",
        columns=("import_id", "number", "cells", "marks", "key", "after_key", "state"),
        records=[
            (
                import_id,
                row.number,
                json.dumps(row.cells),
                list(row.marks),
                _of(import_id, key),
                _of(import_id, after_key),
                "unchecked",
            )
            for row, key, after_key in rows
        ],
    )


async def load_next_rows(
    connection: Connection, import_id: UUID, states: Collection[RowState], limit: int
) -> list[ImportRow]:
    """The next rows in these states, a row after the one that it continues."""
    # Each state by itself, so that the index has the rows in their order: a file may have 50,000 that wait.
    rows = await connection.fetch(
        f"""SELECT r.* FROM unnest($2::text[]) AS wanted (state), LATERAL (
                SELECT {_COLUMNS} FROM import_row r
                WHERE import_id = $1 AND state = wanted.state AND (r.after_key IS NULL OR NOT EXISTS (
                    SELECT FROM import_row before WHERE before.key = r.after_key AND before.state = ANY($2)))
                ORDER BY number LIMIT $3) r
            ORDER BY number LIMIT $3""",  # noqa: S608 -- our own columns
        import_id,
        list(states),
        limit,
    )
    return [_row(row) for row in rows]


async def has_rows(connection: Connection, import_id: UUID, states: Collection[RowState]) -> bool:
    """Whether any row is in these states."""
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM import_row WHERE import_id = $1 AND state = ANY($2))", import_id, list(states)
    )
    return found


async def load_circle(connection: Connection, import_id: UUID, states: Collection[RowState]) -> list[ImportRow]:
    """The rows in these states, each of which waits for another one."""
    rows = await connection.fetch(
        f"SELECT {_COLUMNS} FROM import_row WHERE import_id = $1 AND state = ANY($2) ORDER BY number",  # noqa: S608
        import_id,
        list(states),
    )
    return [_row(row) for row in rows]


async def lock_row(connection: Connection, import_id: UUID, number: int) -> ImportRow:
    """One row, locked until the end of the transaction. Raises `RowNotFound`."""
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS} FROM import_row WHERE import_id = $1 AND number = $2 FOR UPDATE",  # noqa: S608
        import_id,
        number,
    )
    if row is None:
        raise RowNotFound(number=number)
    return _row(row)


async def load_rows_with_keys(
    connection: Connection, import_id: UUID, keys: Collection[str]
) -> dict[str, list[ImportRow]]:
    """The rows of an import by their key, the first one first."""
    # By the key alone, which contains the import: the planner knows nothing yet of rows that were just inserted, and
    # would read all rows of the import for each of them.
    rows = await connection.fetch(
        f"SELECT key, {_COLUMNS} FROM import_row WHERE key = ANY($1) ORDER BY number",  # noqa: S608
        [_of(import_id, key) for key in keys],
    )
    found: dict[str, list[ImportRow]] = {}
    for row in rows:
        found.setdefault(row["key"].removeprefix(f"{import_id} "), []).append(_row(row))
    return found


async def load_accepted(connection: Connection, import_id: UUID, limit: int) -> list[ImportRow]:
    """Accepted rows that were not withdrawn, the last one first: a successor before its predecessor."""
    rows = await connection.fetch(
        f"""SELECT {_COLUMNS} FROM import_row WHERE import_id = $1 AND state = 'accepted'
            ORDER BY resource_id DESC, number DESC LIMIT $2""",  # noqa: S608
        import_id,
        limit,
    )
    return [_row(row) for row in rows]


async def save_rows(connection: Connection, import_id: UUID, rows: Sequence[ImportRow]) -> None:
    """Save the state and the findings of rows."""
    saved = {"number", "state", "findings", "resource_id", "before"}
    await connection.execute(
        """UPDATE import_row r
           SET (state, findings, resource_id, before) = (t.state, t.findings, t.resource_id, t.before)
           FROM jsonb_to_recordset($2) AS t (number integer, state text, findings jsonb, resource_id uuid, before jsonb)
           WHERE r.import_id = $1 AND r.number = t.number""",
        import_id,
        json.dumps([row.model_dump(mode="json", include=saved) for row in rows]),
    )


async def save_cells(
    connection: Connection, import_id: UUID, row: ImportRow, key: str | None, after_key: str | None
) -> None:
    """Save the corrected cells of a row."""
    await connection.execute(
        "UPDATE import_row SET cells = $3, key = $4, after_key = $5 WHERE import_id = $1 AND number = $2",
        import_id,
        row.number,
        json.dumps(row.cells),
        _of(import_id, key),
        _of(import_id, after_key),
    )


def _of(import_id: UUID, key: str | None) -> str | None:
    return f"{import_id} {key}" if key else None


def _row(row: Mapping[str, Any]) -> ImportRow:
    values = dict(row) | {name: json.loads(row[name]) for name in ("cells", "findings")}
    return ImportRow.model_validate(values | {"before": json.loads(row["before"]) if row["before"] else None})
