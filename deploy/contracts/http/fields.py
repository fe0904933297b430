"""The fields of a request or an answer by path: `body.parties[].facility_id`, `items[].name.id`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

NO_DEFAULT = object()
_LIMITS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}) | frozenset(
    {"minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems"}
)


@dataclass(frozen=True)
class HttpField:
    """One field, or one parameter; `values` is its closed list of values."""

    path: str
    types: frozenset[str]
    required: bool
    format: str | None
    values: frozenset[str] | None
    limits: Mapping[str, Any]
    default: Any
    description: str
    deprecated: bool


def fields_of(path: str, schema: Schema, components: Schema, *, required: bool = True) -> dict[str, HttpField]:
    """The field at `path` and every field inside it."""
    return {field.path: field for field in _walk(path, schema, components, required=required, outer=frozenset())}


def _walk(path: str, node: Schema, components: Schema, *, required: bool, outer: frozenset[str]) -> Iterator[HttpField]:
    alternatives = list(_alternatives(node, components))
    yield _field(path, node, [shape for shape, _ in alternatives], required=required)
    # A schema that contains itself is not entered a second time.
    shapes = [shape for shape, references in alternatives if not references & outer]
    inner = outer.union(*(references for _, references in alternatives))
    for name in _property_names(shapes):
        child = next(shape["properties"][name] for shape in shapes if name in shape.get("properties", {}))
        always = all(name in shape.get("required", ()) for shape in shapes if shape.get("type") == "object")
        yield from _walk(f"{path}.{name}", child, components, required=always, outer=inner)
    for shape in shapes:
        for suffix, keyword in (("[]", "items"), ("{}", "additionalProperties")):
            if isinstance(shape.get(keyword), dict):
                yield from _walk(f"{path}{suffix}", shape[keyword], components, required=True, outer=inner)


def _alternatives(node: Schema, components: Schema) -> Iterator[tuple[Schema, frozenset[str]]]:
    """The shapes that a value can have, each with the references that lead to it."""
    if reference := node.get("$ref"):
        for shape, references in _alternatives(components["schemas"][reference.rpartition("/")[2]], components):
            yield shape, references | {reference}
    elif several := node.get("anyOf") or node.get("oneOf") or node.get("allOf"):
        for one in several:
            yield from _alternatives(one, components)
    else:
        yield node, frozenset()


def _field(path: str, node: Schema, shapes: list[Schema], *, required: bool) -> HttpField:
    values = [_values(shape) for shape in shapes if shape.get("type") != "null"]
    closed = None not in values and bool(values)
    limits = {keyword: limit for shape in shapes for keyword, limit in shape.items() if keyword in _LIMITS}
    return HttpField(
        path=path,
        types=frozenset(type_ for shape in shapes for type_ in _types(shape)),
        required=required,
        format="|".join(sorted({shape["format"] for shape in shapes if "format" in shape})) or None,
        values=frozenset(value for each in values if each for value in each) if closed else None,
        limits=limits,
        default=node.get("default", NO_DEFAULT),
        description=str(node.get("description", "")),
        deprecated=bool(node.get("deprecated", False)),
    )


def _types(shape: Schema) -> list[str]:
    types = shape.get("type", "any")
    return types if isinstance(types, list) else [types]


def _values(shape: Schema) -> list[str] | None:
    values = shape.get("enum") or ([shape["const"]] if "const" in shape else None)
    return [str(value) for value in values] if values else None


def _property_names(shapes: Iterable[Schema]) -> list[str]:
    return list(dict.fromkeys(name for shape in shapes for name in shape.get("properties", {})))
