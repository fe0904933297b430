"""The classes of fields that the audience of a topic may see. Personal data is never in an event."""

from collections.abc import Mapping

from deploy.contracts.fields import fields_of
from deploy.contracts.schemas import Schema
from deploy.topics.catalogue import Topic
from shared.contracts.event import FieldClass

MAY_SEE: Mapping[str, frozenset[FieldClass]] = {
    "public": frozenset({"public"}),
    "internal": frozenset({"public", "internal"}),
}
"""A restricted field may be in no event: it is kept in separate tables with separate readers."""


def misplaced_fields(schema: Schema, topics: Mapping[str, Topic]) -> list[str]:
    """The fields of an event that its topic's audience may not see, as sentences."""
    topic = topics.get(schema["x-topic"])
    if topic is None:
        return [f"{schema['x-type']} goes to {schema['x-topic']}, which is not in topics.yaml"]
    return [
        f"{schema['x-type']}: {field.path} is {field.field_class}, but {schema['x-topic']} is {topic.audience}"
        for field in fields_of(schema).values()
        if field.field_class not in MAY_SEE[topic.audience]
    ]
