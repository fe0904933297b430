"""Loads and saves what is on record about files; contents are in the document store."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from services.agreements.documents.model.documents import Document, DocumentAlreadyFiled, DocumentNotFound
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.cooperation import DocumentFault, DocumentVerdict, ErasureGround
from shared.values.ids import new_id
from shared.values.labels import label

SAME_FILE = "document_same_file"


async def load_document(connection: Connection, document_id: UUID) -> Document:
    """One file. Raises `DocumentNotFound`."""
    row = await connection.fetchrow("SELECT * FROM document_whole WHERE id = $1", document_id)
    if row is None:
        raise DocumentNotFound(id=document_id)
    return Document.model_validate(dict(row))


async def lock_document(connection: Connection, document_id: UUID) -> Document:
    """One file, locked until the end of the transaction. Raises `DocumentNotFound`."""
    # Two statements: a single one would not see a check that was committed while it waited for the lock.
    await connection.execute("SELECT FROM document WHERE id = $1 FOR UPDATE", document_id)
    return await load_document(connection, document_id)


async def load_number_kept(connection: Connection, agreement_id: UUID) -> int:
    """How many files an agreement has, apart from erased ones."""
    query = "SELECT count(*) FROM document WHERE agreement_id = $1 AND erased_at IS NULL"
    found: int = await connection.fetchval(query, agreement_id)
    return found


async def insert_document(connection: Connection, document: Document) -> None:
    """Insert a file. Raises `DocumentAlreadyFiled`."""
    try:
        await connection.execute(
            """INSERT INTO document (id, agreement_id, kind, file_name, media_type, size, sha256, content, uploaded_by,
                                     uploaded_at)
               VALUES ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9, $10)""",
            document.id,
            document.agreement_id,
            document.kind,
            document.file_name,
            document.media_type,
            document.size,
            document.sha256,
            document.content,
            document.uploaded_by,
            document.uploaded_at,
        )
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != SAME_FILE:
            raise
        raise DocumentAlreadyFiled(kind=label("document_kind", document.kind)) from error


async def insert_check(
    work: Work, document: Document, verdict: DocumentVerdict, faults: Sequence[DocumentFault], comment: str | None
) -> None:
    """Insert the check of a file, and give the file its next version."""
    await work.connection.execute(
        """INSERT INTO document_check (id, document_id, verdict, faults, comment, checked_by, checked_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        new_id(),
        document.id,
        verdict,
        list(faults),
        comment,
        work.actor.account,
        work.now,
    )
    await work.connection.execute("UPDATE document SET version = version + 1 WHERE id = $1", document.id)


async def insert_reading(work: Work, document: Document) -> None:
    """Record that the actor was given the content."""
    grant = work.actor.used
    await work.connection.execute(
        """INSERT INTO document_reading (document_id, at, account, capability, unit, correlation_id)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        document.id,
        work.now,
        work.actor.account,
        grant.capability if grant else None,
        grant.unit if grant else None,
        work.cause.correlation_id,
    )


async def save_erasure(work: Work, document: Document, ground: ErasureGround, reason: str) -> None:
    """Record that the content is to be erased; the job deletes it once this is committed."""
    await work.connection.execute(
        """UPDATE document SET version = version + 1, erased_at = $2, erased_by = $3, erasure_ground = $4,
                               erasure_reason = $5 WHERE id = $1""",
        document.id,
        work.now,
        work.actor.account,
        ground,
        reason,
    )


async def load_unowned(connection: Connection, contents: Sequence[str]) -> list[str]:
    """Those of these contents that no file on record needs."""
    rows = await connection.fetch(
        """SELECT found.content FROM unnest($1::text[]) AS found (content)
           WHERE NOT EXISTS (SELECT FROM document d WHERE d.content = found.content AND d.erased_at IS NULL)""",
        list(contents),
    )
    return [row["content"] for row in rows]


async def save_sweep(connection: Connection, pause: timedelta) -> datetime | None:
    """The time by the database's clock if a sweep is due, which is then on record; None if one was made recently."""
    found: datetime | None = await connection.fetchval(
        "UPDATE document_sweep SET swept_at = now() WHERE swept_at <= now() - $1::interval RETURNING swept_at", pause
    )
    return found


async def load_erased(connection: Connection, limit: int) -> list[tuple[UUID, str]]:
    """Files whose content is still to be deleted, with the names of their contents."""
    rows = await connection.fetch(
        """SELECT id, content FROM document WHERE erased_at IS NOT NULL AND content_deleted_at IS NULL
           ORDER BY id LIMIT $1""",
        limit,
    )
    return [(row["id"], row["content"]) for row in rows]


async def save_content_deleted(work: Work, document_id: UUID) -> None:
    """Record that the content is deleted."""
    await work.connection.execute("UPDATE document SET content_deleted_at = $2 WHERE id = $1", document_id, work.now)
