"""Every name that clients and subscribers see: paths, operations, parameters, models, fields, event types."""

from collections.abc import Iterator, Mapping
from typing import Any

import shared.contracts.vocabulary  # noqa: F401 -- registers every event
from shared.contracts.event import REGISTERED, Event
from tests.applications import application_of

SERVICES = ("agreements", "programs", "notifications")
Named = tuple[str, str]
"""Where a name is seen, and the name."""


def public_names() -> Iterator[Named]:
    """The names of the three interfaces, and of every event."""
    for service in SERVICES:
        document = application_of(service).openapi()
        for where, name in names_of_interface(document):
            yield f"{service}: {where}", name
    for type_, model in REGISTERED.items():
        yield from names_of_event(type_, model)


def names_of_interface(document: Mapping[str, Any]) -> Iterator[Named]:
    """The names in an OpenAPI document."""
    for path, operations in document["paths"].items():
        for segment in path.split("/"):
            yield path, segment.strip("{}")
        for method, operation in operations.items():
            where = f"{method.upper()} {path}"
            yield where, operation["operationId"]
            for parameter in operation.get("parameters", ()):
                yield where, parameter["name"]
    for model, schema in document["components"]["schemas"].items():
        yield model, model
        for field in schema.get("properties", {}):
            yield model, field


def names_of_event(type_: str, model: type[Event]) -> Iterator[Named]:
    """The type of an event, and the fields of its data with their parts."""
    yield type_, type_
    schema = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        for field in part.get("properties", {}):
            yield type_, field
