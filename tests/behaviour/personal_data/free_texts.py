"""The fields of the interface that accept a person's name, from its OpenAPI documents, so that no new one is missed."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.applications import application_of

A_NAME = "Bapak Kenari-7f3a91"
Schema = Mapping[str, Any]


def free_texts(service: str) -> set[str]:
    """The fields of request bodies that accept a name, as service/Model.field."""
    document = application_of(service).openapi()
    models = document["components"]["schemas"]
    bodies = [
        content["schema"]
        for path in document["paths"].values()
        for operation in path.values()
        for content in operation.get("requestBody", {}).get("content", {}).values()
    ]
    found: set[str] = set()
    seen: set[str] = set()
    while bodies:
        for model in _models_of(bodies.pop()):
            if model not in seen:
                seen.add(model)
                for field, schema in models[model].get("properties", {}).items():
                    bodies.append(schema)
                    if any(_accepts_a_name(each) for each in _alternatives(schema)):
                        # A model that answers show with other fields is described twice.
                        found.add(f"{service}/{model.removesuffix('-Input')}.{field}")
    return found


def _models_of(schema: Schema) -> Iterator[str]:
    for each in _alternatives(schema):
        if "$ref" in each:
            yield each["$ref"].rpartition("/")[2]


def _alternatives(schema: Schema) -> Iterator[Schema]:
    """The schema itself, its alternatives, and the items of its lists."""
    yield schema
    for each in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from _alternatives(each)


def _accepts_a_name(schema: Schema) -> bool:
    closed = {"enum", "const", "format"} & schema.keys()
    return schema.get("type") == "string" and not closed and bool(re.search(schema.get("pattern", ""), A_NAME))
