"""Saves the text of a draft as a version of its own, and loads its hash."""

import hashlib
import json
from typing import Any
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from shared.postgres.connections import Connection


async def load_text_hash(connection: Connection, agreement_id: UUID) -> str:
    """The hash of the newest text of a draft."""
    found: str = await connection.fetchval(
        "SELECT hash FROM agreement_text WHERE agreement_id = $1 ORDER BY version DESC LIMIT 1", agreement_id
    )
    return found


async def save_text(connection: Connection, agreement: Agreement) -> None:
    """Keep the text of this version of the draft, with its hash."""
    content = json.dumps(text_of(agreement), sort_keys=True, ensure_ascii=False)
    await connection.execute(
        """INSERT INTO agreement_text (agreement_id, version, content, hash) VALUES ($1, $2, $3, $4)
           ON CONFLICT (agreement_id, version) DO NOTHING""",
        agreement.id,
        agreement.version,
        content,
        hashlib.sha256(content.encode()).hexdigest(),
    )


def text_of(agreement: Agreement) -> dict[str, Any]:
    """The content of a draft as one document, of which a version is kept."""
    content = {"title", "instrument", "called", "term", "legal_basis", "funding", "dated_on"}
    return agreement.model_dump(mode="json", include=content) | {
        "parties": [{"unit": str(p.unit.id), "role": p.role} for p in agreement.parties],
        "runs_at": [str(unit.id) for unit in agreement.runs_at],
        "scope_items": [
            item.model_dump(mode="json", exclude={"agencies"}) | {"agencies": [str(a.id) for a in item.agencies]}
            for item in agreement.scope_items
        ],
    }
