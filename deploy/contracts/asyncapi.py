"""The AsyncAPI 3.0 document: channels, messages and examples, for tools that draw or generate from it.

It describes Sinergi, so its operations *send* and subscribers receive. It contains no address of an installation.
"""

from collections.abc import Mapping
from typing import Any

from deploy.contracts.attributes import ATTRIBUTES, headers_schema
from deploy.contracts.examples import Example
from deploy.contracts.schemas import Schema
from deploy.topics.catalogue import Topic
from shared.operations.version import VERSION

# Named at each payload: otherwise AsyncAPI 3.0 reads a schema as one of its own, which are based on draft 07.
SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12"


def asyncapi(schemas: Mapping[str, Schema], topics: Mapping[str, Topic], examples: Mapping[str, Example]) -> Schema:
    """The document, with references to the schemas in the folder beside it."""
    by_topic = {name: [s for s in schemas.values() if s["x-topic"] == name] for name in topics}
    used = {name: messages for name, messages in by_topic.items() if messages}
    return {
        "asyncapi": "3.0.0",
        "id": "urn:sinergi:contracts",
        "info": {
            "title": "Sinergi",
            "version": VERSION,
            "description": "Events of Sinergi, as CloudEvents 1.0 in Kafka's binary mode. People read `catalogue.md`.",
        },
        "defaultContentType": "application/json",
        "servers": {"kafka": _server()},
        "channels": {name: _channel(name, topics[name], messages) for name, messages in used.items()},
        "operations": {f"send.{name}": _operation(name) for name in used},
        "components": {
            "messages": {type_: _message(schema, examples.get(type_)) for type_, schema in schemas.items()},
            "schemas": {"headers": headers_schema()},
            "securitySchemes": {"scram": {"type": "scramSha256", "description": "Your own principal."}},
        },
    }


def _server() -> Schema:
    return {
        "host": "{servers}",
        "protocol": "kafka-secure",
        "description": "You get the addresses of the servers together with your credentials.",
        "variables": {"servers": {"description": "host:port, several separated by commas"}},
        "security": [{"$ref": "#/components/securitySchemes/scram"}],
    }


def _channel(name: str, topic: Topic, schemas: list[Schema]) -> Schema:
    audience = "for every reader with the right" if topic.audience == "public" else "for Sinergi's own services only"
    return {
        "address": "{instance}." + name,
        "title": name,
        "description": f"Events of {topic.owner}, {audience}. In order per key; kept for ever, never compacted.",
        "servers": [{"$ref": "#/servers/kafka"}],
        "parameters": {"instance": {"default": "sinergi", "description": "the name of the installation"}},
        "messages": {s["x-type"]: {"$ref": f"#/components/messages/{s['x-type']}"} for s in schemas},
        "bindings": {"kafka": {"partitions": topic.partitions, "bindingVersion": "0.5.0"}},
        "x-audience": topic.audience,
        "x-keys": sorted({schema["x-key"] for schema in schemas}),
    }


def _operation(name: str) -> Schema:
    return {"action": "send", "channel": {"$ref": f"#/channels/{name}"}, "summary": f"Sinergi publishes {name}."}


def _message(schema: Schema, example: Example | None) -> Schema:
    type_ = schema["x-type"]
    key = schema["properties"][schema["x-key"]]
    return {
        "name": type_,
        "title": schema["title"],
        "summary": schema["description"],
        "contentType": "application/json",
        "headers": {
            "allOf": [
                {"$ref": "#/components/schemas/headers"},
                {"type": "object", "properties": {"ce_dataschema": {"const": schema["$id"]}}},
            ]
        },
        "payload": {"schemaFormat": SCHEMA_FORMAT, "schema": {"$ref": f"./schemas/{type_}.json"}},
        "bindings": {"kafka": {"key": key, "bindingVersion": "0.5.0"}},
        **({"examples": [_example(schema, example)]} if example else {}),
        **({"x-provisional": True} if "x-provisional" in schema else {}),
        **({"x-sunset": schema["x-sunset"]} if "x-sunset" in schema else {}),
    }


def _example(schema: Schema, example: Example) -> dict[str, Any]:
    headers = {one.header: example[one.name] for one in ATTRIBUTES if one.header}
    return {"name": schema["title"], "headers": headers, "payload": example["data"]}
