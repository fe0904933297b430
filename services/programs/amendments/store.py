"""Inserts, saves and loads amendments."""

from uuid import UUID

import asyncpg

from services.programs.amendments.model.amendment import (
    AmendedSession,
    Amendment,
    AmendmentAlreadyProposed,
    AmendmentNotFound,
)
from services.programs.amendments.model.stored import StoredFacts
from services.programs.months.model.month import Month
from services.programs.participants.store import resolver
from services.programs.sessions.model.session import SessionFacts
from shared.postgres.connections import Connection


async def insert_amendment(connection: Connection, facility_id: UUID, amendment: Amendment) -> None:
    """Insert a proposed amendment. Raises `AmendmentAlreadyProposed`."""
    session = amendment.session
    inserted = await connection.fetchval(
        """INSERT INTO amendment (id, program_id, cohort_id, session_id, expected_version, kind, month, facts,
                                  delivered_for, reason, proposed_by, proposed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING true""",
        *(amendment.id, amendment.program_id, amendment.cohort_id),
        *((session.id, session.version) if session else (None, None)),
        *(amendment.kind, amendment.month.first),
        await _packed(connection, facility_id, amendment.facts) if amendment.facts else None,
        None if amendment.delivered_for is None else sorted(amendment.delivered_for),
        *(amendment.reason, amendment.proposed_by, amendment.proposed_at),
    )
    if not inserted:
        raise AmendmentAlreadyProposed


async def save_amendment(connection: Connection, amendment: Amendment) -> None:
    """Save the decision about an amendment, or its withdrawal."""
    await connection.execute(
        "UPDATE amendment SET state = $2, decided_by = $3, decided_at = $4, version = $5 WHERE id = $1",
        amendment.id,
        amendment.state,
        amendment.decided_by,
        amendment.decided_at,
        amendment.version,
    )


async def load_program_of(connection: Connection, amendment_id: UUID) -> UUID:
    """Load the program of an amendment, which never changes. Raises `AmendmentNotFound`."""
    program_id: UUID | None = await connection.fetchval("SELECT program_id FROM amendment WHERE id = $1", amendment_id)
    if program_id is None:
        raise AmendmentNotFound(id=amendment_id)
    return program_id


async def lock_amendment(connection: Connection, facility_id: UUID, amendment_id: UUID) -> Amendment:
    """Load an amendment of a facility and lock it until the transaction ends. Raises `AmendmentNotFound`."""
    row = await connection.fetchrow("SELECT * FROM amendment WHERE id = $1 FOR UPDATE", amendment_id)
    if row is None:
        raise AmendmentNotFound(id=amendment_id)
    return Amendment(
        id=row["id"],
        program_id=row["program_id"],
        cohort_id=row["cohort_id"],
        session=AmendedSession(row["session_id"], row["expected_version"]) if row["session_id"] else None,
        month=Month.of(row["month"]),
        facts=await _facts(connection, facility_id, row),
        delivered_for=None if row["delivered_for"] is None else frozenset(row["delivered_for"]),
        reason=row["reason"],
        proposed_by=row["proposed_by"],
        proposed_at=row["proposed_at"],
        state=row["state"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        version=row["version"],
    )


async def _packed(connection: Connection, facility_id: UUID, facts: SessionFacts) -> str:
    references = [each.participant_ref for each in facts.attendance]
    participants = await resolver(connection).participants(facility_id, references)
    return StoredFacts.of(facts, participants).model_dump_json()


async def _facts(connection: Connection, facility_id: UUID, row: asyncpg.Record) -> SessionFacts | None:
    if row["facts"] is None:
        return None
    stored = StoredFacts.model_validate_json(row["facts"])
    participants = [each.participant_id for each in stored.attendance]
    return stored.facts(await resolver(connection).references(facility_id, participants))
