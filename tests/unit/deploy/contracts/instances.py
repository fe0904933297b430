"""Values that a schema allows: a plain value first, then one for each possible deviation."""

from typing import Any

_OF_TYPE: dict[str, list[Any]] = {"number": [-(10**6), 0.125, 10**6], "boolean": [True, False], "null": [None]}
_OF_FORMAT = {
    "uuid": "019c0000-0000-7000-8000-000000000001",
    "date": "2026-03-01",
    "date-time": "2026-03-01T09:00:00Z",
    "uri": "urn:contoh",
    "^([01][0-9]|2[0-3]):[0-5][0-9]$": "09:00",
}


def instances(node: dict[str, Any], definitions: dict[str, Any]) -> list[Any]:
    """Values that fit the schema; a list that may grow also gets an unknown value."""
    match node:
        case {"$ref": reference}:
            found = instances(definitions[reference.rpartition("/")[2]], definitions)
        case {"anyOf": shapes}:
            found = [value for shape in shapes for value in instances(shape, definitions)]
        case {"items": item}:
            found = [[], *([value] for value in instances(item, definitions))]
        case {"properties": _}:
            found = _objects(node, definitions)
        case _:
            found = _scalars(node)
    return found


def _scalars(node: dict[str, Any]) -> list[Any]:
    match node:
        case {"enum": values}:
            return list(values)
        case {"x-extensible-enum": values}:
            return [*values, "unknown-value"]
        case {"format": name} | {"pattern": name}:
            return [_OF_FORMAT[name]]
        case {"type": "integer"}:
            return [node.get("minimum", -(10**6)), node.get("maximum", 10**6)]
        case {"type": "boolean" | "null" | "number" as name}:
            return _OF_TYPE[name]
    return ["text", ""]


def _objects(node: dict[str, Any], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    choices = {name: instances(child, definitions) for name, child in node["properties"].items()}
    plain = {name: values[0] for name, values in choices.items()}
    others = [{**plain, name: value} for name, values in choices.items() for value in values[1:]]
    without = [{k: v for k, v in plain.items() if k != name} for name in plain if name not in node["required"]]
    return [plain, *others, *without]
