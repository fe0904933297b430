"""The rules for one field of an event type that goes on under its name."""

from collections.abc import Iterable

from deploy.contracts.fields import ABSENT, Field
from deploy.contracts.rules.rule import Rule, came, kept, went


def _widened(before: Field, after: Field) -> str | None:
    new = after.types - before.types
    return f"may now also be {_listed(new)}" if new else None


def _narrowed(before: Field, after: Field) -> str | None:
    lost = before.types - after.types
    return f"can no longer be {_listed(lost)}" if lost else None


def _format(before: Field, after: Field) -> str | None:
    same = before.format == after.format
    return None if same else f"changed its format from {before.format or 'free'} to {after.format or 'free'}"


def _value_added(before: Field, after: Field, *, growing: bool) -> str | None:
    if before.values is None or after.values is None or before.growing != growing:
        return None
    new = [value for value in after.values if value not in before.values]
    return f"may now also say {_listed(new)}" if new else None


def _value_removed(before: Field, after: Field) -> str | None:
    if before.values is None or after.values is None:
        return None
    lost = [value for value in before.values if value not in after.values]
    return f"can no longer say {_listed(lost)}" if lost else None


def _list_opened(before: Field, after: Field) -> str | None:
    return "no longer has a closed list of values" if _closed(before) and not _closed(after) else None


def _list_closed(before: Field, after: Field) -> str | None:
    closed = before.growing and _closed(after)
    return "has a list of values that can no longer grow" if closed else None


def _list_imposed(before: Field, after: Field) -> str | None:
    imposed = before.values is None and _closed(after)
    return f"was free and is now one of {_listed(after.values or ())}" if imposed else None


def _list_named(before: Field, after: Field) -> str | None:
    if _closed(before) or _closed(after) or (before.values is None) == (after.values is None):
        return None
    return f"now names its values: {_listed(after.values)}" if after.values else "no longer names its values"


def _limits(before: Field, after: Field) -> str | None:
    if before.limits == after.limits:
        return None
    return f"changed its limits from {_limits_of(before)} to {_limits_of(after)}"


def _field_class(before: Field, after: Field) -> str | None:
    same = before.field_class == after.field_class
    return None if same else f"changed its class from {before.field_class} to {after.field_class}"


def _default(before: Field, after: Field) -> str | None:
    # Where the field is always there, nobody ever meets its default.
    if before.required or after.required or _default_of(before) == _default_of(after):
        return None
    return f"where it is absent meant {_default_of(before)} and now means {_default_of(after)}"


FIELD_RULES: tuple[Rule[Field], ...] = (
    Rule(
        "field-removed",
        True,
        "Whoever reads the field finds nothing. Keep it, or say a new type.",
        went(lambda _: "was removed"),
    ),
    Rule(
        "required-field-added",
        True,
        "Events of the past lack it, and they stay in the topic. Give it a default, so that it may be absent.",
        came(lambda new: "was added as required" if new.required else None),
    ),
    Rule(
        "optional-field-added",
        False,
        "Readers ignore what they do not know.",
        came(lambda new: None if new.required else "was added, may be absent"),
    ),
    Rule(
        "became-optional",
        True,
        "Readers count on its being there.",
        kept(lambda before, after: "may now be absent" if before.required and not after.required else None),
    ),
    Rule(
        "became-required",
        True,
        "Events of the past may lack it: who reads the topic from its beginning would refuse them.",
        kept(lambda before, after: "must now be there" if after.required and not before.required else None),
    ),
    Rule("type-widened", True, "Readers are not ready for another kind of value, nor for null.", kept(_widened)),
    Rule("type-narrowed", True, "Events of the past hold the other kind.", kept(_narrowed)),
    Rule("format-changed", True, "Readers parse by it, tomorrow's events as those of the past.", kept(_format)),
    Rule(
        "value-added-to-closed-list",
        True,
        "The list was published as complete: readers decide by it. Say a new type, whose list grows.",
        kept(lambda before, after: _value_added(before, after, growing=False)),
    ),
    Rule(
        "value-added-to-growing-list",
        False,
        "Readers were told to be ready for values that they do not know.",
        kept(lambda before, after: _value_added(before, after, growing=True)),
    ),
    Rule(
        "value-removed", True, "Events of the past bear it. Say it no more, but leave it listed.", kept(_value_removed)
    ),
    Rule("list-opened", True, "The list was published as complete: readers decide by it.", kept(_list_opened)),
    Rule("list-closed", True, "An event of the past may say what the list never held.", kept(_list_closed)),
    Rule("list-imposed", True, "Events of the past may say other things.", kept(_list_imposed)),
    Rule("list-named", False, "Nothing was promised about the values, and nothing is.", kept(_list_named)),
    Rule(
        "limit-changed",
        True,
        "Looser: readers have no room for it. Tighter: events of the past do not keep to it.",
        kept(_limits),
    ),
    Rule(
        "class-changed",
        True,
        "What was said under one class stays in the topic under it. Say another field, on the topic where it belongs.",
        kept(_field_class),
    ),
    Rule("default-changed", True, "It changes what events of the past mean where they lack the field.", kept(_default)),
    Rule(
        "field-reworded",
        False,
        "Words may be made clearer; a reviewer sees to it that the meaning stays.",
        kept(lambda before, after: "is described anew" if before.description != after.description else None),
    ),
)


def _closed(field: Field) -> bool:
    return field.values is not None and not field.growing


def _listed(values: Iterable[str]) -> str:
    return ", ".join(sorted(values))


def _limits_of(field: Field) -> str:
    return ", ".join(f"{word} {said}" for word, said in sorted(field.limits.items())) or "none"


def _default_of(field: Field) -> str:
    return "nothing" if field.default is ABSENT or field.default is None else str(field.default)
