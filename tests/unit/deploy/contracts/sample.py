"""The schema of an invented event, and changes of it: `changed({"properties.count.minimum": 1})`; `GONE` removes."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

GONE = object()

SAMPLE: dict[str, Any] = {
    "$id": "urn:sinergi:contracts:thing.published.v1",
    "x-type": "thing.published.v1",
    "x-topic": "agreements.v1",
    "x-key": "thing_id",
    "x-subject": "thing_id",
    "title": "ThingPublished",
    "description": "A thing was published.",
    "type": "object",
    "$defs": {
        "Place": {
            "title": "Place",
            "type": "object",
            "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}},
            "required": ["id", "name"],
        }
    },
    "properties": {
        "thing_id": {"type": "string", "format": "uuid", "description": "the thing"},
        "count": {"type": "integer", "minimum": 0},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "kind": {"type": "string", "enum": ["great", "small"]},
        "side": {"type": "string", "x-extensible-enum": ["left", "right"]},
        "place": {"$ref": "#/$defs/Place"},
        "others": {"type": "array", "items": {"$ref": "#/$defs/Place"}},
        "remark": {"type": "string", "default": "none"},
    },
    "required": ["thing_id", "count", "note", "kind", "side", "place", "others"],
}


def changed(edits: Mapping[str, Any], base: Mapping[str, Any] = SAMPLE) -> dict[str, Any]:
    """A copy of the schema with some values replaced or removed."""
    copy = deepcopy(dict(base))
    for path, value in edits.items():
        *way, last = path.split(".")
        node = copy
        for step in way:
            node = node[step]
        if value is GONE:
            del node[last]
        else:
            node[last] = value
    return copy


def without(name: str) -> list[str]:
    """The required fields except one."""
    return [field for field in SAMPLE["required"] if field != name]
