"""A schema as a flat table of its fields, by path: `term.effective_from`, `facilities[].id`.

One field has one shape, which may be null. What this table cannot express it refuses, so that no part of a contract
escapes the comparison with what was released.
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
_WORDS = {"description", "title", "default", "examples", "x-class"}
_KNOWN = _LIMITS | _SHAPE | _WORDS


@dataclass(frozen=True)
class Field:
    """One field of an event as a reader meets it; `default` is what its absence means in an event of the past."""

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
    """Every field at any depth, in the order of the schema. Raises `Trouble` where a field has two shapes."""
    definitions = schema.get("$defs", {})
    return {field.path: field for field in _members("", schema, definitions)}


def _members(path: str, node: Schema, definitions: Schema) -> Iterator[Field]:
    # `false` would forbid the fields that a type may gain one day; a schema would let in fields that have no name here.
    if "additionalProperties" in node:
        raise Trouble(f"{path or node['title']}: an object in an event has named fields, and is open to more")
    required = node.get("required", ())
    for name, child in node.get("properties", {}).items():
        inner = f"{path}.{name}" if path else name
        yield from _walk(inner, child, definitions, required=name in required)


def _walk(path: str, node: Schema, definitions: Schema, *, required: bool) -> Iterator[Field]:
    shape, nullable = _one_shape(path, node, definitions)
    if unknown := shape.keys() - _KNOWN:
        raise Trouble(f"{path}: {', '.join(sorted(unknown))} cannot be compared with what was released")
    yield _field(path, shape, nullable=nullable, required=required)
    yield from _members(path, shape, definitions)
    if "items" in shape:
        yield from _walk(f"{path}[]", shape["items"], definitions, required=True)


def _one_shape(path: str, node: Schema, definitions: Schema) -> tuple[Schema, bool]:
    """The shape behind references and behind "or null", and whether it may be null."""
    nullable = False
    while "$ref" in node or "anyOf" in node:
        # What stands beside a reference (a description, a class) speaks of this field, so it goes before.
        beside = {word: said for word, said in node.items() if word not in {"$ref", "anyOf"}}
        if "$ref" in node:
            node = definitions[node["$ref"].rpartition("/")[2]] | beside
            continue
        shapes = [shape for shape in node["anyOf"] if shape != {"type": "null"}]
        if len(shapes) != 1:
            raise Trouble(f"{path}: a field has one shape, or none (null), never several")
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
        limits={word: said for word, said in shape.items() if word in _LIMITS},
        field_class=shape.get("x-class", "public"),
        default=shape.get("default", ABSENT),
        description=shape.get("description", ""),
    )
