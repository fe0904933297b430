"""The tree of fields in force."""

from dataclasses import dataclass

from services.agreements.register.access import FIELD_KEEPERS, READERS
from services.agreements.register.model.fields import FieldTree
from shared.access import Work, anywhere, use_case


@dataclass(frozen=True, slots=True)
class ListFields:
    """The tree of fields in force."""


def may_add_field(work: Work) -> bool:
    """Whether a position of the reader may add a field."""
    return work.actor.reach(FIELD_KEEPERS).nation


@use_case(*READERS, scope=anywhere, changes=False)
async def list_fields(work: Work, _query: ListFields) -> FieldTree:
    """The tree of fields in force."""
    rows = await work.connection.fetch(
        "SELECT code, parent, name_indonesian, name_english, version FROM field"
        " WHERE version = (SELECT max(version) FROM field) ORDER BY ordinal, code"
    )
    return FieldTree.of_rows(rows)
