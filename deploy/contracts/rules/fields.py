"""The rules for one field of an event type that keeps its name."""

from collections.abc import Iterable

from deploy.contracts.fields import ABSENT, Field
from deploy.contracts.rules.rule import RuleSet

FIELD_RULES = RuleSet[Field]()


@FIELD_RULES.removed(breaks=True, why="Readers of the field find nothing. Keep it, or publish a new type.")
def field_removed(_old: Field) -> str:
    return "was removed"


@FIELD_RULES.added(
    breaks=True, why="Events of the past lack it and stay in the topic. Give it a default, so that it may be absent."
)
def required_field_added(new: Field) -> str | None:
    return "was added as required" if new.required else None


@FIELD_RULES.added(breaks=False, why="Readers ignore unknown fields.")
def optional_field_added(new: Field) -> str | None:
    return None if new.required else "was added, may be absent"


@FIELD_RULES.changed(breaks=True, why="Readers rely on its presence.")
def became_optional(before: Field, after: Field) -> str | None:
    return "may now be absent" if before.required and not after.required else None


@FIELD_RULES.changed(
    breaks=True, why="Events of the past may lack it; a reader from the beginning of the topic would refuse them."
)
def became_required(before: Field, after: Field) -> str | None:
    return "must now be present" if after.required and not before.required else None


@FIELD_RULES.changed(breaks=True, why="Readers are not prepared for another kind of value, or for null.")
def type_widened(before: Field, after: Field) -> str | None:
    new = after.types - before.types
    return f"may now also be {_listed(new)}" if new else None


@FIELD_RULES.changed(breaks=True, why="Events of the past have the other kind of value.")
def type_narrowed(before: Field, after: Field) -> str | None:
    lost = before.types - after.types
    return f"can no longer be {_listed(lost)}" if lost else None


@FIELD_RULES.changed(breaks=True, why="Readers parse events of the past and of the future with the same format.")
def format_changed(before: Field, after: Field) -> str | None:
    same = before.format == after.format
    return None if same else f"changed its format from {before.format or 'free'} to {after.format or 'free'}"


@FIELD_RULES.changed(
    breaks=True,
    why="The list was published as complete, and readers decide by it. Publish a new type with a growing list.",
)
def value_added_to_closed_list(before: Field, after: Field) -> str | None:
    return _values_added(before, after) if not before.growing and not after.growing else None


@FIELD_RULES.changed(breaks=False, why="Readers were told to accept unknown values.")
def value_added_to_growing_list(before: Field, after: Field) -> str | None:
    return _values_added(before, after) if before.growing and after.growing else None


@FIELD_RULES.changed(breaks=True, why="Events of the past have the value. Stop using it, but keep it in the list.")
def value_removed(before: Field, after: Field) -> str | None:
    if before.values is None or after.values is None:
        return None
    lost = [value for value in before.values if value not in after.values]
    return f"no longer has the values {_listed(lost)}" if lost else None


@FIELD_RULES.changed(breaks=True, why="The list was published as complete, and readers decide by it.")
def list_opened(before: Field, after: Field) -> str | None:
    return "no longer has a closed list of values" if _closed(before) and not _closed(after) else None


@FIELD_RULES.changed(breaks=True, why="Events of the past may have values outside of the list.")
def list_closed(before: Field, after: Field) -> str | None:
    return "has a list of values that can no longer grow" if before.growing and _closed(after) else None


@FIELD_RULES.changed(breaks=True, why="Events of the past may have other values.")
def list_imposed(before: Field, after: Field) -> str | None:
    imposed = before.values is None and _closed(after)
    return f"was free and is now one of {_listed(after.values or ())}" if imposed else None


@FIELD_RULES.changed(breaks=False, why="A growing list promises nothing about its values.")
def list_named(before: Field, after: Field) -> str | None:
    if _closed(before) or _closed(after) or (before.values is None) == (after.values is None):
        return None
    return f"now names its values: {_listed(after.values)}" if after.values else "no longer names its values"


@FIELD_RULES.changed(
    breaks=True, why="A looser limit exceeds what readers can store. A tighter one refuses events of the past."
)
def limit_changed(before: Field, after: Field) -> str | None:
    if before.limits == after.limits:
        return None
    return f"changed its limits from {_limits_of(before)} to {_limits_of(after)}"


@FIELD_RULES.changed(
    breaks=True, why="Events of the past keep the old class. Publish another field, on the topic where it belongs."
)
def class_changed(before: Field, after: Field) -> str | None:
    same = before.field_class == after.field_class
    return None if same else f"changed its class from {before.field_class} to {after.field_class}"


@FIELD_RULES.changed(breaks=True, why="It changes the meaning of events of the past that lack the field.")
def default_changed(before: Field, after: Field) -> str | None:
    # The default of a field that is always present is never used.
    if before.required or after.required or _default_of(before) == _default_of(after):
        return None
    return f"meant {_default_of(before)} when absent, and now means {_default_of(after)}"


@FIELD_RULES.changed(breaks=False, why="Words may become clearer; the reviewer checks that the meaning stays.")
def field_reworded(before: Field, after: Field) -> str | None:
    return "has another description" if before.description != after.description else None


def _values_added(before: Field, after: Field) -> str | None:
    if before.values is None or after.values is None:
        return None
    new = [value for value in after.values if value not in before.values]
    return f"has the new values {_listed(new)}" if new else None


def _closed(field: Field) -> bool:
    return field.values is not None and not field.growing


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))


def _limits_of(field: Field) -> str:
    return ", ".join(f"{name} {limit}" for name, limit in sorted(field.limits.items())) or "none"


def _default_of(field: Field) -> str:
    return "nothing" if field.default is ABSENT or field.default is None else str(field.default)
