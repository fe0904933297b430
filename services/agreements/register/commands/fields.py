"""Extending the tree of fields."""

from dataclasses import dataclass

from services.agreements.register.access import FIELD_KEEPERS
from services.agreements.register.model.fields import FieldTree, NewField
from services.agreements.register.store.fields import insert_field, lock_fields
from shared.access import Work, nationwide, use_case


@dataclass(frozen=True, slots=True)
class AddField:
    """A field that agreements can choose from now on."""

    field: NewField


@use_case(*FIELD_KEEPERS, scope=nationwide)
async def add_field(work: Work, command: AddField) -> FieldTree:
    """Add a field in the next version of the tree; returns that tree. Raises `FieldUnknown` or `FieldKnown`."""
    tree = await lock_fields(work.connection)
    command.field.require_new(tree)
    await insert_field(work.connection, command.field, tree.version + 1)
    return await lock_fields(work.connection)
