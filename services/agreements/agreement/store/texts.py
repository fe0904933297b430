"""Saves the text of a draft as a version of its own, and finds the hash of the whole or of a part."""

from collections.abc import Sequence
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import ScopeItem
from services.agreements.agreement.model.texts import TextOfDraft
from shared.postgres.connections import Connection


async def load_newest_text(connection: Connection, agreement_id: UUID) -> tuple[int, str]:
    """The version and the hash of the newest text of a draft."""
    row = await connection.fetchrow(
        "SELECT version, hash FROM agreement_text WHERE agreement_id = $1 ORDER BY version DESC LIMIT 1", agreement_id
    )
    return row["version"], row["hash"]


def part_hash(agreement: Agreement, items: Sequence[ScopeItem]) -> str:
    """The hash of a draft with some of its scope items only."""
    return TextOfDraft.of(agreement.model_copy(update={"scope_items": tuple(items)})).hash


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
