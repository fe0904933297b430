"""Saves the text of a draft as a version of its own, and loads its hash."""

from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.texts import TextOfDraft
from shared.postgres.connections import Connection


async def load_text_hash(connection: Connection, agreement_id: UUID) -> str:
    """The hash of the newest text of a draft."""
    found: str = await connection.fetchval(
        "SELECT hash FROM agreement_text WHERE agreement_id = $1 ORDER BY version DESC LIMIT 1", agreement_id
    )
    return found


async def save_text(connection: Connection, agreement: Agreement) -> None:
    """Keep the text of this version of the draft, with its hash."""
    text = TextOfDraft.of(agreement)
    await connection.execute(
        """INSERT INTO agreement_text (agreement_id, version, content, hash) VALUES ($1, $2, $3, $4)
           ON CONFLICT (agreement_id, version) DO NOTHING""",
        agreement.id,
        agreement.version,
        text.content,
        text.hash,
    )
