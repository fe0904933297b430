"""Two texts of a draft compared: changed clauses, and scope items that were added, removed or changed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

CLAUSES = ("title", "instrument", "called", "term", "legal_basis", "funding", "dated_on", "parties", "runs_at")
"""The clauses of a text beside its scope items."""
_NOT_IN_THE_DOCUMENT = frozenset({"field_name", "ground", "meeting_id", "ground_reason"})


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ChangedClause(_Frozen):
    """A clause before and after."""

    name: str
    before: Any
    after: Any


class ChangedItem(_Frozen):
    """A scope item before and after; its id is the same."""

    id: UUID
    before: dict[str, Any]
    after: dict[str, Any]


class TextChanges(_Frozen):
    """The differences of a later text from an earlier one, each named by its version."""

    before: int
    after: int
    clauses: tuple[ChangedClause, ...]
    added: tuple[dict[str, Any], ...]
    removed: tuple[dict[str, Any], ...]
    changed: tuple[ChangedItem, ...]

    @property
    def none(self) -> bool:
        """Whether the two texts are the same."""
        return not (self.clauses or self.added or self.removed or self.changed)


def text_changes(before: tuple[int, Mapping[str, Any]], after: tuple[int, Mapping[str, Any]]) -> TextChanges:
    """Compare two texts, each given by its version and its content."""
    old, new = before[1], after[1]
    old_items = {item["id"]: item for item in old["scope_items"]}
    new_items = {item["id"]: item for item in new["scope_items"]}
    clauses = [ChangedClause(name=name, before=old.get(name), after=new.get(name)) for name in CLAUSES]
    both = [(old_items[id_], item) for id_, item in new_items.items() if id_ in old_items]
    return TextChanges(
        before=before[0],
        after=after[0],
        clauses=tuple(clause for clause in clauses if clause.before != clause.after),
        added=tuple(item for id_, item in new_items.items() if id_ not in old_items),
        removed=tuple(item for id_, item in old_items.items() if id_ not in new_items),
        changed=tuple(
            ChangedItem(id=item["id"], before=earlier, after=item)
            for earlier, item in both
            if _words(earlier) != _words(item)
        ),
    )


def _words(item: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a scope item that are in the document."""
    return {name: value for name, value in item.items() if name not in _NOT_IN_THE_DOCUMENT}
