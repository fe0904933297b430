"""Inserts, locks and saves transfers."""

from uuid import UUID

from services.programs.transfers.model.columns import TRANSFERS, transfer_of
from services.programs.transfers.model.transfer import Transfer, TransferNotFound
from shared.postgres.connections import Connection


async def insert_transfer(connection: Connection, transfer: Transfer) -> bool:
    """Insert a transfer. Returns False if the enrolment is proposed or continues elsewhere already."""
    inserted = await connection.fetchval(
        """INSERT INTO transfer (id, enrolment_id, origin_id, destination_id, left_on, proposed_on)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (enrolment_id) WHERE state <> 'declined' DO NOTHING
           RETURNING true""",
        *(transfer.id, transfer.enrolment_id, transfer.origin.id, transfer.destination.id),
        *(transfer.left_on, transfer.proposed_on),
    )
    return bool(inserted)


async def lock_transfer(connection: Connection, transfer_id: UUID) -> Transfer:
    """Load a transfer and lock it until the transaction ends. Raises `TransferNotFound`."""
    row = await connection.fetchrow(f"{TRANSFERS} WHERE t.id = $1 FOR UPDATE OF t", transfer_id)
    if row is None:
        raise TransferNotFound(id=transfer_id)
    return transfer_of(row)


async def save_answer(connection: Connection, transfer: Transfer) -> None:
    """Save the answer to a transfer."""
    await connection.execute(
        "UPDATE transfer SET state = $2, answered_on = $3, decline_reason = $4, version = $5 WHERE id = $1",
        *(transfer.id, transfer.state, transfer.answered_on, transfer.decline_reason, transfer.version),
    )


async def load_participant(connection: Connection, enrolment_id: UUID) -> UUID:
    """Load who the participant of an enrolment is."""
    participant_id: UUID = await connection.fetchval("SELECT participant_id FROM enrolment WHERE id = $1", enrolment_id)
    return participant_id
