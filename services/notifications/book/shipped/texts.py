"""Checks of a template's text before it may be used: what is written in it, and what it becomes.

A text that officials edit is data. It may show listed fields of its event through listed filters, and choose by them.
It has no call, no loop, no arithmetic and no other name, so its time and size are bounded by its length. It runs in the
sandbox of all templates as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from pydantic import BaseModel

from services.notifications.book.model import TemplateTextRefused
from services.notifications.book.shipped.examples import EXAMPLE_DAY, EXAMPLE_ITEMS, EXAMPLE_PLACES, example_of
from services.notifications.rules.model.rules import Rule
from services.notifications.templates.model import ALLOWED_FIELDS, Language, Template
from services.notifications.templates.shipped import Templates, environment_in
from shared.contracts.event import REGISTERED
from shared.values.texts import Text

LONGEST: Mapping[str, int] = {"subject": 300, "body": 2_000}
"""Characters of a text as it is written."""
LONGEST_RENDERED: Mapping[str, int] = {"subject": 400, "body": 4_000}
PLACES: Mapping[str, Text] = {"subject": Text("perihal", "subject"), "body": Text("isi", "body")}
ALLOWED_NODES = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter, nodes.Const, nodes.If),
    *(nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.List, nodes.Keyword),
)
OWN_FILTERS = frozenset({"date", "month", "label", "labels", "reported_day", "names", "parties", "period", "fields"})
FILTERS = OWN_FILTERS | {"length", "map"}

UNUSED = Text("tanpa aturan", "without a rule")
UNREADABLE = Text("penulisannya tidak dapat dibaca", "it cannot be read")
NOT_ALLOWED = Text("memuat perintah yang tidak diizinkan", "it has an expression that is not allowed")
UNKNOWN_NAME = Text('"{name}" tidak ada pada kejadiannya', '"{name}" is not a part of its event')
UNKNOWN_FILTER = Text('saringan "{name}" tidak ada', 'there is no filter "{name}"')
TOO_LONG = Text("terlalu panjang", "it is too long")
EMPTY = Text("hasilnya kosong", "the result is empty")
FAILS = Text("tidak dapat diisi dengan contoh kejadiannya", "it cannot be filled with an example of its event")
CLOSE_BRACKETS = Text("Periksa kurung kurawalnya.", "Check its braces.")
SHORTEN = Text("Paling banyak {most} karakter.", "At most {most} characters.")
USE_FIELDS = Text("Yang dapat dipakai: {names}.", "It may use: {names}.")
ONLY_FIELDS = Text("Pakailah isian, saringan, dan pilihan if saja.", "Use fields, filters and choices by if only.")
WRITE_SOMETHING = Text("Tulislah sesuatu.", "Write something.")
CHECK_FILTERS = Text("Periksa saringan dan isiannya.", "Check its filters and fields.")


def require_sound_text(name: str, template: Template, rules: Iterable[Rule]) -> None:
    """Raise `TemplateTextRefused` unless every text of the template can be filled for each of its rules."""
    rules = list(rules)
    occasion = rules[0].occasion if rules else UNUSED
    for place in ("subject", "body"):
        text: Text = getattr(template, place)
        for source in (text.id, text.en):
            for fault, advice in _faults(source, place, rules):
                raise TemplateTextRefused(occasion=occasion, place=PLACES[place], fault=fault, advice=advice)
    for rule in rules:
        _require_rendering(name, template, rule)


def fields_of(rule: Rule) -> list[str]:
    """The fields that a template of this rule may name, of the event and of the element of its list."""
    event = REGISTERED[rule.event]
    names = [f"event.{field}" for field in event.model_fields if field in ALLOWED_FIELDS]
    if rule.each:
        element = _models(event.model_fields[rule.each].annotation)[0]
        names += [f"about.{field}" for field in element.model_fields if field in ALLOWED_FIELDS]
    return [*names, "own", "places", "until"]


def _faults(source: str, place: str, rules: Iterable[Rule]) -> Iterator[tuple[Text, Text]]:
    if len(source) > LONGEST[place]:
        yield TOO_LONG, SHORTEN.fill(most=LONGEST[place])
        return
    try:
        tree = environment_in(Language("id")).parse(source)
    except (TemplateSyntaxError, RecursionError, ValueError):
        yield UNREADABLE, CLOSE_BRACKETS
        return
    for node in tree.find_all(nodes.Node):
        yield from _faults_of_node(node)
    for rule in rules:
        known = _in_braces(fields_of(rule))
        for path in _paths(tree):
            if not _exists(path, rule):
                yield UNKNOWN_NAME.fill(name=".".join(path)), USE_FIELDS.fill(names=known)


def _faults_of_node(node: nodes.Node) -> Iterator[tuple[Text, Text]]:
    if not isinstance(node, ALLOWED_NODES):
        yield NOT_ALLOWED, ONLY_FIELDS
    if isinstance(node, nodes.Filter):
        if node.name not in FILTERS:
            yield (
                UNKNOWN_FILTER.fill(name=node.name),
                USE_FIELDS.fill(names=_in_braces(f"…|{name}" for name in sorted(FILTERS))),
            )
        elif node.name == "map" and not _maps_a_field(node):
            yield NOT_ALLOWED, ONLY_FIELDS


def _in_braces(names: Iterable[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in names)


def _maps_a_field(node: nodes.Filter) -> bool:
    # Without arguments by position, which would name another filter.
    if node.args or node.dyn_args or node.dyn_kwargs or len(node.kwargs) != 1:
        return False
    given = node.kwargs[0]
    return given.key == "attribute" and isinstance(given.value, nodes.Const) and given.value.value in ALLOWED_FIELDS


def _paths(tree: nodes.Template) -> Iterator[list[str]]:
    """Every name with its fields, the longest form of each."""
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    for node in tree.find_all((nodes.Getattr, nodes.Name)):
        if id(node) not in inner:
            yield _path(node)


def _path(node: nodes.Node) -> list[str]:
    match node:
        case nodes.Name():
            return [node.name]
        case nodes.Getattr():
            return [*_path(node.node), node.attr]
    return ["?"]


def _exists(path: list[str], rule: Rule) -> bool:
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


def _leads(model: type[BaseModel], fields: list[str]) -> bool:
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


def _require_rendering(name: str, template: Template, rule: Rule) -> None:
    try:
        rendered = Templates({name: template}).render(name, **example_values(rule))
    except (TemplateError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise TemplateTextRefused(
            occasion=rule.occasion, place=PLACES["body"], fault=FAILS, advice=CHECK_FILTERS
        ) from error
    for place in ("subject", "body"):
        text: Text = getattr(rendered, place)
        for written in (text.id, text.en):
            if not written.strip():
                raise TemplateTextRefused(
                    occasion=rule.occasion, place=PLACES[place], fault=EMPTY, advice=WRITE_SOMETHING
                )
            if len(written) > LONGEST_RENDERED[place]:
                advice = SHORTEN.fill(most=LONGEST_RENDERED[place])
                raise TemplateTextRefused(occasion=rule.occasion, place=PLACES[place], fault=TOO_LONG, advice=advice)


def example_values(rule: Rule) -> dict[str, Any]:
    """The values of a template of this rule, for a made-up event."""
    event = example_of(REGISTERED[rule.event])
    values: dict[str, Any] = {"event": event, "own": EXAMPLE_ITEMS, "places": EXAMPLE_PLACES, "until": EXAMPLE_DAY}
    return values | {"about": getattr(event, rule.each)[0]} if rule.each else values
