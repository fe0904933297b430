"""Checks of a template's text before it may be used: what is written in it, and what it becomes.

A text that officials edit is data. It may show listed fields of its event through listed filters, and choose by them.
It has no call, no loop, no arithmetic and no other name, so its time and size are bounded by its length. It runs in the
sandbox of all templates as well.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jinja2 import TemplateError, TemplateSyntaxError, nodes

from services.notifications.book.model import TemplateTextRefused
from services.notifications.book.shipped.uses import FILTERS, Use
from services.notifications.templates.model import ALLOWED_FIELDS, Language, Template
from services.notifications.templates.shipped import Templates, environment_in
from shared.values.texts import Text

LONGEST: Mapping[str, int] = {"subject": 300, "body": 2_000}
"""Characters of a text as it is written."""
LONGEST_RENDERED: Mapping[str, int] = {"subject": 400, "body": 4_000}
PLACES: Mapping[str, Text] = {"subject": Text("perihal", "subject"), "body": Text("isi", "body")}
ALLOWED_NODES = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter, nodes.Const, nodes.If),
    *(nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.List, nodes.Keyword),
)

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


def require_sound_text(name: str, template: Template, uses: Sequence[Use]) -> None:
    """Raise `TemplateTextRefused` unless every text of the template can be filled for each of its uses."""
    occasion = uses[0].occasion if uses else UNUSED
    for place in ("subject", "body"):
        text: Text = getattr(template, place)
        for source in (text.id, text.en):
            for fault, advice in _faults(source, place, uses):
                raise TemplateTextRefused(occasion=occasion, place=PLACES[place], fault=fault, advice=advice)
    for use in uses:
        _require_rendering(name, template, use)


def _faults(source: str, place: str, uses: Sequence[Use]) -> Iterator[tuple[Text, Text]]:
    if len(source) > LONGEST[place]:
        yield TOO_LONG, SHORTEN.fill(most=LONGEST[place])
        return
    try:
        tree = environment_in(Language("id")).parse(source)
    except (TemplateSyntaxError, RecursionError, ValueError):
        yield UNREADABLE, CLOSE_BRACKETS
        return
    filters = frozenset.intersection(*(use.filters for use in uses)) if uses else FILTERS
    for node in tree.find_all(nodes.Node):
        yield from _faults_of_node(node, filters)
    for use in uses:
        known = _in_braces(use.fields)
        for path in _paths(tree):
            if not use.knows(path):
                yield UNKNOWN_NAME.fill(name=".".join(path)), USE_FIELDS.fill(names=known)


def _faults_of_node(node: nodes.Node, filters: frozenset[str]) -> Iterator[tuple[Text, Text]]:
    if not isinstance(node, ALLOWED_NODES):
        yield NOT_ALLOWED, ONLY_FIELDS
    if isinstance(node, nodes.Filter):
        if node.name not in filters:
            yield (
                UNKNOWN_FILTER.fill(name=node.name),
                USE_FIELDS.fill(names=_in_braces(f"…|{name}" for name in sorted(filters))),
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


def _require_rendering(name: str, template: Template, use: Use) -> None:
    try:
        rendered = Templates({name: template}).render(name, **use.values)
    except (TemplateError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise TemplateTextRefused(
            occasion=use.occasion, place=PLACES["body"], fault=FAILS, advice=CHECK_FILTERS
        ) from error
    for place in ("subject", "body"):
        text: Text = getattr(rendered, place)
        for written in (text.id, text.en):
            if not written.strip():
                raise TemplateTextRefused(
                    occasion=use.occasion, place=PLACES[place], fault=EMPTY, advice=WRITE_SOMETHING
                )
            if len(written) > LONGEST_RENDERED[place]:
                advice = SHORTEN.fill(most=LONGEST_RENDERED[place])
                raise TemplateTextRefused(occasion=use.occasion, place=PLACES[place], fault=TOO_LONG, advice=advice)
