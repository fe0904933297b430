"""Inserts, saves and loads the records of evidence; contents are in the document store."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from services.programs.evidence.model import Evidence, EvidenceAlreadyFiled, EvidenceNotFound, Owner
from shared.access import Work
from shared.postgres.connections import Connection

_COLUMNS = """id, session_id, outcome_id, kind, consent, file_name, media_type, size,
              encode(sha256, 'hex') AS sha256, content, uploaded_by, uploaded_at, erased_at, erasure_ground, version"""


async def insert_evidence(connection: Connection, evidence: Evidence) -> None:
    """Insert a file. Raises `EvidenceAlreadyFiled`."""
    inserted = await connection.fetchval(
        """INSERT INTO evidence (id, session_id, outcome_id, kind, consent, file_name, media_type, size, sha256,
                                 content, uploaded_by, uploaded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, decode($9, 'hex'), $10, $11, $12)
           ON CONFLICT DO NOTHING RETURNING true""",
        *(evidence.id, evidence.session_id, evidence.outcome_id, evidence.kind, evidence.consent),
        *(evidence.file_name, evidence.media_type, evidence.size, evidence.sha256, evidence.content),
        *(evidence.uploaded_by, evidence.uploaded_at),
    )
    if not inserted:
        raise EvidenceAlreadyFiled


async def save_erasure(work: Work, evidence: Evidence) -> None:
    """Save that the content is to be erased; the job deletes it once this is committed."""
    await work.connection.execute(
        """UPDATE evidence SET erased_at = $2, erased_by = $3, erasure_ground = $4, version = $5
           WHERE id = $1""",
        *(evidence.id, evidence.erased_at, work.actor.account, evidence.erasure_ground, evidence.version),
    )


async def load_number_kept(connection: Connection, of: Owner) -> int:
    """Load how many files a session or an outcome has, apart from erased ones."""
    number: int = await connection.fetchval(
        "SELECT count(*) FROM evidence WHERE (session_id = $1 OR outcome_id = $1) AND erased_at IS NULL", of.id
    )
    return number


async def lock_evidence(connection: Connection, evidence_id: UUID) -> Evidence:
    """Load a file and lock its row until the transaction ends. Raises `EvidenceNotFound`."""
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS} FROM evidence WHERE id = $1 FOR UPDATE",  # noqa: S608 -- constants
        evidence_id,
    )
    if row is None:
        raise EvidenceNotFound(id=evidence_id)
    return Evidence.model_validate(dict(row))


async def insert_reading(work: Work, evidence_id: UUID) -> None:
    """Insert that the actor was given the content."""
    grant = work.actor.used
    await work.connection.execute(
        """INSERT INTO evidence_reading (evidence_id, at, account, capability, unit, correlation_id)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        *(evidence_id, work.now, work.actor.account),
        *((grant.capability, grant.unit) if grant else (None, None)),
        work.cause.correlation_id,
    )


async def load_erased(connection: Connection, limit: int) -> list[tuple[UUID, str]]:
    """Load files whose content is still to be deleted, with the names of their contents."""
    rows = await connection.fetch(
        """SELECT id, content FROM evidence WHERE erased_at IS NOT NULL AND content_deleted_at IS NULL
           ORDER BY id LIMIT $1""",
        limit,
    )
    return [(row["id"], row["content"]) for row in rows]


async def save_content_deleted(work: Work, evidence_id: UUID) -> None:
    """Save that the content is deleted."""
    await work.connection.execute("UPDATE evidence SET content_deleted_at = $2 WHERE id = $1", evidence_id, work.now)


async def load_unowned(connection: Connection, contents: Sequence[str]) -> list[str]:
    """Load those of these contents that no file on record needs."""
    rows = await connection.fetch(
        """SELECT found.content FROM unnest($1::text[]) AS found (content)
           WHERE NOT EXISTS (SELECT FROM evidence e WHERE e.content = found.content AND erased_at IS NULL)""",
        list(contents),
    )
    return [row["content"] for row in rows]


async def save_sweep(connection: Connection, pause: timedelta) -> datetime | None:
    """Save that a sweep begins, if it is due; returns the time by the database's clock, or None."""
    begun: datetime | None = await connection.fetchval(
        "UPDATE evidence_sweep SET swept_at = now() WHERE swept_at <= now() - $1::interval RETURNING swept_at",
        pause,
    )
    return begun
