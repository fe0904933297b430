"""The OpenAPI document of an invented service, and changes of it; `GONE` removes."""

from collections.abc import Mapping
from typing import Any

from tests.unit.deploy.contracts.sample import GONE, changed

__all__ = ["GONE", "SAMPLE", "altered", "request_field", "shelf_field"]

SHELF: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "name": {"type": "string", "maxLength": 40},
        "state": {"type": "string", "enum": ["open", "full"]},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "weight": {"type": "integer"},
        "books": {"type": "array", "items": {"$ref": "#/components/schemas/Book"}},
    },
    "required": ["id", "name", "state", "note", "books"],
}
NEW_SHELF: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 40},
        "kind": {"type": "string", "enum": ["wood", "steel"]},
        "height": {"type": "integer", "default": 5},
        "built_on": {"type": "string", "format": "date"},
        "remark": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    },
    "required": ["name"],
}
PROBLEM: dict[str, Any] = {
    "content": {"application/problem+json": {"examples": {"shelf-full": {"summary": "Shelf full"}}}}
}
SAMPLE: dict[str, Any] = {
    "paths": {
        "/shelves": {
            "post": {
                "summary": "Tambah rak / add a shelf",
                "parameters": [
                    {"name": "dry_run", "in": "query", "schema": {"type": "boolean", "default": False}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewShelf"}}},
                },
                "responses": {
                    "201": {
                        "headers": {"ETag": {}, "Location": {}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Shelf"}}},
                    },
                    "409": PROBLEM,
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Shelf": SHELF,
            "NewShelf": NEW_SHELF,
            "Book": {"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]},
        }
    },
}


def altered(edits: Mapping[str, Any]) -> dict[str, Any]:
    """The sample with edits inside its operation."""
    return changed({f"paths./shelves.post.{path}": value for path, value in edits.items()}, SAMPLE)


def request_field(name: str, value: Any, **more: Any) -> dict[str, Any]:
    """The sample with another field in its request."""
    return _schema("NewShelf", name, value, more)


def shelf_field(name: str, value: Any, **more: Any) -> dict[str, Any]:
    """The sample with another field in its answer."""
    return _schema("Shelf", name, value, more)


def _schema(schema: str, name: str, value: Any, more: Mapping[str, Any]) -> dict[str, Any]:
    start = f"components.schemas.{schema}"
    return changed(
        {f"{start}.properties.{name}": value} | {f"{start}.{path}": each for path, each in more.items()}, SAMPLE
    )
