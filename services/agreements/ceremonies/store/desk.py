"""Saves the records of the desks of a ceremony. The ceremony's row is changed last and locked for a short time."""

from uuid import UUID

from services.agreements.agreement.model.parts import Signature
from services.agreements.ceremonies.model.parts import DeskSignature
from shared.postgres.connections import Connection
from shared.values.cooperation import CeremonyMark


async def load_desk_signature(
    connection: Connection, ceremony_id: UUID, party_id: UUID, signer: int
) -> DeskSignature | None:
    """The valid signature that this signer of a party gave at the ceremony, if any."""
    row = await connection.fetchrow(
        """SELECT c.order_number, c.signed_at FROM ceremony_signature c
           JOIN signature s ON s.id = c.signature_id AND s.voided_at IS NULL
           WHERE c.ceremony_id = $1 AND c.party_id = $2 AND c.signer = $3""",
        ceremony_id,
        party_id,
        signer,
    )
    return DeskSignature(**row) if row else None


async def insert_desk_signature(
    connection: Connection, ceremony_id: UUID, agreement_id: UUID, signature: Signature, signer: int
) -> DeskSignature | None:
    """Give a signature the next order number; None if the ceremony is not open any more."""
    # The counter is raised and the number inserted in one statement. A transaction that fails gives its number back,
    # and the next one waits for it at the ceremony's row: so the order has no gap and no number twice.
    row = await connection.fetchrow(
        """WITH next AS (UPDATE ceremony SET last_order_number = last_order_number + 1, version = version + 1
                         WHERE id = $1 AND state = 'open' RETURNING last_order_number)
           INSERT INTO ceremony_signature (ceremony_id, order_number, agreement_id, party_id, signer, signature_id,
                                           signed_at)
           SELECT $1, last_order_number, $2, $3, $4, $5, $6 FROM next RETURNING order_number, signed_at""",
        ceremony_id,
        agreement_id,
        signature.party_id,
        signer,
        signature.id,
        signature.signed_at,
    )
    return DeskSignature(**row) if row else None


async def save_mark(connection: Connection, ceremony_id: UUID, agreement_id: UUID, mark: CeremonyMark | None) -> bool:
    """Mark an agreement; returns whether the ceremony is still open."""
    if not await save_progress(connection, ceremony_id):
        return False
    await connection.execute(
        "UPDATE ceremony_entry SET mark = $3 WHERE ceremony_id = $1 AND agreement_id = $2",
        ceremony_id,
        agreement_id,
        mark,
    )
    return True


async def save_progress(connection: Connection, ceremony_id: UUID) -> bool:
    """Give an open ceremony its next version; returns whether it is open."""
    found = await connection.fetchval(
        "UPDATE ceremony SET version = version + 1 WHERE id = $1 AND state = 'open' RETURNING true", ceremony_id
    )
    return bool(found)


async def load_signed(connection: Connection, ceremony_id: UUID) -> tuple[set[UUID], dict[UUID, str]]:
    """The agreements in the list that all parties have signed, and the registration number of each in the list."""
    rows = await connection.fetch(
        """SELECT a.id, a.registration_number, a.in_force_from IS NOT NULL AS signed
           FROM ceremony_entry e JOIN agreement a ON a.id = e.agreement_id WHERE e.ceremony_id = $1""",
        ceremony_id,
    )
    return {row["id"] for row in rows if row["signed"]}, {row["id"]: row["registration_number"] for row in rows}
