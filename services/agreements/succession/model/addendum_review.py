"""The review of an addendum: its sides are those of an agreement of its level, and each passes its part."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party, ScopeItem
from services.agreements.review.model import Reviewer, items_reviewed_by, reviewers_of
from services.agreements.succession.model.addenda import Addendum


def sides_of_addendum(agreement: Agreement, added: Sequence[Party], now: datetime) -> list[Reviewer]:
    """The offices above it, other facilities and partners that sign it, also those that it adds or takes out."""
    return reviewers_of(agreement.model_copy(update={"parties": (*agreement.parties, *added)}), now)


def part_of_addendum(agreement: Agreement, addendum: Addendum, added: Sequence[ScopeItem], reviewer: Reviewer) -> str:
    """The hash of a reviewer's part: everything, but of the items only those that it answers for.

    `added` are the added items, looked up, in their order.
    """
    changes = addendum.changes
    removed = [item for item in agreement.scope_items if item.id in changes.removed_items]
    of_interest = agreement.model_copy(update={"scope_items": (*removed, *added)})
    concerned = {item.id for item in items_reviewed_by(of_interest, reviewer)}
    part = changes.model_copy(
        update={
            "added_items": tuple(
                given for given, item in zip(changes.added_items, added, strict=True) if item.id in concerned
            ),
            "removed_items": tuple(sorted(item.id for item in removed if item.id in concerned)),
        }
    )
    words = part.model_dump(mode="json") | {"effective_on": str(addendum.effective_on)}
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
