"""The text of a draft: its content as one document, of which every version is kept, and the hash of its words."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from services.agreements.agreement.model.agreement import Agreement


@dataclass(frozen=True, slots=True)
class TextOfDraft:
    """The content as JSON, and the hash by which two texts are compared."""

    content: str
    hash: str

    @classmethod
    def of(cls, agreement: Agreement) -> "TextOfDraft":
        """The text of an agreement as it is."""
        content = text_of(agreement)
        words = json.dumps(_words_of(content), sort_keys=True, ensure_ascii=False)
        written = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return cls(written, hashlib.sha256(words.encode()).hexdigest())


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


def _words_of(text: dict[str, Any]) -> dict[str, Any]:
    """The content without what is not in the document: ids of items, grounds of additions, names of master data."""
    kept = {"field", "description", "function", "pillar", "delivery", "agencies", "own_section", "target", "continues"}
    items = [{name: value for name, value in item.items() if name in kept} for item in text["scope_items"]]
    return text | {"scope_items": items}
