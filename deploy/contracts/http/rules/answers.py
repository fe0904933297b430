"""The rules for a field of an answer: clients of today must be able to read the answers of tomorrow."""

from deploy.contracts.http.fields import HttpField
from deploy.contracts.rules.rule import RuleSet

ANSWER_RULES = RuleSet[HttpField]()


@ANSWER_RULES.removed(breaks=True, why="Clients that read it find nothing. Deprecate it first.")
def answer_field_removed(old: HttpField) -> str | None:
    return None if old.deprecated else "was removed"


@ANSWER_RULES.removed(breaks=False, why="The last release announced its end.")
def deprecated_answer_field_removed(old: HttpField) -> str | None:
    return "was removed" if old.deprecated else None


@ANSWER_RULES.changed(breaks=False, why="It announces the end; tell the clients.")
def answer_field_deprecated(before: HttpField, after: HttpField) -> str | None:
    return "is deprecated" if after.deprecated and not before.deprecated else None


@ANSWER_RULES.added(breaks=False, why="Clients ignore unknown fields.")
def answer_field_added(_new: HttpField) -> str:
    return "is new"


@ANSWER_RULES.changed(breaks=True, why="Clients rely on its presence.")
def answer_field_became_optional(before: HttpField, after: HttpField) -> str | None:
    return "may now be absent" if before.required and not after.required else None


@ANSWER_RULES.changed(breaks=False, why="Clients handle its absence, which no longer occurs.")
def answer_field_became_required(before: HttpField, after: HttpField) -> str | None:
    return "is now always present" if after.required and not before.required else None


@ANSWER_RULES.changed(breaks=True, why="Clients are not prepared for another kind of value, or for null.")
def answer_type_widened(before: HttpField, after: HttpField) -> str | None:
    new = after.types - before.types
    return f"may now also be {_listed(new)}" if new else None


@ANSWER_RULES.changed(breaks=False, why="Clients handle a kind of value that no longer occurs.")
def answer_type_narrowed(before: HttpField, after: HttpField) -> str | None:
    lost = before.types - after.types
    return f"is no longer {_listed(lost)}" if lost else None


@ANSWER_RULES.changed(breaks=True, why="Clients parse the value by its format.")
def answer_format_changed(before: HttpField, after: HttpField) -> str | None:
    if before.format is None or before.format == after.format:
        return None
    return f"changed its format from {before.format} to {after.format or 'free'}"


@ANSWER_RULES.changed(breaks=False, why="The values were free, so clients do not parse them.")
def answer_format_named(before: HttpField, after: HttpField) -> str | None:
    return f"now has the format {after.format}" if before.format is None and after.format else None


@ANSWER_RULES.changed(breaks=False, why="Clients are told to accept unknown values; tell them about this one.")
def answer_value_added(before: HttpField, after: HttpField) -> str | None:
    if before.values is None:
        return None
    if after.values is None:
        return "no longer has a list of values"
    new = after.values - before.values
    return f"has the new values {_listed(new)}" if new else None


@ANSWER_RULES.changed(breaks=False, why="Clients handle a value that no longer occurs.")
def answer_value_removed(before: HttpField, after: HttpField) -> str | None:
    if after.values is None:
        return None
    if before.values is None:
        return f"now lists its values: {_listed(after.values)}"
    lost = before.values - after.values
    return f"no longer has the values {_listed(lost)}" if lost else None


@ANSWER_RULES.changed(breaks=False, why="Clients that store the value check its length.")
def answer_limit_changed(before: HttpField, after: HttpField) -> str | None:
    return None if before.limits == after.limits else "changed its limits"


@ANSWER_RULES.changed(breaks=False, why="Words may become clearer; the reviewer checks that the meaning stays.")
def answer_field_reworded(before: HttpField, after: HttpField) -> str | None:
    return "has another description" if before.description != after.description else None


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
