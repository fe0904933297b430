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
    words = json.dumps(_words_of(agreement), sort_keys=True, ensure_ascii=False)
    await connection.execute(
        """INSERT INTO agreement_text (agreement_id, version, content, hash) VALUES ($1, $2, $3, $4)
           ON CONFLICT (agreement_id, version) DO NOTHING""",
        agreement.id,
        agreement.version,
        content,
        hashlib.sha256(words.encode()).hexdigest(),
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


def _words_of(agreement: Agreement) -> dict[str, Any]:
    """The content without what is not in the document: ids of items, grounds of additions, names of master data."""
    text = text_of(agreement)
    kept = {"field", "description", "function", "pillar", "delivery", "agencies", "own_section", "target", "continues"}
    items = [{name: value for name, value in item.items() if name in kept} for item in text["scope_items"]]
    return text | {"scope_items": items}
