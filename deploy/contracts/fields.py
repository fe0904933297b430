"""The fields of a schema by path: `in_force.in_force_from`, `runs_at[].id`.

Each field has one shape, and may be null. A schema that cannot be expressed in this form is refused, so that every part
of a contract is compared with the last release.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from deploy.contracts.schemas import Schema
from deploy.installation.trouble import Trouble
from shared.contracts.event import FieldClass

ABSENT = object()
_LIMITS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
_LIMITS |= {"minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems"}
_SHAPE = {"$ref", "anyOf", "type", "format", "enum", "const", "x-extensible-enum"}
_SHAPE |= {"items", "properties", "required", "additionalProperties"}
_ANNOTATIONS = {"description", "title", "default", "examples", "x-class"}
_KNOWN = _LIMITS | _SHAPE | _ANNOTATIONS


@dataclass(frozen=True)
class Field:
    """One field of an event. `default` is its value in events of the past that lack it."""

    path: str
    types: frozenset[str]
    required: bool
    format: str | None
    values: tuple[str, ...] | None
    growing: bool
    limits: Mapping[str, Any]
    field_class: FieldClass
    default: Any
    description: str


def fields_of(schema: Schema) -> dict[str, Field]:
    """Every field at any depth, in the order of the schema. Raises `Trouble` when a shape cannot be compared."""
    definitions = schema.get("$defs", {})
    return {field.path: field for field in _members("", schema, definitions)}


def _members(path: str, node: Schema, definitions: Schema) -> Iterator[Field]:
    # `false` would forbid later fields of the type; a schema would allow fields without a name.
    if "additionalProperties" in node:
        raise Trouble(f"{path or node['title']}: an object in an event has named fields and must allow more")
    required = node.get("required", ())
    for name, child in node.get("properties", {}).items():
        inner = f"{path}.{name}" if path else name
        yield from _walk(inner, child, definitions, required=name in required)


def _walk(path: str, node: Schema, definitions: Schema, *, required: bool) -> Iterator[Field]:
    shape, nullable = _one_shape(path, node, definitions)
    if unknown := shape.keys() - _KNOWN:
        raise Trouble(f"{path}: {', '.join(sorted(unknown))} cannot be compared with the last release")
    yield _field(path, shape, nullable=nullable, required=required)
    yield from _members(path, shape, definitions)
    if "items" in shape:
        yield from _walk(f"{path}[]", shape["items"], definitions, required=True)


def _one_shape(path: str, node: Schema, definitions: Schema) -> tuple[Schema, bool]:
    """The shape after resolving references and "or null", and whether it may be null."""
    nullable = False
    while "$ref" in node or "anyOf" in node:
        # A description or a class beside a reference is about this field, so it wins.
        beside = {keyword: value for keyword, value in node.items() if keyword not in {"$ref", "anyOf"}}
        if "$ref" in node:
            node = definitions[node["$ref"].rpartition("/")[2]] | beside
            continue
        shapes = [shape for shape in node["anyOf"] if shape != {"type": "null"}]
        if len(shapes) != 1:
            raise Trouble(f"{path}: a field has one shape, which may be null, and never several")
        nullable = nullable or len(node["anyOf"]) > 1
        node = shapes[0] | beside
    return node, nullable


def _field(path: str, shape: Schema, *, nullable: bool, required: bool) -> Field:
    growing = "x-extensible-enum" in shape
    values = shape.get("x-extensible-enum") or shape.get("enum") or ([shape["const"]] if "const" in shape else None)
    return Field(
        path=path,
        types=frozenset({shape.get("type", "any")} | ({"null"} if nullable else set())),
        required=required,
        format=shape.get("format"),
        values=tuple(map(str, values)) if values else None,
        growing=growing,
        limits={keyword: value for keyword, value in shape.items() if keyword in _LIMITS},
        field_class=shape.get("x-class", "public"),
        default=shape.get("default", ABSENT),
        description=shape.get("description", ""),
    )
