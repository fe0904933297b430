"""Saves deliveries with evidence, and what sessions deliver."""

from datetime import date
from uuid import UUID

from services.agreements.obligations.model.dues import Credit
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.ids import new_id


async def insert_delivery(work: Work, due_id: UUID, quantity: int, delivered_on: date, evidence: str) -> UUID:
    """Insert a delivery; returns its id."""
    id_ = new_id()
    await work.connection.execute(
        """INSERT INTO obligation_delivery (id, due_id, quantity, delivered_on, evidence, account, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        id_,
        due_id,
        quantity,
        delivered_on,
        evidence,
        work.actor.account,
        work.now,
    )
    return id_


async def load_credited(connection: Connection, session_id: UUID) -> list[UUID]:
    """The obligations for which a session is known to deliver."""
    rows = await connection.fetch("SELECT obligation_id FROM obligation_credit WHERE session_id = $1", session_id)
    return [row["obligation_id"] for row in rows]


async def save_withdrawal(connection: Connection, session_id: UUID, obligation_id: UUID) -> tuple[UUID | None, int]:
    """Delete what a session delivers for a locked obligation; returns its due, if it had one, and how much it was."""
    row = await connection.fetchrow(
        "DELETE FROM obligation_credit WHERE session_id = $1 AND obligation_id = $2 RETURNING due_id, quantity",
        session_id,
        obligation_id,
    )
    return (row["due_id"], row["quantity"]) if row else (None, 0)


async def insert_credit(connection: Connection, credit: Credit) -> None:
    """Insert what a session delivers for a locked obligation."""
    await connection.execute(
        """INSERT INTO obligation_credit (session_id, obligation_id, due_id, quantity, held_on, cohort_id)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        credit.session_id,
        credit.obligation_id,
        credit.due_id,
        credit.quantity,
        credit.held_on,
        credit.cohort_id,
    )


async def save_due_of_credits(connection: Connection, obligation_id: UUID, cohort_id: UUID, due_id: UUID) -> int:
    """Let the sessions of a cohort, that had no due, count for this one; returns how much they delivered."""
    rows = await connection.fetch(
        """UPDATE obligation_credit SET due_id = $3
           WHERE obligation_id = $1 AND cohort_id = $2 AND due_id IS NULL RETURNING quantity""",
        obligation_id,
        cohort_id,
        due_id,
    )
    return sum(row["quantity"] for row in rows)
