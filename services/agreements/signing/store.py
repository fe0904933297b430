"""Saves signatures and document numbers; a number of ours is unique per issuer and year."""

from uuid import UUID

import asyncpg

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import DocumentNumber, Signature
from services.agreements.signing.model import CeremonyDay, NumberTaken
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.inputs import number_key

OURS = "document_number_ours"


async def load_next_ordinal(connection: Connection, signature: Signature) -> int:
    """The position of the party's next signature in its order; void ones keep theirs."""
    found: int = await connection.fetchval(
        "SELECT 1 + coalesce(max(ordinal), 0) FROM signature WHERE party_id = $1", signature.party_id
    )
    return found


async def load_ceremony_day(connection: Connection, agreement_id: UUID) -> CeremonyDay | None:
    """The ceremony on whose list an agreement is, until that ceremony is over."""
    row = await connection.fetchrow(
        """SELECT c.title, c.planned_on FROM ceremony_entry e JOIN ceremony c ON c.id = e.ceremony_id
           WHERE e.agreement_id = $1 AND NOT e.over""",
        agreement_id,
    )
    return CeremonyDay(**row) if row else None


async def insert_signature(work: Work, agreement: Agreement, signature: Signature) -> None:
    """Insert a party's signature."""
    await work.connection.execute(
        """INSERT INTO signature (id, agreement_id, party_id, unit_id, ordinal, position, capacity, signs_for, letter,
                                  method, signed_on, signed_at, evidence, override_reason, recorded_by)
           VALUES ($1, $2, $3, (SELECT unit_id FROM party WHERE id = $3), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
                   $14)""",
        signature.id,
        agreement.id,
        signature.party_id,
        signature.ordinal,
        signature.position,
        signature.capacity,
        signature.signs_for,
        signature.letter,
        signature.method,
        signature.signed_on,
        signature.signed_at,
        signature.evidence,
        signature.override_reason,
        work.actor.account,
    )


async def save_voided(work: Work, signature: Signature, reason: str, override_reason: str | None) -> None:
    """Mark a signature as void; it stays on record."""
    await work.connection.execute(
        "UPDATE signature SET voided_at = $2, void_reason = $3, void_override_reason = $4 WHERE id = $1",
        signature.id,
        work.now,
        reason,
        override_reason,
    )


async def insert_number(work: Work, agreement: Agreement, number: DocumentNumber) -> bool:
    """Insert a document number; returns whether a partner's number is a double. Raises `NumberTaken`."""
    ours, key = number.issuer.kind != "partner", number_key(number.number)
    double: bool = await work.connection.fetchval(
        """SELECT EXISTS (SELECT FROM document_number WHERE issuer_id = $1 AND year = $2 AND number_key = $3
                                                        AND replaced_at IS NULL)""",
        number.issuer.id,
        number.year,
        key,
    )
    # For ours the index decides: the check above would miss a number that another request saves at the same time.
    try:
        await work.connection.execute(
            """INSERT INTO document_number (id, agreement_id, party_id, issuer_id, ours, number, number_key, year,
                                            dated_on, override_reason)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
            number.id,
            agreement.id,
            number.party_id,
            number.issuer.id,
            ours,
            number.number,
            key,
            number.year,
            number.dated_on,
            number.override_reason,
        )
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != OURS:
            raise
        raise NumberTaken(number=number.number, year=number.year) from error
    return double


async def save_replaced(work: Work, number: DocumentNumber, reason: str) -> None:
    """Mark a number as replaced; it stays on record."""
    await work.connection.execute(
        "UPDATE document_number SET replaced_at = $2, replaced_reason = $3 WHERE id = $1", number.id, work.now, reason
    )


async def load_overdue(work: Work, limit: int) -> list[UUID]:
    """Agreements that were not fully signed by the day set for it."""
    rows = await work.connection.fetch(
        """SELECT id FROM agreement
           WHERE document_state IN ('validated', 'awaiting_signature', 'partially_signed')
             AND sign_before < ($1 AT TIME ZONE zone)::date
           ORDER BY id LIMIT $2""",
        work.now,
        limit,
    )
    return [row["id"] for row in rows]
