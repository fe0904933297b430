"""The JSON Schema (2020-12) of the data of each registered event.

Besides the keywords of the specification, a schema has the event's topic, key and subject (`x-topic`, `x-key`,
`x-subject`), its last day (`x-sunset`), whether its shape may still change (`x-provisional`), the fields that are not
public (`x-class`), and the lists of values that may grow (`x-extensible-enum`). Compatibility is judged by schemas
alone.
"""

import json
from functools import cache
from typing import Any, TypeAlias

from pydantic.json_schema import GenerateJsonSchema

from deploy.contracts.event_table import is_provisional
from shared.contracts.event import Event
from shared.contracts.vocabulary import registered_events

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema: TypeAlias = dict[str, Any]


class _WithoutFieldTitles(GenerateJsonSchema):
    """Without titles of fields: a title derived from the name ("Agreement Id") adds nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(event: type[Event]) -> Schema:
    """The schema of one event, without references to others."""
    return {
        "$schema": DIALECT,
        "$id": event.schema_uri,
        "x-type": event.type,
        "x-topic": event.topic,
        "x-key": event.key_field,
        "x-subject": event.subject_field,
        **({"x-sunset": event.sunset.isoformat()} if event.sunset else {}),
        **({"x-provisional": True} if is_provisional(event.type) else {}),
        **json.loads(_fields_of(event)),
    }


@cache
def _fields_of(event: type[Event]) -> str:
    # The form in which it is written, which others read; the input that Sinergi accepts is not promised. Kept as text,
    # because a caller may change its schema, and making one takes many times as long as reading it.
    return json.dumps(event.model_json_schema(mode="serialization", schema_generator=_WithoutFieldTitles))


def published_schemas() -> dict[str, Schema]:
    """The schemas of all registered events by type."""
    return {name: schema_of(event) for name, event in registered_events().items()}
