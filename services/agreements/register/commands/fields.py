"""Extending the tree of fields, renaming and closing its fields."""

from dataclasses import dataclass

from services.agreements.register.access import FIELD_KEEPERS
from services.agreements.register.model.fields import FieldTree, NewField
from services.agreements.register.store.fields import (
    insert_field,
    lock_fields,
    save_field_closed,
    save_field_name,
)
from shared.access import Work, nationwide, use_case
from shared.contracts.organisations import FieldPublished
from shared.rooms.fields.commands import ProjectFieldName, keep_field_name
from shared.values.texts import Text
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class AddField:
    """A field that agreements can choose from now on."""

    field: NewField


@dataclass(frozen=True, slots=True)
class RenameField:
    """A field has another name; its code and its agreements stay."""

    code: str
    expected_version: int
    name: Text


@dataclass(frozen=True, slots=True)
class CloseField:
    """A field can no longer be chosen; agreements that have it keep it."""

    code: str
    expected_version: int


@use_case(*FIELD_KEEPERS, scope=nationwide)
async def add_field(work: Work, command: AddField) -> FieldTree:
    """Add a field in the next version of the tree; returns that tree. Raises `FieldUnknown` or `FieldKnown`."""
    tree = await lock_fields(work.connection)
    command.field.require_new(tree)
    await insert_field(work.connection, command.field, tree.version + 1)
    return await _published(work, command.field.code)


@use_case(*FIELD_KEEPERS, scope=nationwide)
async def rename_field(work: Work, command: RenameField) -> FieldTree:
    """Rename a field in the next version of the tree. Raises `FieldNotFound` or `FieldKnown`."""
    tree = await lock_fields(work.connection)
    require_version(tree.version, command.expected_version)
    tree.require_name(command.code, command.name)
    await save_field_name(work.connection, command.code, command.name, tree.version + 1)
    return await _published(work, command.code)


@use_case(*FIELD_KEEPERS, scope=nationwide)
async def close_field(work: Work, command: CloseField) -> FieldTree:
    """Leave a field out of the next version of the tree. Raises `FieldNotFound` or `FieldHasOthersBelow`."""
    before = await lock_fields(work.connection)
    require_version(before.version, command.expected_version)
    before.require_closable(command.code)
    await save_field_closed(work.connection, command.code, before.version + 1)
    tree = await lock_fields(work.connection)
    await _announce(work, before, command.code, tree.version, closed=True)
    return tree


async def _published(work: Work, code: str) -> FieldTree:
    tree = await lock_fields(work.connection)
    await _announce(work, tree, code, tree.version, closed=False)
    return tree


async def _announce(work: Work, tree: FieldTree, code: str, version: int, *, closed: bool) -> None:
    node, parent = tree.find(code)
    # Where each service keeps the names that it shows.
    await keep_field_name(work.connection, ProjectFieldName(code, node.name, version))
    names = {"name_indonesian": node.name.id, "name_english": node.name.en}
    work.emit(FieldPublished(field=code, version=version, parent=parent, closed=closed, **names))
