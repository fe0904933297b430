"""The JSON Schema (2020-12) of each registered event, as it is published: what a reader finds in its data.

Beside the specification's words it says where the event goes (`x-topic`, `x-key`, `x-subject`), until when it is
published (`x-sunset`), which fields are not public (`x-class`), and which lists of values may grow
(`x-extensible-enum`). A schema says all by which compatibility is judged.
"""

from typing import Any, TypeAlias

from pydantic.json_schema import GenerateJsonSchema

from shared.contracts.event import Event
from shared.contracts.vocabulary import registered_events

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema: TypeAlias = dict[str, Any]


class _WithoutFieldTitles(GenerateJsonSchema):
    """A field has a name; a title made up from it ("Agreement Id") only makes a reader look twice."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(event: type[Event]) -> Schema:
    """The schema of one event, complete in itself."""
    return {
        "$schema": DIALECT,
        "$id": event.schema_uri,
        "x-type": event.type,
        "x-topic": event.topic,
        "x-key": event.key_field,
        "x-subject": event.subject_field,
        **({"x-sunset": event.sunset.isoformat()} if event.sunset else {}),
        # As it is said, which is what others read; what Sinergi itself accepts on reading is no promise.
        **event.model_json_schema(mode="serialization", schema_generator=_WithoutFieldTitles),
    }


def published_schemas() -> dict[str, Schema]:
    """The schemas of all registered events by type."""
    return {name: schema_of(event) for name, event in registered_events().items()}
