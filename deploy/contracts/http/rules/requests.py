"""The rules for a parameter or a field of a request: requests of today must be accepted tomorrow."""

from deploy.contracts.http.fields import NO_DEFAULT, HttpField
from deploy.contracts.http.rules.limits import loosened, tightened
from deploy.contracts.rules.rule import RuleSet

REQUEST_RULES = RuleSet[HttpField]()


@REQUEST_RULES.removed(
    breaks=True, why="Unknown parameters and fields are refused, so requests that send it fail. Deprecate it first."
)
def request_field_removed(old: HttpField) -> str | None:
    return None if old.deprecated else "was removed"


@REQUEST_RULES.removed(breaks=False, why="The last release announced its end.")
def deprecated_request_field_removed(old: HttpField) -> str | None:
    return "was removed" if old.deprecated else None


@REQUEST_RULES.changed(breaks=False, why="It announces the end; tell the clients.")
def request_field_deprecated(before: HttpField, after: HttpField) -> str | None:
    return "is deprecated" if after.deprecated and not before.deprecated else None


@REQUEST_RULES.added(breaks=True, why="Requests of today lack it. Make it optional.")
def required_request_field_added(new: HttpField) -> str | None:
    return "was added as required" if new.required else None


@REQUEST_RULES.added(breaks=False, why="Requests of today lack it and stay valid.")
def optional_request_field_added(new: HttpField) -> str | None:
    return None if new.required else "was added, may be absent"


@REQUEST_RULES.changed(breaks=True, why="Requests of today may lack it.")
def request_field_became_required(before: HttpField, after: HttpField) -> str | None:
    return "must now be present" if after.required and not before.required else None


@REQUEST_RULES.changed(breaks=False, why="Requests that send it stay valid.")
def request_field_became_optional(before: HttpField, after: HttpField) -> str | None:
    return "may now be absent" if before.required and not after.required else None


@REQUEST_RULES.changed(breaks=True, why="Clients send the other kind of value.")
def request_type_narrowed(before: HttpField, after: HttpField) -> str | None:
    lost = before.types - after.types
    return f"can no longer be {_listed(lost)}" if lost and "any" not in after.types else None


@REQUEST_RULES.changed(breaks=False, why="Clients may keep sending the kinds of today.")
def request_type_widened(before: HttpField, after: HttpField) -> str | None:
    new = after.types - before.types
    return f"may now also be {_listed(new)}" if new else None


@REQUEST_RULES.changed(breaks=True, why="Clients send values outside of the format.")
def request_format_imposed(before: HttpField, after: HttpField) -> str | None:
    imposed = after.format is not None and after.format != before.format
    return f"changed its format from {before.format or 'free'} to {after.format}" if imposed else None


@REQUEST_RULES.changed(breaks=False, why="Values of today stay valid.")
def request_format_lifted(before: HttpField, after: HttpField) -> str | None:
    return f"no longer has the format {before.format}" if before.format and after.format is None else None


@REQUEST_RULES.changed(breaks=True, why="Clients send the value.")
def request_value_removed(before: HttpField, after: HttpField) -> str | None:
    if before.values is None or after.values is None:
        return None
    lost = before.values - after.values
    return f"no longer accepts {_listed(lost)}" if lost else None


@REQUEST_RULES.changed(breaks=True, why="Clients send values outside of the list.")
def request_list_imposed(before: HttpField, after: HttpField) -> str | None:
    imposed = before.values is None and after.values is not None
    return f"was free and is now one of {_listed(after.values or frozenset())}" if imposed else None


@REQUEST_RULES.changed(breaks=False, why="Clients may keep sending the values of today.")
def request_value_added(before: HttpField, after: HttpField) -> str | None:
    if before.values is None:
        return None
    if after.values is None:
        return "no longer has a list of values"
    new = after.values - before.values
    return f"now also accepts {_listed(new)}" if new else None


@REQUEST_RULES.changed(breaks=True, why="Clients send values beyond the new limit.")
def request_limit_tightened(before: HttpField, after: HttpField) -> str | None:
    return _limits(tightened(before.limits, after.limits))


@REQUEST_RULES.changed(breaks=False, why="Values of today stay valid.")
def request_limit_loosened(before: HttpField, after: HttpField) -> str | None:
    return _limits(loosened(before.limits, after.limits))


@REQUEST_RULES.changed(breaks=True, why="Requests without the field get another meaning.")
def request_default_changed(before: HttpField, after: HttpField) -> str | None:
    if before.required or after.required or before.default == after.default:
        return None
    return f"meant {_default(before)} when absent, and now means {_default(after)}"


@REQUEST_RULES.changed(breaks=False, why="Words may become clearer; the reviewer checks that the meaning stays.")
def request_field_reworded(before: HttpField, after: HttpField) -> str | None:
    return "has another description" if before.description != after.description else None


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _limits(names: list[str]) -> str | None:
    return f"changed {', '.join(names)}" if names else None


def _default(field: HttpField) -> str:
    return "nothing" if field.default is NO_DEFAULT or field.default is None else str(field.default)
