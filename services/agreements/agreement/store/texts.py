"""Saves the text of a draft as a version of its own, and finds the hash of the whole or of a part."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import ScopeItem
from shared.postgres.connections import Connection


async def load_newest_text(connection: Connection, agreement_id: UUID) -> tuple[int, str]:
    """The version and the hash of the newest text of a draft."""
    row = await connection.fetchrow(
        "SELECT version, hash FROM agreement_text WHERE agreement_id = $1 ORDER BY version DESC LIMIT 1", agreement_id
    )
    return row["version"], row["hash"]


def part_hash(agreement: Agreement, items: Sequence[ScopeItem]) -> str:
    """The hash of a draft with some of its scope items only."""
    return _hash(_words_of(agreement.model_copy(update={"scope_items": tuple(items)})))


async def save_text(connection: Connection, agreement: Agreement) -> None:
    """Keep the text of this version of the draft, with its hash."""
    content = json.dumps(text_of(agreement), sort_keys=True, ensure_ascii=False)
    await connection.execute(
        """INSERT INTO agreement_text (agreement_id, version, content, hash) VALUES ($1, $2, $3, $4)
           ON CONFLICT (agreement_id, version) DO NOTHING""",
        agreement.id,
        agreement.version,
        content,
        _hash(_words_of(agreement)),
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


def _hash(words: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _words_of(agreement: Agreement) -> dict[str, Any]:
    """The content without what is not in the document: ids of items, grounds of additions, names of master data."""
    text = text_of(agreement)
    kept = {"field", "description", "function", "pillar", "delivery", "agencies", "own_section", "target", "continues"}
    items = [{name: value for name, value in item.items() if name in kept} for item in text["scope_items"]]
    return text | {"scope_items": items}
