"""Uses of texts: what a text may name for a rule, or as the letter of a week, and an example of its values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from services.notifications.book.shipped.examples import (
    EXAMPLE_DAY,
    EXAMPLE_ITEMS,
    EXAMPLE_PLACES,
    EXAMPLE_UNITS,
    EXAMPLE_WEEK,
    example_of,
)
from services.notifications.rules.model.rules import Rule
from services.notifications.templates.model import ALLOWED_FIELDS
from shared.contracts.event import REGISTERED
from shared.values.texts import Text

OWN_FILTERS = frozenset({"date", "month", "label", "labels", "reported_day", "names", "parties", "period", "fields"})
FILTERS = OWN_FILTERS | {"length", "map"}
WEEK = "week"
"""The name of the template of the letter to the heads of units."""
LETTER_OF_A_WEEK = Text("Surat pekan untuk kepala", "Weekly letter to a head")


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a text: its occasion, the names and filters that it may have, and an example of their values."""

    occasion: Text
    fields: Sequence[str]
    knows: Callable[[Sequence[str]], bool]
    filters: frozenset[str]
    values: Mapping[str, Any]


def uses_of(name: str, rules: Iterable[Rule]) -> list[Use]:
    """The uses of a template: by its rules, or as a letter."""
    return [WEEKLY] if name == WEEK else [use_of(rule) for rule in rules]


def use_of(rule: Rule) -> Use:
    """The use of a template by a rule: an event in braces, with a made-up one as its example."""
    return Use(rule.occasion, fields_of(rule), lambda path: _exists(path, rule), FILTERS, example_values(rule))


def fields_of(rule: Rule) -> list[str]:
    """The fields that a template of this rule may name, of the event and of the element of its list."""
    event = REGISTERED[rule.event]
    names = [f"event.{field}" for field in event.model_fields if field in ALLOWED_FIELDS]
    if rule.each:
        element = _models(event.model_fields[rule.each].annotation)[0]
        names += [f"about.{field}" for field in element.model_fields if field in ALLOWED_FIELDS]
    return [*names, "own", "places", "until"]


def _exists(path: Sequence[str], rule: Rule) -> bool:
    event = REGISTERED[rule.event]
    root, *fields = path
    match root:
        case "until" | "places":
            return not fields
        case "own":
            # Only as a list of scope items; their names are written by a filter.
            return not fields
        case "event":
            return bool(fields) and _leads(event, fields)
        case "about" if rule.each:
            return bool(fields) and any(
                _leads(each, fields) for each in _models(event.model_fields[rule.each].annotation)
            )
    return False


def _leads(model: type[BaseModel], fields: Sequence[str]) -> bool:
    field, *rest = fields
    if field not in ALLOWED_FIELDS or field not in model.model_fields:
        return False
    return not rest or any(_leads(each, rest) for each in _models(model.model_fields[field].annotation))


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models that a field has as its value, or one of its values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in {Union, UnionType, tuple, list} or hasattr(annotation, "__metadata__"):
        return [model for each in get_args(annotation) for model in _models(each)]
    return []


def example_values(rule: Rule) -> dict[str, Any]:
    """The values of a template of this rule, for a made-up event."""
    event = example_of(REGISTERED[rule.event])
    values: dict[str, Any] = {"event": event, "own": EXAMPLE_ITEMS, "places": EXAMPLE_PLACES, "until": EXAMPLE_DAY}
    return values | {"about": getattr(event, rule.each)[0]} if rule.each else values


_FIELDS_OF_WEEK = ("week.monday", "week.sunday", "overdue", "units")
WEEKLY = Use(
    LETTER_OF_A_WEEK,
    _FIELDS_OF_WEEK,
    lambda path: ".".join(path) in _FIELDS_OF_WEEK,
    frozenset({"date", "length", "weeks"}),
    {"week": EXAMPLE_WEEK, "units": EXAMPLE_UNITS, "overdue": sum(each.overdue for each in EXAMPLE_UNITS)},
)
"""The use of the letter of a week: its days, the number of overdue matters, and the units of the head."""
