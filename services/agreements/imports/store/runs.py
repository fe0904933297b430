"""Saves and loads the steps that the worker does with the rows of imports."""

import json
from dataclasses import asdict
from uuid import UUID

from services.agreements.imports.model.imports import Run
from shared.postgres.connections import Connection
from shared.values.texts import Text


async def save_run(connection: Connection, run: Run) -> None:
    """Let the worker continue with an import."""
    await connection.execute(
        "UPDATE table_import SET running = $2, run_by = $3, run_reason = $4, stopped_by = NULL WHERE id = $1",
        run.import_id,
        run.step,
        run.account,
        run.reason,
    )


async def save_run_ended(connection: Connection, import_id: UUID, stopped_by: Text | None) -> None:
    """Mark that nothing is left to do, or that a refusal has stopped it."""
    await connection.execute(
        "UPDATE table_import SET running = NULL, stopped_by = $2 WHERE id = $1",
        import_id,
        json.dumps(asdict(stopped_by)) if stopped_by else None,
    )


async def load_runs(connection: Connection, limit: int) -> list[Run]:
    """The imports that the worker is to continue with, the oldest first."""
    rows = await connection.fetch(
        """SELECT id AS import_id, running AS step, run_by AS account, run_reason AS reason FROM table_import
           WHERE running IS NOT NULL ORDER BY id LIMIT $1""",
        limit,
    )
    return [Run(**row) for row in rows]
